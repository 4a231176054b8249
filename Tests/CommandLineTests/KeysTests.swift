import GitStore
import Testing
import TollgateTesting

@Suite("Keys")
struct KeysTests {
    private static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz: {name: Ana Ruiz, emails: [ana@example.com], roles: [{role: policy-owner}]}
          dana.weiss: {name: Dana Weiss}
          robot: {name: Robot, kind: bot}

        """
    private static let policy = Plans.policy(
        Plans.identity + "gates: {people: {sign-off: [{role: policy-owner}]}}\n")
    private static let first =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"
    private static let second =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi"

    private func repository(allowed: String? = nil, revoked: String? = nil) throws -> TestRepository {
        try TestRepository {
            start(policy: Self.policy) {
                Write("plans/people.yaml", Self.people)
                plan("SD-1", "defined")
                if let allowed { Write("plans/allowed_signers", allowed) }
                if let revoked { Write("plans/revoked_signers", revoked) }
            }
        }
    }

    private func keys(
        _ repository: TestRepository, _ arguments: String..., input: String = "", environment: [String: String] = [:]
    ) async -> CommandRun {
        await CommandRun(
            ["keys"] + arguments, in: repository.path, environment: environment, input: input)
    }

    // MARK: - add

    @Test("a key of every kind is added as ssh-keygen shows it, and its owner's", arguments: SigningKey.Kind.allCases)
    func add(kind: SigningKey.Kind) async throws {
        let repository = try repository()
        let key = try SigningKey(kind, in: repository.sandbox)
        let run = await keys(repository, "add", "ana.ruiz", "--key", key.path + ".pub")
        #expect(run.status == 0, "\(run)")
        let shown = try repository.sandbox.run("ssh-keygen", ["-lf", key.path + ".pub"]).text
        let words = shown.split(separator: " ")
        #expect(run.output.contains("\(words[0]) \(words[1]) \(words[words.count - 1])"), "\(run)\n\(shown)")
        let line = "ana.ruiz namespaces=\"tollgate,git\" \(key.publicText)\n"
        let text = try repository.read("plans/allowed_signers")
        #expect(text.hasSuffix("\n" + line) && text.hasPrefix("# "), "\(text)")
        #expect(run.output.contains("the gate `people` asks for one with the role `policy-owner`: ana.ruiz"), "\(run)")
        // What was written is taken by OpenSSH too.
        let signature = try key.sign(Array("x".utf8), namespace: "tollgate")
        try repository.write("signature", signature)
        let check = try repository.sandbox.run(
            "ssh-keygen",
            ["-Y", "verify", "-f", "plans/allowed_signers", "-I", "ana.ruiz", "-n", "tollgate", "-s", "signature"],
            in: repository.path, input: Array("x".utf8))
        #expect(check.status == 0, "\(check.errorText)")
    }

    @Test("a missing last LF, options, standard input, and only printing")
    func ways() async throws {
        let repository = try repository(allowed: "dana.weiss \(Self.first)", revoked: "# none\n")
        let printed = await keys(
            repository, "add", "ana.ruiz", "--key", "-", "--print", "--valid-after", "2026-01-01", "--valid-before",
            "2027-06-30T12:30:00Z", "--namespaces", "git", input: Self.second + " ana@laptop\n")
        #expect(
            printed.output
                == "ana.ruiz namespaces=\"git\",valid-after=\"20260101Z\",valid-before=\"20270630123000Z\" \(Self.second)\n",
            "\(printed)")
        #expect(try repository.read("plans/allowed_signers") == "dana.weiss \(Self.first)")
        let added = await keys(repository, "add", "ana.ruiz", "--key", "-", input: Self.second)
        #expect(added.status == 0, "\(added)")
        #expect(
            try repository.read("plans/allowed_signers")
                == "dana.weiss \(Self.first)\nana.ruiz namespaces=\"tollgate,git\" \(Self.second)\n")
        #expect(!added.output.contains("is not there"))
        // The keys can be read; what is left is the gate that guards them.
        #expect(try await repository.check().codes == ["SGN101"])
    }

    @Test("the key that git signs with: literal, by its file, and by the private one beside it")
    func configured() async throws {
        let repository = try repository()
        let key = try SigningKey(in: repository.sandbox)
        for value in ["key::\(key.publicText)", key.publicText + " comment", key.path + ".pub", key.path] {
            try repository.git("config", "user.signingKey", value)
            let run = await keys(repository, "add", "ana.ruiz", "--print")
            #expect(run.output == "ana.ruiz namespaces=\"tollgate,git\" \(key.publicText)\n", "\(value) \(run)")
        }
        try repository.git("config", "user.signingKey", "0xDEADBEEF")
        #expect(await keys(repository, "add", "ana.ruiz").status == 2)
        try repository.git("config", "--unset", "user.signingKey")
        #expect(await keys(repository, "add", "ana.ruiz").errors.contains("`--key ~/.ssh/id_ed25519.pub`"))
    }

    @Test("a private key is refused, and nothing of it is shown")
    func privateKey() async throws {
        let repository = try repository()
        let key = try SigningKey(in: repository.sandbox)
        let text = try repository.sandbox.run("cat", [key.path]).text
        for run in [
            await keys(repository, "add", "ana.ruiz", "--key", key.path),
            await keys(repository, "add", "ana.ruiz", "--key", "-", input: text),
        ] {
            #expect(run.status == 2 && run.errors.contains("holds a private key; expected the public one"), "\(run)")
            for line in text.split(separator: "\n").dropFirst() { #expect(!run.transcript.contains(line)) }
        }
        #expect(throws: (any Error).self) { try repository.read("plans/allowed_signers") }
    }

    @Test(
        "what is not added, each with a way out",
        arguments: [
            (["anna.ruiz"], first, "did you mean `ana.ruiz`?"),
            (["nobody.at.all"], first, "list the person there first"),
            (["ana.ruiz"], second, "is listed already, for dana.weiss on line 1"),
            (["dana.weiss"], second, "edit that line"), (["ana.ruiz"], "ssh-rsa AAAA", "no key that can be used"),
            (["ana.ruiz"], "", "it is empty"), (["ana.ruiz"], first + "\n" + second, "it has 2 keys"),
            (["ana.ruiz", "--namespaces", "tollgat"], first, "did you mean `tollgate`?"),
            (["ana.ruiz", "--namespaces", ""], first, "tollgate,git"),
            (["ana.ruiz", "--valid-before", "soon"], first, "2026-12-31"),
            (["ana.ruiz", "--valid-before", "2026-01-01", "--valid-after", "2027-01-01"], first, "which is never"),
        ] as [([String], String, String)])
    func refused(arguments: [String], key: String, words: String) async throws {
        let repository = try repository(allowed: "dana.weiss \(Self.second)\n")
        let run = await CommandRun(
            ["keys", "add"] + arguments + ["--key", "-"], in: repository.path, input: key)
        #expect(run.status == 2 && run.errors.contains(words), "\(run)")
        #expect(try repository.read("plans/allowed_signers") == "dana.weiss \(Self.second)\n")
    }

    @Test("nothing is added to what cannot be read, and no withdrawn key comes back")
    func unreadable() async throws {
        let broken = try repository(allowed: "*@example.com \(Self.second)\n")
        let run = await keys(broken, "add", "ana.ruiz", "--key", "-", input: Self.first)
        #expect(run.status == 1 && run.transcript.contains("TRU014"), "\(run)")
        let withdrawn = try repository(revoked: "\(Self.print(Self.first)) compromised 20260101Z stolen\n")
        let back = await keys(withdrawn, "add", "ana.ruiz", "--key", "-", input: Self.first)
        #expect(back.status == 2 && back.errors.contains("compromised since 2026-01-01T00:00:00Z: stolen"), "\(back)")
    }

    private static func print(_ key: String) -> String {
        key == first
            ? "SHA256:TGIk2D1DFZBKmjWssB2+Qdiona/OUK1TSuWAAHMK+n0"
            : "SHA256:tY51GDtdgY+0w0jAi5adr0DjfLY3KB1G5pQLtXMQD38"
    }

    // MARK: - list and revoke

    @Test("the list says whose key counts today")
    func list() async throws {
        let other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGNjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
        let repository = try repository(
            allowed: """
                ana@example.com namespaces="tollgate" \(Self.first)
                dana.weiss valid-before="20260101Z" \(Self.second)
                gone,ana.ruiz valid-after="20270101Z" \(other)

                """, revoked: "\(Self.print(Self.first)) retired 20260601Z new laptop\n")
        let run = await keys(repository, "list", "--format", "csv")
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 4, "\(run)")
        #expect(lines[1].hasPrefix("ana.ruiz,ED25519,256,\(Self.print(Self.first)),tollgate,retired since 2026-06-01"))
        #expect(lines[2].contains("anything,expired at 2026-01-01T00:00:00Z"))
        #expect(lines[3].hasPrefix("ana.ruiz,") && lines[3].contains("not before 2027-01-01"))
        let json = await keys(repository, "list", "--format", "json")
        #expect(json.output.contains("\"tollgate.keys/1\""))
        #expect(await keys(try self.repository(), "list").status == 3)
        #expect(await keys(try self.repository(allowed: "# none\n"), "list").status == 3)
    }

    @Test("a key is withdrawn by its fingerprint, or by its person who has one only")
    func revoke() async throws {
        let repository = try repository(allowed: "ana.ruiz \(Self.first)\nana@example.com \(Self.second)\n")
        let several = await keys(repository, "revoke", "ana.ruiz", "--retired", "--because", "left")
        #expect(several.status == 2 && several.errors.contains("ana.ruiz has 2 keys: \(Self.print(Self.first))"))
        let one = await keys(
            repository, "revoke", Self.print(Self.first), "--compromised", "--because", "laptop stolen", "--since",
            "2026-06-30")
        #expect(one.status == 0, "\(one)")
        let other = await keys(repository, "revoke", "ana.ruiz", "--retired", "--because", "left")
        #expect(other.status == 0, "\(other)")
        let text = try repository.read("plans/revoked_signers")
        #expect(
            text.hasSuffix(
                "\n\(Self.print(Self.first)) compromised 20260630Z laptop stolen\n\(Self.print(Self.second)) retired 20260701120000Z left\n"
            ), "\(text)")
        #expect(text.hasPrefix("# "))
        let none = await keys(repository, "revoke", "ana.ruiz", "--retired", "--because", "left")
        #expect(none.status == 2 && none.errors.contains("no key in plans/allowed_signers that is not withdrawn"))
        let twice = await keys(repository, "revoke", Self.print(Self.second), "--compromised", "--because", "found")
        #expect(twice.status == 2 && twice.errors.contains("replace `retired` by `compromised`"), "\(twice)")
    }

    @Test(
        "a withdrawal says what happened, since when and why",
        arguments: [
            (["--because", "left"], "does not say what became of the key"),
            (["--retired", "--compromised", "--because", "x"], "exclude each other"),
            (["--retired", "--because", "  "], "says nothing"),
            (["--retired", "--because", "a\nb"], "line break"),
            (["--retired", "--because", "x", "--since", "yesterday"], "2026-12-31"), (["--retired"], "--because"),
        ])
    func vague(arguments: [String], words: String) async throws {
        let repository = try repository(allowed: "ana.ruiz \(Self.first)\n")
        let run = await CommandRun(["keys", "revoke", "ana.ruiz"] + arguments, in: repository.path)
        #expect(run.status == 2 && run.errors.contains(words), "\(run)")
        #expect(throws: (any Error).self) { try repository.read("plans/revoked_signers") }
    }
}

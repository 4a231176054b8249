import Attestation
import Foundation
import GitStore
import Testing
import TollgateTesting

/// Attacks on signatures, on how statements are carried, and on the environment that they are judged in. Each test builds one
/// and bears the name that it has in the threat model.
@Suite("Sign-off threats: carriers and environment")
struct VerifyThreatTests {
    /// A branch that moves the initiative to `decided`, with everybody's sign-off.
    private func proposal(carrier: Carrier = .both) throws -> TestRepository {
        try TestRepository {
            try SignedProgramme.start(at: "detailed")
            SignedProgramme.proposal(to: "decided", carrier: carrier)
        }
    }

    // MARK: - Signatures

    @Test func A01_namesOnACommitAreShownAndProveNothing() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "defined")
            Commit("as the chief", author: Author("Chief", "ceo@example.com"), signedBy: .ana) { Write("note", "x\n") }
        }
        let verified = try await repository.verify("HEAD")
        #expect(verified.status == 0 && verified.commit?.text("person").contains("`ana.ruiz`") == true, "\(verified)")
        #expect(verified.commit?.verdicts("names") == ["in-doubt"], "\(verified)")
        #expect(verified.commit?.text("names").contains("Chief <ceo@example.com>, an address of nobody") == true)
    }

    @Test(arguments: ["git", "file", "tollgate.example.com", "Tollgate"])
    func A16_aSignatureForAnotherUseApprovesNothing(namespace: String) async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            SignedProgramme.proposal(to: "decided", without: "sponsor")
            SignOff("other use", [.approval("SD-104", "decided", by: .ola, as: "sponsor").signed(for: namespace)])
        }
        let verified = try await repository.verify("HEAD")
        #expect(verified.status == 1 && verified.signOffs[0].failing.contains("namespace"), "\(verified)")
        #expect(verified.signOffs[0].text("namespace").hasPrefix("`\(namespace)`; expected `tollgate`"))
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.status == 1 && checked.codes.contains("SGN101"), "\(checked)")
    }

    @Test func A20_junkInASignatureHaltsNothing() async throws {
        let repository = try proposal()
        let object = try repository.git("cat-file", "commit", "topic")
        for junk in [
            "-----BEGIN SSH SIGNATURE-----\n junk\n -----END SSH SIGNATURE-----", "junk",
            "-----BEGIN SSH SIGNATURE-----",
            "-----BEGIN PGP SIGNATURE-----\n \n junk\n -----END PGP SIGNATURE-----",
        ] {
            let bytes = object.replacing("\n\n", with: "\ngpgsig \(junk)\n\n", maxReplacements: 1) + "\n"
            let id = try repository.rawObject("commit", Array(bytes.utf8))
            let verified = try await repository.verify(id.hex)
            // The sign-offs in its message are proved by themselves.
            #expect(verified.signOffs.map(\.verdict) == ["valid"], "\(verified)")
            let isOther = junk.contains("PGP")
            #expect(verified.commit?.verdicts("signature") == [isOther ? "cannot-decide" : "fails"], "\(verified)")
            #expect(verified.status == (isOther ? 3 : 1), "\(verified)")
            let checked = try await repository.check("--range", "main..\(id.hex)")
            #expect(checked.status == 0 && checked.examined["steps"] == 1, "\(checked)")
        }
    }

    // MARK: - Carriers

    @Test func B11_aStatementIsReadWhereverItStands() async throws {
        let repository = try proposal(carrier: .trailers)
        let texts = try ["topic~3", "topic~2", "topic~1", "topic"].map { revision in
            try #require(SignOffText.inMessage(try repository.git("log", "-1", "--format=%B", revision)).first)
        }
        let lines = texts.flatMap { $0.lines.split(separator: "\n").map(String.init) }
        let block = lines.joined(separator: "\n")
        func each(_ mark: String) -> String { lines.map { mark + $0 }.joined(separator: "\n") }
        let padding = (1...40).map { "Line \($0) of what the pull request says, which is no trailer." }.joined(
            separator: "\n")
        let messages: [(String, String)] = [
            ("trailers", "Subject\n\n\(block)\n"), ("behind a line", "Subject\n\n---\n\(block)\n"),
            ("behind a longer line", "Subject\n\n-----\n\n\(block)\n"), ("in front", "\(block)\n\nSubject\n"),
            ("empty lines in front", "\n\n\nSubject\n\n\(block)\n"), ("blanks", "Subject\n\n\(each("    "))\n"),
            ("tabs", "Subject\n\n\(each("\t"))\n"), ("list", "Subject\n\n\(each("* "))\n"),
            ("indented list", "Subject\n\n\(each("  - "))\n"), ("quoted", "Subject\n\n\(each("> "))\n"),
            ("among text", "Subject\n\n\(padding)\n\(block)\n\(padding)\n"),
            ("behind comments", "Subject\n\n# a comment\n\(block)\n# another\n"),
            ("before other trailers", "Subject\n\n\(block)\n\nSigned-off-by: Li <li.chen@example.com>\n"),
            ("apart", "Subject\n\n\(lines.joined(separator: "\n\n"))\n"),
        ]
        func commit(_ message: String) throws -> String {
            try repository.git("commit-tree", "topic^{tree}", "-p", "main", "-F", "-", input: Array(message.utf8))
        }
        for settings in [
            [], ["trailer.separators", "%"], ["core.commentChar", "G"], ["trailer.signoff.key", "Gate-Signoff"],
        ] {
            if settings.count == 2 { try repository.git(["config"] + settings) }
            for (name, message) in messages {
                let id = try commit(message)
                let verified = try await repository.verify(id)
                #expect(verified.status == 0 && verified.signOffs.count == 4, "\(name): \(verified)")
            }
        }
        for (name, message) in messages {
            let checked = try await repository.check("--range", "main..\(try commit(message))")
            #expect(checked.status == 0 && checked.findings.isEmpty, "\(name): \(checked)")
        }
        // Folded, cut and empty: no second reading makes a statement of it.
        let folded = block.replacing(" branch=", with: "\n\tbranch=")
        for (message, code) in [
            ("Subject\n\n\(folded)\n", "SGN001"), ("Subject\n\nGate-Signoff: \nGate-Signature: \n", "SGN101"),
            ("Subject\n\n\(block.lowercased())\n", "SGN101"),
        ] {
            let checked = try await repository.check("--range", "main..\(try commit(message))")
            #expect(checked.status == 1 && checked.codes.contains(code), "\(checked)")
        }
    }

    @Test func B16_manySignOffsOfOneCommitAreVerifiedOneByOne() async throws {
        let many = (1...49).map { number in
            Agreement.submission("SD-104", "decided", by: .ana) {
                $0.at = KeyTime(seconds: $0.at.seconds - Int64(number))
            }
        }
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            SignedProgramme.proposal(to: "decided")
            SignOff("many", many + [.submission("SD-104", "decided", by: .mallory)], carrier: .trailers)
        }
        let verified = try await repository.verify("HEAD")
        #expect(verified.status == 1 && verified.signOffs.count == 50, "\(verified.signOffs.count)")
        #expect(verified.signOffs.map(\.verdict) == Array(repeating: "valid", count: 49) + ["not-valid"], "\(verified)")
        let checked = try await repository.check("--range", "main..topic")
        #expect(
            checked.status == 0
                && checked.findings.contains { $0.severity == "warning" && $0.message.contains("50 sign-offs") },
            "\(checked)")
    }

    // MARK: - Environment

    /// What a program wrote, but for the time of its run.
    private func timeless(_ outcome: Outcome) -> String {
        outcome.text.replacing(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ|verify-time=\d+Z/, with: "")
    }

    /// Commands that judge sign-offs.
    private func commands(_ repository: TestRepository) throws -> [[String]] {
        let record = try #require(try repository.records(in: "topic").first)
        return [
            ["verify", "topic"], ["verify", "topic:\(record)"], ["check", "--range", "main..topic"], ["check"],
            ["verify", "topic", "--format", "json"],
        ]
    }

    @Test func D04_D09_judgingStartsNoProcessAndOpensNoConnection() throws {
        let repository = try proposal()
        let hasTracer = try repository.sandbox.run("sh", ["-c", "command -v strace"]).status == 0
        for command in try commands(repository) {
            let plain = try repository.sandbox.run(Binary.path, command, in: repository.path)
            let bare = try repository.sandbox.run(
                Binary.path, command, in: repository.path, environment: ["PATH": "", "HOME": "/nonexistent"])
            #expect(
                bare.status == plain.status && timeless(bare) == timeless(plain) && plain.status == 0,
                "\(command): \(bare)")
            guard hasTracer else { continue }
            let log = repository.sandbox.freePath("trace")
            let traced = try repository.sandbox.run(
                "strace",
                [
                    "-f", "-qq", "-o", log, "-e", "trace=execve,execveat,fork,vfork,clone,clone3,socket,connect",
                    Binary.path,
                ]
                    + command, in: repository.path)
            let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
            // Where a machine forbids tracing, the empty PATH has to do.
            guard traced.status == plain.status, !calls.isEmpty else { continue }
            #expect(calls.count { $0.contains("execve") } == 1, "\(command): \(calls)")
            let others = calls.filter { call in
                !call.contains("execve(") && !call.contains("CLONE_THREAD") && !call.contains("+++")
                    && !call.contains("resumed") && !call.contains("---")
            }
            #expect(others.isEmpty, "\(command): \(others)")
        }
    }

    @Test func D06_gitVariablesOfTheEnvironmentChangeNothing() throws {
        let repository = try proposal()
        let other = try TestRepository(in: repository.sandbox, named: "other") {
            Commit("empty") { Write("a", "b\n") }
        }
        let matrix: [[String: String]] = [
            ["GIT_DIR": other.gitDirectory], ["GIT_WORK_TREE": other.path],
            ["GIT_INDEX_FILE": other.gitDirectory + "/index"],
            ["GIT_OBJECT_DIRECTORY": other.gitDirectory + "/objects"], ["GIT_COMMON_DIR": other.gitDirectory],
            ["GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nonexistent"], ["GIT_NAMESPACE": "other"],
            ["GIT_CONFIG_GLOBAL": other.path + "/a", "HOME": other.path], ["GIT_REPLACE_REF_BASE": "refs/other/"],
            ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.bare", "GIT_CONFIG_VALUE_0": "true"],
            ["TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"], ["TZ": ":/etc/passwd"], ["SSH_AUTH_SOCK": "/nonexistent"],
            ["GIT_DIR": other.gitDirectory, "GIT_WORK_TREE": other.path, "GIT_INDEX_FILE": "/dev/null"],
        ]
        for command in try commands(repository) {
            let expected = try repository.sandbox.run(Binary.path, command, in: repository.path)
            #expect(expected.status == 0, "\(command): \(expected.errorText)\(expected.text)")
            for environment in matrix {
                let found = try repository.sandbox.run(
                    Binary.path, command, in: repository.path, environment: environment)
                #expect(
                    found.status == 0 && timeless(found) == timeless(expected),
                    "\(command), \(environment): \(found.errorText)\(found.text)")
            }
        }
    }

    @Test func D11_whatARepositoryConfiguresIsNeverRun() throws {
        let repository = try proposal()
        let mark = repository.sandbox.path + "/ran"
        let program = repository.path + "/.git/evil"
        try Data("#!/bin/sh\ntouch '\(mark)'\nexit 0\n".utf8).write(to: URL(fileURLWithPath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        for key in [
            "gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand", "gpg.x509.program", "core.fsmonitor",
            "core.pager", "core.editor", "core.sshCommand", "filter.evil.clean", "filter.evil.smudge",
            "filter.evil.process",
            "diff.external", "diff.evil.textconv", "diff.evil.command", "credential.helper", "core.hooksPath",
            "alias.show", "merge.evil.driver", "interactive.diffFilter", "uploadpack.packObjectsHook",
        ] {
            try repository.git("config", key, program)
        }
        try repository.git("config", "gpg.format", "ssh")
        try repository.git("config", "gpg.ssh.allowedSignersFile", "/dev/null")
        try repository.git("config", "gpg.ssh.revocationFile", "/dev/null")
        try repository.write(".git/info/attributes", "*.yaml filter=evil diff=evil merge=evil\n")
        for command in try commands(repository) where command != ["check"] {
            let outcome = try repository.sandbox.run(Binary.path, command, in: repository.path)
            #expect(outcome.status == 0, "\(command): \(outcome.errorText)\(outcome.text)")
        }
        _ = try repository.binary("check")
        #expect(!FileManager.default.fileExists(atPath: mark))
    }

    // MARK: - Texts

    private static let hostile = "x\n::error::owned\u{1B}[31m\u{202E}\u{200B}=1+1<script>'\"`$(touch pwned)`"

    @Test func D07_textOfStatementsAndMessagesIsNeverObeyed() async throws {
        let hostile = Self.hostile
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Branch("topic")
            SignedProgramme.advance(to: "decided")
            SignOff(
                "hostile",
                [
                    .approval("SD-104", "decided", by: .ola, as: "sponsor") { $0.role = hostile },
                    .approval("SD-104", "decided", by: .ola, as: "sponsor") { $0.by = "'; touch pwned; '" },
                    .approval("SD-104", "decided", by: .ola, as: "sponsor") { $0.gate = hostile },
                    .approval("SD-104", "decided", by: .ola, as: "sponsor") { $0.initiative = "=1+1" },
                    .approval("SD-104", "decided", by: .ola, as: "sponsor") { $0.branch = hostile },
                    .approval("SD-104", "decided", by: .ola, as: "sponsor") {
                        $0.account = Statement.Account(forge: hostile, id: hostile)
                    },
                    .raw(SignOffText(statement: "::error::\u{1B}[31m\u{202E}", signature: "=1+1")),
                ], carrier: .trailers, author: Author("=1+1 \u{202E}Chief", "ceo@example.com"))
        }
        let id = try repository["hostile"].hex
        for format in ["full", "concise", "csv", "json", "jsonl"] {
            let run = await repository.tollgate(
                "verify", id, "--format", format, environment: ["GITHUB_ACTIONS": "true"])
            #expect(run.status == 1, "\(run)")
            if format.hasPrefix("json") {
                for line in format == "json" ? [run.output] : run.output.split(separator: "\n").map(String.init) {
                    _ = try JSON(line)
                }
                #expect(!run.output.contains("\u{1B}"))
            } else {
                let text = run.output.split(separator: "\n").filter { !$0.hasPrefix("::") }.joined(separator: "\n")
                expectHarmless(text, format)
                #expect(format == "csv" || run.output.hasPrefix("::stop-commands::"))
            }
            if format == "csv" {
                for row in try CSV.read(run.output) {
                    for cell in row { #expect(cell.first.map { !"=+-@".contains($0) } ?? true, "\(cell)") }
                }
            }
        }
        // Whatever a statement says, it is a word to the shell that repeats the reasoning.
        let verified = try await repository.verify(id)
        #expect(verified.signOffs.count == 7)
        var count = 0
        for command in verified.parts.flatMap(\.commands) {
            let outcome = try repository.sandbox.run("sh", ["-c", command.script], in: repository.path)
            #expect(outcome.text.contains(command.expected) || outcome.status != 0, "\(command)")
            count += 1
        }
        #expect(count > 10)
        #expect(!FileManager.default.fileExists(atPath: repository.path + "/pwned"))
        for command in [["check", "--range", "main..topic"], ["audit"]] {
            for format in ["full", "concise", "csv"] {
                let run = await CommandRun(command + ["--format", format], in: repository.path)
                // What points to another file begins so; it is ours.
                expectHarmless(run.transcript.replacing("  ::: plans/policy.yaml:", with: ""), "\(command) \(format)")
            }
        }
    }

    // MARK: - Time

    /// The verdict turns on the second in UTC at which a key ends.
    @Test(arguments: ["20260415090000Z", "20260415085959Z"])
    func A15_timeZonesChangeNoVerdict(end: String) throws {
        let keys = try SignedProgramme.signers.map {
            try $0 == .raj ? $0.allowedLine(validAfter: "20250101Z", validBefore: end) : $0.allowedLine()
        }.joined()
        let repository = try TestRepository {
            try SignedProgramme.start(at: "decided", allowed: keys)
            SignedProgramme.advance(to: "implemented", agreements: SignedProgramme.agreements("implemented"))
        }
        let expected: Int32 = end.hasSuffix("0000Z") ? 0 : 1
        for command in [["check", "--range", "main~1..main"], ["verify", "main"], ["audit"]] {
            var outputs: Set<String> = []
            for zone in ["UTC", "America/New_York", "Asia/Tokyo"] {
                let outcome = try repository.sandbox.run(
                    Binary.path, command, in: repository.path, environment: ["TZ": zone])
                #expect(outcome.status == expected, "\(zone) \(command): \(outcome.text)")
                outputs.insert(timeless(outcome))
            }
            #expect(outputs.count == 1, "\(command)")
        }
    }
}

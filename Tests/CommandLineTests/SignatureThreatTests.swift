import GitStore
import Testing
import TollgateTesting

/// Attacks on the signatures of commits and on who made them. Each test builds one and bears the name that it has in the
/// threat model.
///
/// What people sign themselves is in `SignOffThreatTests`; that each change to a signed commit has the verdict of git, but for
/// what is stricter, is in `CommitSignatureTests`.
@Suite("Signature threats")
struct SignatureThreatTests {
    private static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz:
            name: Ana Ruiz
            emails: [ana.ruiz@example.com]
          raj.iyer:
            name: Raj Iyer
            emails: [raj.iyer@example.com]
          forge.example:
            name: Example Forge
            emails: [forge.example@example.com]
            kind: forge

        """

    private static func allowed(_ more: String = "") throws -> String {
        try [Signer.raj, .forge].map { try $0.allowedLine() }.joined() + more
    }

    /// The first landing: a policy that asks for something of commits, people, keys, and an initiative.
    private static func begin(_ demands: String, allowed: String? = nil) throws -> Commit {
        let files = keys(try allowed ?? self.allowed(try Signer.ana.allowedLine()))
        return start(policy: Plans.policy(Plans.identity + "commits: \(demands)\n")) {
            plan("SD-1", "defined", "problem: one\n")
            plan("SD-2", "defined", "problem: one\n")
            Write("plans/people.yaml", people)
            files
        }
    }

    /// A commit that changes the content of SD-1.
    private static func content(
        _ subject: String = "content", body: String? = nil, author: Author = Signer.ana.author, at: Moment? = nil,
        signedBy signer: Signer? = nil
    ) -> Commit {
        Commit(subject, body: body, author: author, at: at, signedBy: signer) {
            Append(Plans.path("SD-1"), "outcome: \(subject)\n")
        }
    }

    private static func signed(_ payload: String, by signer: Signer) throws -> String {
        let header = try #require(payload.firstRange(of: "\n\n"))
        let armour = try signer.armoured(over: Array(payload.utf8))
        return payload[..<header.lowerBound] + "\ngpgsig " + armour.replacing("\n", with: "\n ")
            + payload[header.lowerBound...]
    }

    /// Puts another object in the place of main's tip: the same with changes before and after it is signed.
    private static func forge(
        _ repository: TestRepository, signedBy signer: Signer? = .ana, before: (String) -> String = { $0 },
        after: (String) throws -> String = { $0 }
    ) throws {
        var text = before(try repository.git("cat-file", "commit", "main") + "\n")
        if let signer { text = try signed(text, by: signer) }
        let id = try repository.rawObject("commit", Array(try after(text).utf8))
        try repository.git("update-ref", "refs/heads/main", id.hex)
    }

    private static func check(_ repository: TestRepository) async throws -> Checked {
        try await repository.check("--range", "\(try repository["start"])..main")
    }

    // MARK: - Who it was

    @Test func A01_authorsAreTypedAndKeysAreNot() async throws {
        let ceo = Author("The CEO", "ceo@example.com")
        let typed = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content(author: ceo, signedBy: .ana)
        }
        expect(try await Self.check(typed), 0)
        let posing = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content(author: Signer.ana.author, signedBy: .mallory)
        }
        let checked = try await Self.check(posing)
        expect(checked, 1, "SGN204")
        #expect(checked.findings.first?.message.contains("which nobody has registered") == true, "\(checked)")
        #expect(checked.findings.first?.commit == (try posing["content"].hex))
    }

    @Test func A03_mailmapIsNeverApplied() async throws {
        func checked(mailmap: String?) async throws -> [String] {
            let repository = try TestRepository {
                try Self.begin("{content: signed, trailers: [Signed-off-by]}")
                if let mailmap { Commit("map") { Write(".mailmap", mailmap) } }
                Self.content(
                    body: "Signed-off-by: Ana Ruiz <ana.ruiz@example.com>", author: Signer.mallory.author,
                    signedBy: .mallory)
            }
            if mailmap != nil {
                #expect(try repository.git("log", "-1", "--format=%aN", "main") == "Ana Ruiz", "git applies it")
            }
            let checked = try await Self.check(repository)
            expect(checked, 1, "SGN203", "SGN204")
            let id = try repository["content"].short
            return checked.findings.map { "\($0.code) \($0.message.replacing(id, with: "…"))" }
        }
        let mapped = try await checked(
            mailmap: "Ana Ruiz <ana.ruiz@example.com> <\(Signer.mallory.email)>\n")
        let plain = try await checked(mailmap: nil)
        #expect(mapped == plain)
    }

    @Test(arguments: ["PGP SIGNATURE", "PGP MESSAGE"])
    func A04_A07_openPGPSatisfiesNoDemand(kind: String) async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed, landings: signed}")
            Self.content()
        }
        try Self.forge(repository, after: { $0.replacing("SSH SIGNATURE", with: kind) })
        let checked = try await Self.check(repository)
        expect(checked, 1, "SGN204")
        #expect(checked.findings.count == 2)
        for found in checked.findings { #expect(found.message.hasSuffix("is OpenPGP, which is not verified")) }
    }

    // MARK: - Where the signature stands

    @Test(arguments: ["whole block", "line that begins with gpgsig", "both"])
    func A05_signatureInTheMessageIsText(_ kind: String) async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content()
        }
        let forged: (String) throws -> String = { payload in
            let armour = try Signer.ana.armoured(over: Array(payload.utf8))
            let header = "gpgsig " + armour.replacing("\n", with: "\n ") + "\n"
            switch kind {
            case "whole block": return payload + armour + "\n"
            case "line that begins with gpgsig": return payload + header
            default: return payload.replacing("\n\n", with: "\n\n" + header, maxReplacements: 1) + armour + "\n"
            }
        }
        try Self.forge(repository, signedBy: nil, after: forged)
        expect(try await Self.check(repository), 1, "SGN201")
    }

    @Test(arguments: ["gpgsig-sha256", "junk behind", "wrapped anew", "blank"])
    func A06_oneSignatureHasOneSpelling(_ kind: String) async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content()
        }
        let forged: (String) -> String = { text in
            switch kind {
            case "gpgsig-sha256": text.replacing("\ngpgsig ", with: "\ngpgsig-sha256 x\ngpgsig ")
            case "junk behind":
                text.replacing("\n -----END SSH SIGNATURE-----", with: "\n -----END SSH SIGNATURE-----\n junk")
            case "wrapped anew":
                text.replacing("SSH SIGNATURE-----\n U1NIU0lH", with: "SSH SIGNATURE-----\n U1NI\n U0lH")
            default: text.replacing("\n -----END", with: " \n -----END")
            }
        }
        try Self.forge(repository, after: forged)
        let codes = kind == "gpgsig-sha256" ? ["HIS001", "SGN204"] : ["SGN204"]
        expect(try await Self.check(repository), 1, codes: codes)
    }

    @Test(arguments: ["two committers", "two authors", "carriage return"])
    func A08_oddHeadersAreFound(_ kind: String) async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content()
        }
        try Self.forge(
            repository,
            before: { text in
                let line = text.split(separator: "\n")
                let author = line.first { $0.hasPrefix("author ") } ?? ""
                let committer = line.first { $0.hasPrefix("committer ") } ?? ""
                return switch kind {
                case "two committers": text.replacing(committer, with: committer + "\n" + committer)
                case "two authors": text.replacing(author, with: author + "\n" + author)
                default: text.replacing(committer, with: committer + "\nnote a\rb")
                }
            })
        expect(try await Self.check(repository), 1, "HIS001")
    }

    @Test func A08_aParentBehindTheAuthorIsNoPass() async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content()
        }
        let start = try repository["start"]
        try Self.forge(repository, before: { $0.replacing("\ncommitter ", with: "\nparent \(start)\ncommitter ") })
        let run = await repository.tollgate("check", "--range", "\(start)..main")
        #expect(run.status == 3, "\(run)")
    }

    @Test func A09_otherEncodingsAreFound() async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed, trailers: [Initiative]}")
            Self.content(body: "+AEk-nitiative: SD-1")
        }
        try Self.forge(
            repository,
            before: { text in
                let committer = text.split(separator: "\n").first { $0.hasPrefix("committer ") } ?? ""
                return text.replacing(committer, with: committer + "\nencoding UTF-7")
            })
        // Where iconv knows the encoding, git shows a trailer `Initiative` that is not in the bytes.
        expect(try await Self.check(repository), 1, "HIS001", "SGN203")
    }

    @Test(arguments: ["\0", "\u{1B}[8m", "\u{07}", "\r"])
    func A10_controlCharactersHideNothing(_ text: String) async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content()
        }
        try Self.forge(repository, before: { $0 + text + "hidden\n" })
        expect(try await Self.check(repository), 1, "HIS001")
    }

    @Test func A11_twoSignaturesAreNone() async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content()
        }
        let forged: (String) throws -> String = { payload in
            func header(_ signer: Signer) throws -> String {
                "\ngpgsig " + (try signer.armoured(over: Array(payload.utf8))).replacing("\n", with: "\n ")
            }
            let both = try header(.ana) + header(.mallory)
            return payload.replacing("\n\n", with: both + "\n\n", maxReplacements: 1)
        }
        try Self.forge(repository, signedBy: nil, after: forged)
        expect(try await Self.check(repository), 1, "HIS001", "SGN204")
    }

    // MARK: - When

    @Test func A12_anOldDateRevivesNoKey() async throws {
        let allowed = try Self.allowed(try Signer.ana.allowedLine(validBefore: "20260201Z"))
        let landed = try TestRepository {
            try Self.begin("{content: signed}", allowed: allowed)
            Commit("meanwhile", at: "2026-03-01T09:00:00Z") { Write("README", "text\n") }
            Self.content(at: "2026-01-15T09:00:00Z", signedBy: .ana)
        }
        let checked = try await Self.check(landed)
        expect(checked, 1, "HIS005", "SGN204")
        #expect(checked.findings.contains { $0.message.contains("which was not valid at 2026-03-01T09:00:00Z") })
        #expect(checked.findings.contains { $0.code == "HIS005" && $0.severity == "warning" })
        // As a proposal it is judged now, whatever it says.
        let proposed = try TestRepository {
            try Self.begin("{content: signed}", allowed: allowed)
            Branch("topic")
            Self.content(at: "2026-01-15T09:00:00Z", signedBy: .ana)
        }
        expect(try await proposed.check("--range", "main..topic"), 1, "SGN204")
        // While it was valid it was.
        let early = try TestRepository {
            try Self.begin("{content: signed}", allowed: allowed)
            Self.content(at: "2026-01-15T09:00:00Z", signedBy: .ana)
        }
        expect(try await Self.check(early), 0)
    }

    @Test func A13_aFutureDateIsAnError() async throws {
        let allowed = try Self.allowed(try Signer.ana.allowedLine(validAfter: "20300101Z"))
        let repository = try TestRepository {
            try Self.begin("{content: signed}", allowed: allowed)
            Branch("topic")
            Self.content(at: "2031-01-01T09:00:00Z", signedBy: .ana)
        }
        expect(try await repository.check("--range", "main..topic"), 1, "HIS004")
        try repository.extend {
            Switch("main")
            FastForward(to: "topic")
            Commit("later", at: "2026-06-01T09:00:00Z") { Write("README", "text\n") }
        }
        let checked = try await Self.check(repository)
        expect(checked, 1, "HIS004", "HIS005")
        #expect(checked.findings.first?.commit == (try repository["content"].hex))
    }

    @Test func A14_withoutTheListOfWithdrawnKeysNothingIsDecided() async throws {
        let allowed = try Signer.ana.allowedLine()
        let repository = try TestRepository {
            start(policy: Plans.policy(Plans.identity + "commits: {content: signed, landings: signed}\n")) {
                plan("SD-1", "defined", "problem: one\n")
                Write("plans/people.yaml", Self.people)
                Write("plans/allowed_signers", allowed)
            }
            Self.content(signedBy: .ana)
        }
        let checked = try await Self.check(repository)
        expect(checked, 3)
        #expect(checked.undecided.contains { $0.contains("`plans/revoked_signers` is not there") }, "\(checked)")
    }

    @Test func A20_malformedSignaturesHaltNothing() async throws {
        let repository = try TestRepository {
            try Self.begin("{content: signed}")
            Self.content()
        }
        let forged: (String) throws -> String = { text in
            let body = try #require(text.firstRange(of: "SSH SIGNATURE-----\n "))
            let end = try #require(text.firstRange(of: "\n -----END"))
            return text[..<body.upperBound] + "junk" + text[end.lowerBound...]
        }
        try Self.forge(repository, after: forged)
        let junk = try repository.id("main")
        try repository.git("reset", "--quiet", "--hard")
        try repository.write(Plans.path("SD-2"), Plans.initiative("SD-2", "defined", "problem: two\n"))
        try repository.git("commit", "--quiet", "-am", "unsigned")
        let checked = try await Self.check(repository)
        expect(checked, 1, "SGN201", "SGN204")
        #expect(checked.findings.first { $0.code == "SGN204" }?.commit == junk.hex)
        #expect(checked.examined["landings"] == 2)
    }

    @Test func A21_aSignedTagThatWasMergedIsNoSignatureOfTheMerge() async throws {
        let repository = try TestRepository {
            try Self.begin("{landings: signed}")
            Branch("topic")
            Self.content(signedBy: .ana)
            Switch("main")
            Merge("topic", "landing")
        }
        try Self.forge(
            repository, signedBy: nil,
            before: { text in
                let tag = "object \(text.split(separator: "\n")[1].dropFirst(7))\ntype commit\ntag v1\n\nv1\n"
                guard let armour = try? Signer.ana.armoured(over: Array(tag.utf8)) else { return "" }
                let header = "\nmergetag " + (tag + armour).replacing("\n", with: "\n ")
                return text.replacing("\n\n", with: header + "\n\n", maxReplacements: 1)
            })
        let checked = try await Self.check(repository)
        expect(checked, 1, "SGN202")
        #expect(checked.findings.map(\.commit) == [try repository.id("main").hex])
    }

    // MARK: - What is asked of whom

    @Test func D10_aForgeLandsAndWritesNothing() async throws {
        let merged = try TestRepository {
            try Self.begin("{content: signed, landings: signed}")
            Branch("topic")
            Self.content(signedBy: .ana)
            Switch("main")
            Merge("topic", "landing", author: Signer.forge.author, signedBy: .forge)
        }
        expect(try await Self.check(merged), 0)
        let squashed = try TestRepository {
            try Self.begin("{content: signed, landings: signed}")
            Branch("topic")
            Self.content(signedBy: .ana)
            Switch("main")
            Squash("topic", .gitHub, author: Signer.ana.author, committer: Signer.forge.author, signedBy: .forge)
        }
        let checked = try await Self.check(squashed)
        expect(checked, 1, "SGN204")
        #expect(checked.findings.count == 1)
        #expect(checked.findings.first?.message.contains("is that of `forge.example`, a forge") == true, "\(checked)")
        let unsigned = try TestRepository {
            try Self.begin("{landings: signed}")
            Branch("topic")
            Self.content()
            Switch("main")
            Merge("topic", "landing")
        }
        expect(try await Self.check(unsigned), 1, "SGN202")
        // Nobody has landed a proposal yet.
        expect(try await unsigned.check("--range", "\(try unsigned["start"])..topic"), 0)
    }

    @Test func everyCommitOfALandingIsAskedForItsTrailers() async throws {
        let repository = try TestRepository {
            try Self.begin("{trailers: [Initiative, Signed-off-by]}")
            Branch("topic")
            Self.content("good", body: "Initiative: SD-1\nSigned-off-by: Ana <ana.ruiz@example.com>")
            Commit(
                "in the text", body: "Initiative: SD-1\n\nSigned-off-by: Ana <ana.ruiz@example.com>",
                author: Signer.ana.author
            ) { Replace(Plans.path("SD-1"), "problem: one", with: "problem: two") }
            Commit("two", body: "Initiative: SD-1\nSigned-off-by: A <ada@example.org>") {
                Append(Plans.path("SD-2"), "# only a remark\n")
                Write("plans/p/SD-1.csv", "date,series,item,period,value,evidence,note\n")
            }
            Commit("nothing of a plan") { Write("README", "text\n") }
            Switch("main")
            Merge("topic", "landing")
        }
        let checked = try await Self.check(repository)
        expect(checked, 1, "SGN203")
        #expect(
            Set(checked.findings.map(\.path)) == [
                "commit:\(try repository["in the text"])", "commit:\(try repository["two"])",
            ])
        #expect(
            checked.findings.map(\.message).sorted()
                == [
                    "commit \(try repository["in the text"].short) changes `SD-1` and has no trailer `Initiative` that says so",
                    "commit \(try repository["two"].short) changes `SD-2` and has no trailer `Initiative` that says so",
                ].sorted())
    }

    @Test func theTrustRootIsAskedForNothing() async throws {
        let repository = try TestRepository {
            Commit("before") { Write("README", "text\n") }
            try Self.begin("{content: signed, landings: signed, trailers: [Initiative]}")
        }
        expect(try await repository.check("--range", "\(try repository["before"])..main"), 0)
    }
}

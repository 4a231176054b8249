import Attestation
import Foundation
import GitStore
import Testing
import TollgateTesting

/// `signoff`: people with keys of their own sign for steps on real repositories, and `check` judges what comes of it.
@Suite("Signing")
struct SigningTests {
    static let id = SignedProgramme.id

    /// A branch that takes the step to a stage, unsigned.
    static func proposed(to stage: String, _ more: String = "") throws -> TestRepository {
        let before = SignedProgramme.stages[(SignedProgramme.stages.firstIndex(of: stage) ?? 1) - 1]
        return try TestRepository {
            try SignedProgramme.start(at: before)
            Branch("topic")
            SignedProgramme.advance(to: stage, more)
        }
    }

    private func texts(_ repository: TestRepository, _ revision: String = "HEAD") throws -> [SignOffText] {
        SignOffText.inMessage(try repository.git("log", "-1", "--format=%B", revision))
    }

    @Test("people sign one after the other, each commit carries both forms, and the step lands")
    func everybody() async throws {
        let repository = try Self.proposed(to: "decided")
        for (signer, role) in [(Signer.ana, nil), (.ola, "sponsor"), (.dana, "controller"), (.raj, "operations")] {
            let run = try await repository.signoff(signer, Self.id)
            if role == nil {
                // Ana holds no role that the gate asks for.
                #expect(run.status == 1 && run.errors.contains("holds none of the roles"), "\(run)")
                let submitted = try await repository.signoff(signer, Self.id, "--submit")
                #expect(submitted.status == 0, "\(submitted)")
            } else {
                #expect(run.status == 0, "\(run)")
            }
            let text = try #require(try texts(repository).first)
            let statement = try Statement(line: text.statement)
            #expect(statement.by == signer.id && statement.role == role)
            #expect(run.output.contains(text.statement) || role == nil, "\(run)")

            // What git finds is what was written, by every way to ask it.
            let message = try repository.git("log", "-1", "--format=%B")
            let parsed = try repository.sandbox.git(
                ["interpret-trailers", "--parse", "--no-divider"], in: repository.path, input: Array(message.utf8))
            #expect(
                parsed.split(separator: "\n").map(String.init) == [
                    "Initiative: SD-104", "Gate-Signoff: \(text.statement)",
                    "Gate-Signature: \(try #require(text.signature))",
                ])
            let formatted = try repository.git("log", "-1", "--format=%(trailers)")
            #expect(formatted.split(separator: "\n") == parsed.split(separator: "\n"))
            #expect(!formatted.contains("\n "))

            let name = try repository.git("show", "--name-only", "--format=", "HEAD")
            #expect(name == "plans/signoffs/SD-104/\(statement.digest)")
            #expect(try repository.read(name) == text.lines)
            #expect(try repository.git("status", "--porcelain") == "")
        }
        expect(try await repository.check("--range", "main..topic"), 0)
        #expect(try repository.git("fsck", "--strict") == "")
    }

    @Test("statements hold what plain commands give", arguments: ["decided", "implemented", "closed"])
    func digests(stage: String) async throws {
        let repository = try Self.proposed(to: stage)
        let signer: Signer = stage == "closed" ? .ola : .raj
        let run = try await repository.signoff(signer, Self.id)
        #expect(run.status == 0, "\(run)")
        // The same statement as the second opinion in the tests gives.
        let role = stage == "closed" ? "sponsor" : "operations"
        let before = SignedProgramme.stages[try #require(SignedProgramme.stages.firstIndex(of: stage)) - 1]
        let other = try TestRepository {
            try SignedProgramme.start(at: before)
            Branch("topic")
            SignedProgramme.advance(to: stage)
            SignOff(Self.id, gate: stage, by: signer, as: role)
        }
        var expected = try Statement(line: try #require(try texts(other).first).statement)
        let mine = try Statement(line: try #require(try texts(repository).first).statement)
        expected.at = mine.at
        #expect(mine == expected)
    }

    @Test("where the branch takes no step yet, what `advance` writes is signed, and counts when it has")
    func beforehand() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Branch("topic")
        }
        let submitted = try await repository.signoff(.ana, Self.id, "--submit")
        #expect(submitted.status == 0 && submitted.output.contains("as `advance` would take it"), "\(submitted)")
        for signer in [Signer.ola, .dana, .raj] {
            let run = try await repository.signoff(signer, Self.id)
            #expect(run.status == 0, "\(run)")
        }
        let advanced = await repository.run(["advance", Self.id])
        #expect(advanced.status == 0, "\(advanced)")
        expect(try await repository.check("--range", "main..topic"), 0)
        let statement = try Statement(line: try #require(try texts(repository, "HEAD~1").first).statement)
        let digest = try repository.sandbox.run("sha256sum", [SignedProgramme.path], in: repository.path)
        #expect(statement.plan == ContentDigest(digest.text.prefix(64)))
    }

    @Test("whoever may not sign is told who may, and nothing is written")
    func notAllowed() async throws {
        let repository = try Self.proposed(to: "decided")
        for (signer, arguments, status, words) in [
            (Signer.greta, [], Int32(1), "holds none of the roles"),
            (.greta, ["--role", "sponsor"], 1, "`greta.holm` may not sign `decided` as `sponsor`"),
            (.ana, ["--role", "controller"], 1, "may not sign `decided` as `controller`"),
            (.ola, ["--role", "sponser"], 2, "did you mean `sponsor`?"),
            (.mallory, [], 1, "stands in no line of `plans/allowed_signers`"),
            (.forge, ["--submit"], 1, "is no person"),
            (.ola, ["--gate", "closed"], 2, "it takes `decided`"),
            (.ola, ["--gate", "break-glass:decided", "--role", "sponsor"], 2, "`--role policy-owner`"),
            (.ola, ["--submit", "--role", "sponsor"], 2, "exclude each other"),
        ] as [(Signer, [String], Int32, String)] {
            try repository.sit(signer)
            let before = try Standing(repository)
            let run = await repository.run(["signoff", Self.id] + arguments, as: signer)
            #expect(run.status == status && run.transcript.contains(words), "\(run)")
            #expect(try Standing(repository) == before, "\(run)")
        }
    }

    @Test("nobody signs twice, and nobody approves what they submitted")
    func twice() async throws {
        let repository = try Self.proposed(to: "decided")
        #expect(try await repository.signoff(.ola, Self.id).status == 0)
        let again = try await repository.signoff(.ola, Self.id)
        #expect(again.status == 1 && again.errors.contains("has signed `decided` as `sponsor` already"), "\(again)")
        #expect(try await repository.signoff(.dana, Self.id, "--submit").status == 0)
        let own = try await repository.signoff(.dana, Self.id)
        #expect(own.status == 1 && own.errors.contains("has to be independent"), "\(own)")
    }

    @Test(
        "what differs from the commit is not signed",
        arguments: [SignedProgramme.path, SignedProgramme.folder + "/evidence/workflow.txt"])
    func uncommitted(path: String) async throws {
        let repository = try Self.proposed(to: "decided")
        try repository.write(path, try repository.read(path) + "# more\n")
        try repository.sit(.ola)
        let before = try Standing(repository)
        let run = await repository.run(["signoff", Self.id], as: .ola)
        #expect(run.status == 1 && run.errors.contains("`\(path)` differs from HEAD"), "\(run)")
        #expect(try Standing(repository) == before)
        // What has nothing to do with it stays staged.
        try repository.git("checkout", "--quiet", "--", path)
        try repository.write("other.txt", "staged\n")
        try repository.git("add", "other.txt")
        #expect(try await repository.signoff(.ola, Self.id).status == 0)
        #expect(try repository.git("status", "--porcelain") == "A  other.txt")
    }

    @Test("a terminal is asked, and `--yes` answers")
    func asked() async throws {
        let repository = try Self.proposed(to: "decided")
        try repository.sit(.ola)
        let before = try Standing(repository)
        for answer in ["n\n", "", "yeah\n"] {
            let run = await repository.run(["signoff", Self.id], as: .ola, isTerminal: true, input: answer)
            #expect(run.status == 1 && run.output.contains("nothing is signed"), "\(run)")
            #expect(run.transcript.contains("statement\n  tollgate/v1"), "\(run)")
            #expect(try Standing(repository) == before)
        }
        let yes = await repository.run(["signoff", Self.id], as: .ola, isTerminal: true, input: "y\n")
        #expect(yes.status == 0 && yes.errors.contains("Sign this? [y/N]"), "\(yes)")
        let confirmed = try await repository.signoff(.raj, Self.id, "--yes", isTerminal: true)
        #expect(confirmed.status == 0 && !confirmed.errors.contains("Sign this?"), "\(confirmed)")
    }

    @Test("lines that are printed are accepted by somebody else, whatever stands around them")
    func mailed() async throws {
        let repository = try Self.proposed(to: "decided")
        let head = try repository.git("rev-parse", "HEAD")
        var mail = "From: somebody\r\n\r\nI agree:\r\n\r\n"
        for (signer, arguments) in [(Signer.ana, ["--submit"]), (.ola, []), (.dana, []), (.raj, [])] {
            try repository.sit(signer)
            let run = await repository.run(["signoff", Self.id, "--print"] + arguments, as: signer)
            #expect(run.status == 0 && run.output.split(separator: "\n").count == 2, "\(run)")
            #expect(run.errors.contains("tollgate/v1 "), "\(run)")
            mail += run.output.split(separator: "\n").map { "> \($0)\r\n" }.joined()
        }
        #expect(try repository.git("rev-parse", "HEAD") == head)
        try repository.write("../mail.txt", mail + "\r\nRegards\r\n")
        let run = await repository.run(["signoff", Self.id, "--accept", "../mail.txt"], as: .greta)
        #expect(run.status == 0 && run.output.contains("accepted: 4 of 4 sign-offs committed"), "\(run)")
        #expect(try texts(repository).count == 4)
        #expect(try repository.git("ls-files", "plans/signoffs").split(separator: "\n").count == 4)
        let parsed = try repository.sandbox.git(
            ["interpret-trailers", "--parse"], in: repository.path,
            input: Array(try repository.git("log", "-1", "--format=%B").utf8))
        #expect(parsed.split(separator: "\n").count == 9)
        expect(try await repository.check("--range", "main..topic"), 0)

        let again = await repository.run(["signoff", Self.id, "--accept", "-"], as: .greta, input: mail)
        #expect(again.status == 0 && again.output.contains("is there already"), "\(again)")
        #expect(again.output.contains("nothing is committed"), "\(again)")
    }

    @Test("what was sent and does not count is refused with the reason, and the rest is committed")
    func refused() async throws {
        let repository = try Self.proposed(to: "decided")
        try repository.sit(.dana)
        let stale = await repository.run(["signoff", Self.id, "--print"], as: .dana).output
        let plan = try repository.read(SignedProgramme.path)
        try repository.write(SignedProgramme.path, plan.replacing("2026-04: 12000.00", with: "2026-04: 13000.00"))
        try repository.git("commit", "--quiet", "--all", "--message", "change a figure")
        try repository.sit(.ola)
        let good = await repository.run(["signoff", Self.id, "--print"], as: .ola).output
        let forged = good.replacing("by=ola.nord", with: "by=li.chen")
        let unsigned = good.split(separator: "\n")[0] + "\n"
        try repository.sit(.raj)
        let other = await repository.run(["signoff", Self.id, "--print"], as: .raj).output
        let malformed = "Gate-Signoff: tollgate/v2 repo=x\n"
        let mail = stale + forged + malformed + unsigned.replacing("role=sponsor", with: "role=steering") + good + other
        let run = await repository.run(["signoff", Self.id, "--accept", "-"], as: .ana, input: mail)
        #expect(run.status == 1, "\(run)")
        for words in [
            "is stale: it was made over other bytes", "`value.contact-handling.plan.2026-04` has changed since",
            "was not made by its key", "cannot be read: the statement begins with `tollgate/v2`", "has no signature",
            "refused: 2 of 6 sign-offs committed",
        ] { #expect(run.output.contains(words), "\(words): \(run)") }
        #expect(try texts(repository).map(\.statement).count == 2)

        let before = try Standing(repository)
        let none = await repository.run(["signoff", Self.id, "--accept", "-"], as: .ana, input: "I agree.\n")
        #expect(none.status == 1 && none.errors.contains("there is no line `Gate-Signoff: …`"), "\(none)")
        #expect(try Standing(repository) == before)
    }

    @Test("policy and people are signed for as they would land")
    func trust() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "defined")
            Branch("topic")
            Commit("policy") { Write(Plans.policyPath, SignedProgramme.policy(version: 2)) }
        }
        #expect(try await repository.signoff(.ana, "policy").status == 1)
        for signer in [Signer.ola, .raj] {
            let run = try await repository.signoff(signer, "policy")
            #expect(run.status == 0 && run.output.contains("+version: 2"), "\(run)")
        }
        let statement = try Statement(line: try #require(try texts(repository).first).statement)
        let outcome = try repository.sandbox.run(
            "sh",
            ["-ec", "sha256sum plans/policy.yaml plans/service-desk-2026/plan.yaml | LC_ALL=C sort | sha256sum"],
            in: repository.path)
        #expect(statement.initiative == nil && statement.plan == ContentDigest(outcome.text.prefix(64)))
        #expect(try repository.git("ls-files", "plans/signoffs/-").split(separator: "\n").count == 2)
        expect(try await repository.check("--range", "main..topic"), 0)
        let people = try await repository.signoff(.ola, "people")
        #expect(
            people.status == 1 && people.errors.contains("nothing that the gate `people` guards differs"), "\(people)")
    }

    @Test("an agent signs with a key that git is told by itself")
    func agent() async throws {
        let repository = try Self.proposed(to: "decided")
        let path = try repository.sit(.ola)
        try repository.git("config", "user.signingKey", "key::\(try Signer.ola.publicText)")
        let without = await repository.run(["signoff", Self.id], as: .ola)
        #expect(without.status == 1 && without.errors.contains("nothing is signed"), "\(without)")
        let script = """
            eval $(ssh-agent -s) >/dev/null; trap 'kill $SSH_AGENT_PID' EXIT
            ssh-add -q '\(path)' && exec_status=0 && "$0" signoff SD-104 --format json || exec_status=$?
            exit $exec_status
            """
        let outcome = try repository.sandbox.run("sh", ["-c", script, Binary.path], in: repository.path)
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
        let report = try JSON(outcome.text).object
        #expect(report["outcome"] as? String == "signed")
        #expect((report["signed"] as? [String: Any])?["person"] as? String == "ola.nord")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: repository.gitDirectory).filter {
                $0.contains("tollgate-key")
            } == [])
    }
}

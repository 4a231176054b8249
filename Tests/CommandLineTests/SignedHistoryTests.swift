import Attestation
import Foundation
import GitStore
import Testing
import TollgateTesting

/// What the tests of sign-offs stand on, against git, `ssh-keygen` and `sha256sum`.
@Suite("Signed histories")
struct SignedHistoryTests {
    private static let stages = Array(SignedProgramme.stages.dropFirst())

    private func history(to stage: String, carrier: Carrier = .both) throws -> TestRepository {
        let before = SignedProgramme.stages[(SignedProgramme.stages.firstIndex(of: stage) ?? 1) - 1]
        return try TestRepository {
            try SignedProgramme.start(at: before)
            SignedProgramme.proposal(to: stage, carrier: carrier)
            Switch("main")
        }
    }

    private func signed(_ repository: TestRepository, _ revision: String = "topic") throws -> SignOffText {
        let message = try repository.git("log", "-1", "--format=%B", revision)
        return try #require(SignOffText.inMessage(message).last)
    }

    @Test("plain commands give the digests that statements hold", arguments: stages)
    func digests(stage: String) throws {
        let repository = try history(to: stage)
        try repository.git("checkout", "--quiet", "topic")
        func digest(_ command: String, in folder: String = SignedProgramme.folder) throws -> ContentDigest {
            let outcome = try repository.sandbox.run("sh", ["-ec", command], in: repository.path + "/" + folder)
            return try #require(ContentDigest(outcome.text.prefix(64)), "\(outcome.errorText)")
        }
        let statement = try Statement(line: try signed(repository).statement)
        #expect(try statement.plan == digest("sha256sum SD-104.yaml"))
        #expect(statement.onto == (try repository["start"].hex))
        let names = SignedProgramme.evidence(stage == "closed" || stage == "implemented" ? stage : "decided")
        let paths = names.map { "evidence/" + $0 }.sorted().joined(separator: " ")
        #expect(try statement.evidence == digest("sha256sum \(paths) | sha256sum"))
        guard ["implemented", "closed"].contains(stage) else {
            #expect(statement.ledger == nil)
            return
        }
        let ledger = try #require(statement.ledger)
        #expect(ledger.bytes == SignedProgramme.ledger(stage).utf8.count)
        #expect(try ledger.digest == digest("head -c \(ledger.bytes) SD-104.csv | sha256sum"))
    }

    @Test("plain commands give the digests of statements about the trust set")
    func trustDigests() throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "defined")
            Branch("topic")
            Commit("policy") { Write(Plans.policyPath, SignedProgramme.policy(version: 2)) }
            SignOff("sign the policy", [.trust("policy", by: .ola)])
            SignOff("sign the people", [.trust("people", by: .raj)])
        }
        for (gate, paths, revision) in [
            ("policy", "plans/policy.yaml plans/service-desk-2026/plan.yaml", "topic~1"),
            ("people", "plans/people.yaml plans/allowed_signers plans/revoked_signers", "topic"),
        ] {
            let statement = try Statement(line: try signed(repository, revision).statement)
            #expect(statement.gate == gate && statement.initiative == nil)
            let outcome = try repository.sandbox.run(
                "sh", ["-ec", "sha256sum \(paths) | LC_ALL=C sort | sha256sum"], in: repository.path)
            #expect(statement.plan == ContentDigest(outcome.text.prefix(64)), "\(gate): \(outcome.errorText)")
        }
    }

    @Test("git finds the trailers, `ssh-keygen` verifies them, and records hold the same lines")
    func carriers() throws {
        let repository = try history(to: "decided")
        let keys = repository.path + "/plans/allowed_signers"
        for (revision, signer) in [("topic~3", Signer.ana), ("topic~2", .ola), ("topic~1", .dana), ("topic", .raj)] {
            let text = try signed(repository, revision)
            let found = try repository.git(
                "log", "-1", "--format=%(trailers:key=Gate-Signoff,valueonly)%(trailers:key=Gate-Signature,valueonly)",
                revision)
            #expect(found.split(separator: "\n").map(String.init) == [text.statement, text.signature ?? ""])
            let name = try #require(
                repository.git("show", "--name-only", "--format=", revision).split(separator: "\n").last)
            #expect(name == "plans/signoffs/SD-104/\(ContentDigest(of: Array(text.statement.utf8)))")
            #expect(try repository.git("show", "\(revision):\(name)") + "\n" == text.lines)

            let signature = try SignatureBlob(base64: try #require(text.signature))
            #expect(signature.verifies(Array((text.statement + "\n").utf8)))
            let armour = try signer.armoured(over: Array((text.statement + "\n").utf8), namespace: "tollgate")
            try repository.write("statement.sig", armour + "\n")
            let verified = try repository.sandbox.run(
                "ssh-keygen",
                ["-Y", "verify", "-f", keys, "-I", signer.id, "-n", "tollgate", "-s", "statement.sig"],
                in: repository.path, input: Array((text.statement + "\n").utf8))
            #expect(verified.status == 0, "\(verified.errorText)\(verified.text)")
        }
    }

    @Test("git verifies signed commits, whatever stands before and behind them")
    func signedCommits() throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "defined")
            Branch("topic")
            Commit("signed", author: Signer.ana.author, signedBy: .ana) { Write("a/b/note.txt", "one\n") }
            Commit("plain") { Write("a/c.txt", "two\n") }
            Commit("again", signedBy: .ola) { Delete("a/b") }
            Switch("main")
            Merge("topic", signedBy: .forge)
            Tag("signed-tip")
        }
        try repository.extend { Commit("after") { Write("a/d.txt", "three\n") } }
        try repository.git("config", "gpg.format", "ssh")
        try repository.git("config", "gpg.ssh.allowedSignersFile", SignedProgramme.keysPath)
        for (label, signer) in [("signed", Signer.ana), ("again", .ola), ("Merge topic", .forge)] {
            let outcome = try repository.gitStatus("verify-commit", repository[label].hex)
            #expect(outcome.status == 0 && outcome.errorText.contains("for \(signer.id) with"), "\(outcome.errorText)")
        }
        #expect(try repository.gitStatus("verify-commit", repository["plain"].hex).status != 0)
        #expect(try repository.git("fsck", "--strict") == "")
        #expect(try repository.git("rev-list", "--count", "HEAD") == "6")
        #expect(try repository.git("ls-files", "a") == "a/c.txt\na/d.txt")
    }

    @Test("every shape of landing carries every sign-off", arguments: Squash.Style.allCases)
    func squashes(style: Squash.Style) throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            SignedProgramme.proposal(to: "decided")
            Switch("main")
            Squash("topic", style)
            Branch("picked", from: "start")
            CherryPick("advance", committer: .ben)
            Branch("rebased", from: "topic")
            Rebase(onto: "start", committer: .ben)
        }
        let texts = SignOffText.inMessage(try repository.git("log", "-1", "--format=%B", "main"))
        #expect(texts.count == (style == .title ? 0 : 4))
        #expect(texts.allSatisfy { $0.signature != nil })
        #expect(try repository.id("main^{tree}") == repository.id("topic^{tree}"))
        #expect(try repository.id("main~1") == repository["start"])
        #expect(
            try repository.git("ls-tree", "--name-only", "main:plans/signoffs/SD-104").split(separator: "\n").count == 4
        )
        #expect(try repository.id("picked^{tree}") == repository.id("topic~4^{tree}"))
        #expect(try repository.id("rebased^{tree}") == repository.id("topic^{tree}"))
        #expect(try repository.git("log", "--format=%cn", "main~1..rebased").contains("Ben"))
    }

    @Test("the same history gives the same commits in every run")
    func stable() throws {
        #expect(try history(to: "decided").ids == history(to: "decided").ids)
    }

    @Test("the programme meets the criteria of every gate", arguments: stages)
    func criteria(stage: String) async throws {
        let repository = try history(to: stage)
        let checked = try await repository.check("--range", "main..topic")
        #expect(checked.findings.isEmpty && checked.undecided.isEmpty, "\(checked)")
        #expect(checked.examined["steps"] == 1, "\(checked)")
    }
}

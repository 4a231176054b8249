import Attestation
import Foundation
import Testing
import TollgateTesting

/// `advance` where gates ask for sign-offs: it carries records, and lands when everybody has signed.
@Suite("Advance with sign-offs")
struct AdvanceSignedTests {
    private static let id = SignedProgramme.id

    /// What everybody signs for the step to `decided`, over what `advance` would write, as lines that were sent.
    private func signed(_ repository: TestRepository) async throws -> [SignOffText] {
        var texts: [SignOffText] = []
        for (signer, arguments) in [(Signer.ana, ["--submit"]), (.ola, []), (.dana, []), (.raj, [])] {
            try repository.sit(signer)
            let run = await repository.run(["signoff", Self.id, "--print"] + arguments, as: signer)
            texts += SignOffText.inMessage(run.output)
        }
        return texts
    }

    private func write(_ text: SignOffText, in repository: TestRepository) throws -> String {
        let path = "plans/signoffs/SD-104/\(ContentDigest(of: Array(text.statement.utf8)))"
        try repository.write(path, text.lines)
        return path
    }

    @Test("on a governed branch it lands with records from the work tree and the index, and not before all are there")
    func governed() async throws {
        let repository = try TestRepository { try SignedProgramme.start(at: "detailed") }
        let texts = try await signed(repository)
        #expect(texts.count == 4)
        for text in texts.dropLast() { _ = try write(text, in: repository) }
        try repository.write("other.txt", "staged\n")
        try repository.write("plans/signoffs/SD-104/notes", "no record\n")
        try repository.git("add", "other.txt")
        let before = try Standing(repository)
        let early = await repository.run(["advance", Self.id])
        #expect(early.status == 1 && early.output.contains("SGN101"), "\(early)")
        #expect(try Standing(repository) == before)

        let last = try write(try #require(texts.last), in: repository)
        try repository.git("add", last)
        try FileManager.default.removeItem(atPath: repository.path + "/" + last)
        let run = await repository.run(["advance", Self.id])
        #expect(run.status == 0, "\(run)")
        let names = try repository.git("show", "--name-only", "--format=", "HEAD").split(separator: "\n")
        #expect(names.count == 5 && names.contains { $0 == SignedProgramme.path }, "\(names)")
        #expect(
            try repository.git("status", "--porcelain").split(separator: "\n")
                == ["A  other.txt", "?? plans/signoffs/SD-104/notes"])
        #expect(try repository.read(last) == texts.last?.lines)
        expect(try await repository.check("--range", "HEAD~1..HEAD"), 0)
        #expect(try repository.git("fsck", "--strict") == "")
    }

    @Test("a linear history: signed first, the step last, each commit lands by itself")
    func linear() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(
                at: "detailed", policy: SignedProgramme.policy(styles: ["rebase", "fast-forward"]))
            Branch("topic")
        }
        let hasty = await repository.run(["advance", Self.id])
        #expect(hasty.status == 0 && hasty.output.contains("come too late for this one"), "\(hasty)")
        try repository.git("reset", "--quiet", "--hard", "main")
        for (signer, arguments) in [(Signer.ana, ["--submit"]), (.ola, []), (.dana, []), (.raj, [])] {
            try repository.sit(signer)
            #expect(await repository.run(["signoff", Self.id] + arguments, as: signer).status == 0)
        }
        let run = await repository.run(["advance", Self.id])
        #expect(run.status == 0 && !run.output.contains("too late"), "\(run)")
        expect(try await repository.check("--range", "main..topic"), 0)
        try repository.git("checkout", "--quiet", "main")
        try repository.git("merge", "--quiet", "--ff-only", "topic")
        expect(try await repository.check("--range", "main~5..main"), 0)
    }

    @Test("a sign-off in a message alone is told where a squash may keep the title only")
    func trailersAlone() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Branch("topic")
        }
        let texts = try await signed(repository)
        let message = "Agreed by mail\n\n" + texts.map(\.lines).joined()
        try repository.git("commit", "--quiet", "--allow-empty", "--message", message)
        let run = await repository.run(["advance", Self.id])
        #expect(run.status == 0 && run.output.contains("stands in the message of a commit alone"), "\(run)")
        let mended = await repository.run(["signoff", Self.id, "--accept", "-"], input: message)
        #expect(mended.status == 0, "\(mended)")
    }
}

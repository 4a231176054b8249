import Foundation
import Testing
import TollgateTesting

/// `tollgate merge-ledger`, also as git calls it.
@Suite("merge-ledger")
struct MergeLedgerTests {
    private static let path = "plans/p/SD-1.csv"
    private static let start = """
        date,series,item,period,value,evidence,note
        2026-03-14,milestone,pilot,,done,evidence/pilot.txt,

        """
    private static let mine = "2026-06-01,actual,a,2026-05,1,evidence/a.csv,\n"
    private static let other = "2026-06-02,actual,b,2026-05,2,evidence/b.csv,\n"

    /// `main` and `topic` have gone on from one ledger, and `main` is checked out. The driver is set up as the guide says.
    private func repository(main: String, topic: String, base: String? = start) throws -> TestRepository {
        let repository = try TestRepository {
            Commit("start") {
                Write(".gitattributes", "plans/**/*.csv merge=tollgate-ledger\n")
                if let base { Write(Self.path, base) }
            }
            Branch("topic")
            Commit("theirs") { Write(Self.path, topic) }
            Switch("main")
            Commit("ours") { Write(Self.path, main) }
        }
        let command = "'\(Binary.path)' merge-ledger %O %A %B %P"
        try repository.git("config", "merge.tollgate-ledger.name", "ledgers of Tollgate")
        try repository.git("config", "merge.tollgate-ledger.driver", command)
        return repository
    }

    private func ledger(_ repository: TestRepository) throws -> String {
        try String(contentsOfFile: repository.path + "/" + Self.path, encoding: .utf8)
    }

    @Test("git merges two ledgers: the target's lines stand first")
    func merges() throws {
        let repository = try repository(main: Self.start + Self.mine, topic: Self.start + Self.other)
        let outcome = try repository.gitStatus("merge", "--no-edit", "topic")
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
        #expect(try ledger(repository) == Self.start + Self.mine + Self.other)
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test("on a rebase the branch that is rebased onto is the target")
    func rebases() throws {
        let repository = try repository(main: Self.start + Self.mine, topic: Self.start + Self.other)
        try repository.git("checkout", "--quiet", "topic")
        try repository.git("rebase", "--quiet", "main")
        #expect(try ledger(repository) == Self.start + Self.mine + Self.other)
    }

    @Test("two ledgers that were made apart have only their header in common")
    func mergesNewOnes() throws {
        let repository = try repository(main: Self.start + Self.mine, topic: Self.start + Self.other, base: nil)
        #expect(try repository.gitStatus("merge", "--no-edit", "topic").status == 0)
        #expect(try ledger(repository) == Self.start + Self.mine + Self.other)
    }

    @Test("a line that was changed is a conflict, with the line named")
    func conflicts() throws {
        let changed = Self.start.replacing("done", with: "2026-04-14")
        let repository = try repository(main: Self.start + Self.mine, topic: changed + Self.other)
        let outcome = try repository.gitStatus("merge", "--no-edit", "topic")
        #expect(outcome.status == 1)
        #expect(
            outcome.errorText.contains("error: \(Self.path): the other side has changed line 2"), "\(outcome.errorText)"
        )
        #expect(try repository.git("status", "--porcelain") == "UU \(Self.path)")
        #expect(try ledger(repository) == Self.start + Self.mine, "the target is left as it was")
    }

    @Test("by hand: the target's file is written, the others are read")
    func byHand() async throws {
        let repository = try TestRepository { Commit("start") { Write("README", "text\n") } }
        try repository.write("base.csv", "h\n")
        try repository.write("target.csv", "h\na\n")
        try repository.write("theirs.csv", "h\nb\n")
        let run = await repository.tollgate("merge-ledger", "base.csv", "target.csv", "theirs.csv")
        #expect(run.status == 0 && run.transcript.isEmpty, "\(run)")
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: repository.path + "/" + name, encoding: .utf8)
        }
        #expect(try text("target.csv") == "h\na\nb\n")
        #expect(try text("theirs.csv") == "h\nb\n")
        let again = await repository.tollgate("merge-ledger", "base.csv", "target.csv", "theirs.csv")
        #expect(try again.status == 0 && text("target.csv") == "h\na\nb\n")
        let missing = await repository.tollgate("merge-ledger", "base.csv", "target.csv", "nothing.csv")
        #expect(missing.status == 2 && missing.errors.hasPrefix("error: there is no file nothing.csv\n"), "\(missing)")
        try repository.write("target.csv", "h\nx\n")
        let refused = await repository.tollgate("merge-ledger", "theirs.csv", "target.csv", "theirs.csv")
        #expect(refused.status == 1, "\(refused)")
        #expect(
            refused.errors.hasPrefix("error: target.csv: the target has changed line 2: `b` is now `x`\n  = help: "))
        #expect(try text("target.csv") == "h\nx\n")
        try repository.write("large.csv", String(repeating: "x\n", count: 600_000))
        let large = await repository.tollgate("merge-ledger", "base.csv", "target.csv", "large.csv")
        #expect(large.status == 1 && large.errors.contains("large.csv has 1200000 bytes"), "\(large)")
    }
}

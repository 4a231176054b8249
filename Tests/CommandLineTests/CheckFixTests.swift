import Foundation
import Testing
import TollgateTesting

/// `check --fix` and `check --diff`.
@Suite("check --fix")
struct CheckFixTests {
    private func repository() throws -> TestRepository {
        try TestRepository {
            start {
                plan("SD-1", "defined")
                plan("SD-2", "defined")
            }
        }
    }

    private func bytes(_ repository: TestRepository, _ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: repository.path + "/" + path)))
    }

    private static let path = Plans.path("SD-1")
    private static let text = Plans.initiative("SD-1", "defined", "owner: a\nx-note: |\n  größer\n# end\n")
    private static let crlf = Array(("\u{FEFF}" + text).replacing("\n", with: "\r\n").utf8)

    @Test("what is certain is mended, and the rest is judged")
    func fixes() async throws {
        let repository = try repository()
        try repository.write(Self.path, Self.crlf)
        try repository.write(Plans.path("SD-2"), Plans.initiative("SD-2", "decided"))
        expect(try await repository.check(), 1, "SYN002", "SYN004", "GAT002")
        let fixed = try await repository.check("--fix")
        expect(fixed, 1, "GAT002")
        let mended = "mended \(Self.path): remove the byte order mark, end every line with LF alone"
        #expect(fixed.remarks.contains(mended), "\(fixed)")
        #expect(try bytes(repository, Self.path) == Array(Self.text.utf8))
        #expect(
            try bytes(repository, Plans.path("SD-2")) == Array(Plans.initiative("SD-2", "decided").utf8),
            "what is not certain is left alone")
        let again = try await repository.check("--fix")
        expect(again, 1, "GAT002")
        #expect(!again.remarks.contains { $0.hasPrefix("mended") })
    }

    @Test("--diff shows what --fix would do, and writes nothing")
    func shows() async throws {
        let repository = try repository()
        try repository.write(Self.path, Self.crlf)
        let run = await repository.tollgate("check", "--diff")
        #expect(run.status == 1, "\(run)")
        #expect(
            run.output.hasPrefix(
                "--- a/\(Self.path)\n+++ b/\(Self.path)\n@@ -1,8 +1,8 @@\n-\\u{feff}schema: tollgate/initiative/v1\\u{d}\n"
            ),
            "\(run)")
        #expect(run.output.hasSuffix("+  größer\n+# end\n"), "\(run)")
        #expect(try bytes(repository, Self.path) == Self.crlf)
        let only = await repository.tollgate("check", "--diff", Plans.path("SD-2"))
        #expect(only.status == 0 && only.output.isEmpty, "\(only)")
        let ignored = await repository.tollgate("check", "--diff", "--ignore", "SYN004")
        #expect(ignored.status == 1 && !ignored.output.contains("-id: SD-1"), "\(ignored)")
    }

    @Test("the version of a policy that changes is raised, whatever it is written like")
    func raisesVersion() async throws {
        let repository = try repository()
        let changed = Plans.policy("merge-styles: [squash]\n").replacing("version: 1", with: "version: '1'  # so far")
        try repository.write(Plans.policyPath, changed)
        let run = await repository.tollgate("check", "--diff")
        #expect(
            run.output == """
                --- a/plans/policy.yaml
                +++ b/plans/policy.yaml
                @@ -1,5 +1,5 @@
                 schema: tollgate/policy/v1
                -version: '1'  # so far
                +version: '2'  # so far
                 branches: [main]
                 stages: [\(Plans.stages.joined(separator: ", "))]
                 merge-styles: [squash]

                """, "\(run)")
        expect(try await repository.check("--fix"), 0)
        #expect(
            try bytes(repository, Plans.policyPath) == Array(changed.replacing("'1'", with: "'2'").utf8))
    }

    @Test("a ledger that has landed with CRLF is left alone, and one that was saved again is mended")
    func ledgers() async throws {
        let line = "2026-03-14,milestone,pilot,,2026-04-01,,\n"
        let ledger = "date,series,item,period,value,evidence,note\n" + line
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined", "milestones:\n  - {id: pilot, title: Pilot, due: 2026-03-15}\n")
                plan("SD-2", "defined", "milestones:\n  - {id: pilot, title: Pilot, due: 2026-03-15}\n")
                Write("plans/p/SD-1.csv", ledger.replacing("\n", with: "\r\n"))
                Write("plans/p/SD-2.csv", ledger)
            }
        }
        let landed = try bytes(repository, "plans/p/SD-1.csv")
        try repository.write("plans/p/SD-2.csv", ledger.replacing("\n", with: "\r\n"))
        let fixed = try await repository.check("--fix")
        #expect(try bytes(repository, "plans/p/SD-1.csv") == landed)
        #expect(try bytes(repository, "plans/p/SD-2.csv") == Array(ledger.utf8))
        #expect(
            fixed.remarks.contains { $0.hasPrefix("plans/p/SD-1.csv is not mended: its lines have landed") }, "\(fixed)"
        )
    }

    @Test("a link is never written through")
    func links() async throws {
        let repository = try repository()
        try repository.write("outside.yaml", Self.crlf)
        try FileManager.default.removeItem(atPath: repository.path + "/" + Self.path)
        try FileManager.default.createSymbolicLink(
            atPath: repository.path + "/" + Self.path, withDestinationPath: "../../outside.yaml")
        _ = try await repository.check("--fix")
        #expect(try bytes(repository, "outside.yaml") == Self.crlf)
    }

    @Test(
        "what cannot be mended that way is refused",
        arguments: [
            ["--fix", "--diff"], ["--fix", "--staged"], ["--diff", "--range", "main..main"],
            ["--diff", "--format", "json"], ["--diff", "--output", "json=-"],
        ])
    func usage(arguments: [String]) async throws {
        let repository = try repository()
        let run = await CommandRun(["check"] + arguments, in: repository.path)
        #expect(run.status == 2 && run.output.isEmpty && run.errors.contains("  = help: "), "\(run)")
    }

    @Test("with nothing examined there is nothing to mend")
    func nothing() async throws {
        let repository = try repository()
        let run = await repository.tollgate("check", "--diff", "README.nowhere")
        #expect(run.status == 3 && run.output.isEmpty, "\(run)")
    }
}

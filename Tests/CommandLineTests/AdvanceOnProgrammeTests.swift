import Foundation
import Testing
import TollgateTesting

/// `advance` on the project's own plans: whichever step is tried, only the lines that show it change.
@Suite("Advance on the project's own plans")
struct AdvanceOnProgrammeTests {
    private static let steps: [[String]] = [
        [], ["--hold", "--because", "A reason: with a colon", "--review-by", "2027-01-15"],
        ["--cancel", "--because", "A reason # with a sign", "--value-disposition", "Given up."], ["--resume"],
        ["--back", "defined", "--because", "Another reason."], ["--shortfall", "--because", "A third reason."],
    ]
    /// The fields that a step may write.
    private static let fields = ["stage", "state", "because", "review-by", "value-disposition", "shortfall"]

    @Test("each step of each plan changes the lines of its own fields alone, and reads as intended")
    func patches() async throws {
        let sandbox = try Sandbox()
        let folder = try Programme.make(in: sandbox)
        let plans = try FileManager.default.subpathsOfDirectory(atPath: folder + "/plans")
            .filter { $0.contains("/") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".md")) && !$0.hasSuffix("plan.yaml") }
            .filter { !$0.contains("evidence/") && !$0.contains("schema/") }.sorted()
        #expect(plans.count >= 11)
        var tried = 0
        for plan in plans {
            for arguments in Self.steps {
                let run = await CommandRun(
                    ["advance", "plans/" + plan, "--dry-run", "--format", "json"] + arguments, in: folder,
                    environment: sandbox.environment, now: Programme.day)
                // Steps that cannot be taken from there are refused before anything is edited.
                guard !run.output.isEmpty else {
                    #expect(run.status == 1 && run.errors.hasPrefix("error: "), "\(run)")
                    continue
                }
                tried += 1
                let patch = try #require(try JSON(run.output).object["patch"] as? String)
                let lines = patch.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                let changed = lines.filter {
                    ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---")
                }
                #expect(!changed.isEmpty && changed.count <= 10, "\(plan) \(arguments): \(changed)")
                for line in changed {
                    let text = line.dropFirst().drop { $0 == " " }
                    let isOwn = Self.fields.contains { text.hasPrefix($0 + ":") }
                    // A reason that was written as a block stays one.
                    #expect(isOwn || text.isEmpty || line.dropFirst().hasPrefix("  "), "\(plan) \(arguments): \(line)")
                }
                for (option, value) in zip(arguments, arguments.dropFirst()) where option.hasPrefix("--") {
                    guard ["--because", "--review-by", "--value-disposition"].contains(option) else { continue }
                    #expect(
                        changed.contains { $0.hasPrefix("+") && $0.contains(value) }, "\(plan) \(arguments): \(changed)"
                    )
                }
            }
        }
        #expect(tried > 25, "\(tried)")
        #expect(try sandbox.git(["status", "--porcelain"], in: folder) == "")
    }
}

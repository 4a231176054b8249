import Diagnostics
import GitStore
import Governance
import PlanHistory

/// What a replay met in git objects that git's own rules do not allow.
enum HistoryProblems {
    /// Says it on standard error; the result stands, and the exit code says that it is not clean.
    static func report(_ problems: [HistoryProblem], _ world: World) throws(CommandFailure) -> Int32 {
        guard !problems.isEmpty else { return ExitCode.success }
        for problem in problems {
            let diagnostic = HistoryRules.tree(commit: problem.commit.hex, folder: problem.folder, problem.text)
            world.errorOutput("error[\(diagnostic.code)]: \(Printable.line(diagnostic.message))\n")
        }
        return ExitCode.findings
    }
}

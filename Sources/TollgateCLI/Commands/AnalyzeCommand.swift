import ArgumentParser
import Diagnostics
import PlanHistory
import Realisation
import Reports

struct AnalyzeCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze", _superCommandName: RootCommand.name, abstract: "One of the analyses of the history.",
        discussion:
            "transitions: every change of stage (forward, skip, back, end, resume, undeclared), with its landing.")

    @Argument(help: ArgumentHelp("The analysis.", valueName: "analysis"))
    var analysis: String?

    @Flag(help: "List the analyses.")
    var list = false

    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    private static let analyses = [("transitions", "every change of stage")]

    func run(in world: World) async throws(CommandFailure) -> Int32 {
        if list {
            for (name, meaning) in Self.analyses { world.output("\(name)  \(meaning)\n") }
            return ExitCode.success
        }
        let names = Self.analyses.map(\.0)
        guard let analysis else {
            throw .usage(
                "which analysis?", help: "`tollgate analyze <analysis>` with one of: \(names.joined(separator: ", "))")
        }
        guard names.contains(analysis) else {
            let nearest = Suggestion.nearest(to: analysis, among: names)
            throw .usage(
                "there is no analysis `\(Printable.line(analysis))`",
                help: nearest.map { "did you mean `\($0)`?" } ?? "there is: \(names.joined(separator: ", "))")
        }
        let workspace = try Workspace(common, world)
        let history = try await history.history(workspace)
        let transitions = Transitions(history.replay.timelines)
        let count = transitions.rows.count
        let table = TransitionsReport.table(
            transitions, members: history.members,
            summary: ["\(count) change\(count == 1 ? "" : "s") of stage"] + history.summary)
        try Delivery(world: world, options: common).deliver { format, style in table.text(format, style: style) }
        return try HistoryProblems.report(history.replay.problems, world)
    }
}

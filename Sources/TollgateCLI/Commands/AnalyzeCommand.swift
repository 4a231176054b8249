import ArgumentParser
import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import Realisation
import Reports
import Timeline

struct AnalyzeCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze", _superCommandName: RootCommand.name, abstract: "One of the analyses of the history.",
        discussion: AnalysisCatalogue.all.map { "\($0.name): \($0.shows)." }.joined(separator: "\n"))

    @Argument(help: ArgumentHelp("The analysis.", valueName: "analysis"))
    var analysis: String?

    @Argument(
        help: ArgumentHelp(
            "Initiatives by id or path, change plans by id or folder; everything, if none is named.",
            valueName: "id|plan"))
    var names: [String] = []

    @Flag(help: "List the analyses.")
    var list = false

    @Option(
        help: ArgumentHelp("From when a value bridge leads: a date (UTC), or a revision.", valueName: "date|rev"))
    var compare: String?

    @Option(help: ArgumentHelp("The last month that a value bridge counts.", valueName: "month"))
    var through: String?

    @Option(
        help: ArgumentHelp(
            "Only what landed after a date (UTC), or a revision; for \(AnalysisCatalogue.all.filter(\.acceptsSince).map(\.name).joined(separator: ", ")).",
            valueName: "date|rev"))
    var since: String?

    @Flag(help: "Only rows in which something stands out, of analyses that have flags.")
    var flagged = false

    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run(in world: World) async throws(CommandFailure) -> Int32 {
        if list {
            guard common.format == nil || common.format == .full else {
                throw .usage(
                    "the list of analyses is for people",
                    help:
                        "leave `--format` out; each analysis has \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            let width = AnalysisCatalogue.all.map(\.name.count).max() ?? 0
            for one in AnalysisCatalogue.all {
                world.output("\(DisplayWidth.pad(one.name, to: width))  \(one.shows)\n")
            }
            return ExitCode.success
        }
        let analysis = try chosen()
        try checkOptions(analysis)
        let workspace = try Workspace(common, world)
        if analysis.needsOnlyStages { return try await runOnStages(analysis, workspace, world) }
        let reading = try await history.valueReading(workspace)
        let input = try await AnalysisInput(workspace, history, reading).input(
            analysis, names, compare: compare, through: through, since: since)
        var outcome = analysis.run(input)
        if flagged, let some = analysis.flagged(outcome) { outcome = some }
        try deliver(AnalysisReport.table(analysis, outcome, members: reading.members, summary: reading.summary), world)
        return try HistoryProblems.report(reading.problems, world)
    }

    /// An option that means nothing for the analysis is refused, before anything is read.
    private func checkOptions(_ analysis: Analysis) throws(CommandFailure) {
        func able(_ isAble: (Analysis) -> Bool, _ separator: String = " and ") -> String {
            AnalysisCatalogue.all.filter(isAble).map { "`\($0.name)`" }.joined(separator: separator)
        }
        if !analysis.acceptsCompare, let option = compare.map({ _ in "compare" }) ?? through.map({ _ in "through" }) {
            throw .usage(
                "`\(analysis.name)` compares nothing: `--\(option)` is for \(able(\.acceptsCompare))",
                help: "leave `--\(option)` out; `--as-of` shows what was known at another point")
        }
        if since != nil, !analysis.acceptsSince {
            throw .usage(
                "`\(analysis.name)` tells of the whole history: `--since` is for \(able(\.acceptsSince))",
                help: "leave `--since` out")
        }
        if flagged, !analysis.hasFlags {
            throw .usage(
                "the rows of `\(analysis.name)` have no flags", help: "`--flagged` is for \(able(\.hasFlags, ", "))")
        }
    }

    private func chosen() throws(CommandFailure) -> Analysis {
        let known = AnalysisCatalogue.all.map(\.name)
        guard let analysis else {
            throw .usage(
                "which analysis?", help: "`tollgate analyze <analysis>` with one of: \(known.joined(separator: ", "))")
        }
        guard let found = AnalysisCatalogue.analysis(named: analysis) else {
            let nearest = Suggestion.nearest(to: analysis, among: known)
            throw .usage(
                "there is no analysis `\(Printable.line(analysis))`",
                help: nearest.map { "did you mean `\($0)`?" } ?? "there is: \(known.joined(separator: ", "))")
        }
        return found
    }

    /// Stages are read without promises and ledgers, of documents of any kind.
    private func runOnStages(
        _ analysis: Analysis, _ workspace: Workspace, _ world: World
    ) async throws(CommandFailure) -> Int32 {
        let history = try await history.history(workspace)
        let branch = BranchHistory(timelines: history.replay.timelines, landings: history.replay.landings)
        let portfolio = try AnalysisInput.portfolio(
            branch, history.branch.policy.policy, world.now.day, names, label: history.label)
        let outcome = analysis.run(Analysis.Input(portfolio))
        try deliver(AnalysisReport.table(analysis, outcome, members: history.members, summary: history.summary), world)
        return try HistoryProblems.report(history.replay.problems, world)
    }

    private func deliver(_ table: Table, _ world: World) throws(CommandFailure) {
        try Delivery(world: world, options: common).deliver { format, style in table.text(format, style: style) }
    }
}

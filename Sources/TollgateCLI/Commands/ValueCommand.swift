import ArgumentParser
import Diagnostics
import PlanHistory
import Realisation
import Reports

struct ValueCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "value", _superCommandName: RootCommand.name,
        abstract:
            "What was promised, what came of it, and how long it took to come, to be recorded and to be confirmed.",
        discussion: """
            Benefits in the reporting currency at the rates of the plan; net is less all costs. Figures that do not exist are n/a. \
            `tollgate analyze realisation` has every figure with its commits.
            """)

    @Argument(
        help: ArgumentHelp(
            "Initiatives by id or path, change plans by id or folder; everything, if none is named.",
            valueName: "id|plan"))
    var names: [String] = []

    @Option(help: "Sums by \(ValueGrouping.allCases.map(\.rawValue).joined(separator: ", ")).")
    var by: ValueGrouping?

    @Option(
        help: ArgumentHelp("Show what has changed since a date (UTC), or a revision.", valueName: "date|rev"))
    var compare: String?

    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run(in world: World) async throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        let reading = try await history.valueReading(workspace)
        let input = AnalysisInput(workspace, history, reading)
        let portfolio = try input.portfolio(names, withConfirmations: true)
        var bridge: ValueBridge.Steps?
        if let compare {
            let then = try await input.comparison(compare, names)
            bridge = ValueBridge(from: then, to: portfolio).total
        }
        let report = ValueReport(
            portfolio, by: by, bridge: bridge, bridgeLabel: Printable.line(compare ?? ""), members: reading.members,
            summary: reading.summary)
        try Delivery(world: world, options: common).deliver { format, style in report.text(format, style: style) }
        return try HistoryProblems.report(reading.problems, world)
    }
}

extension ValueGrouping: ExpressibleByArgument {}

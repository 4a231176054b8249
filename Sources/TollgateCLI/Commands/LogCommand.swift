import ArgumentParser
import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import Realisation
import Reports
import Timeline

struct LogCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", _superCommandName: RootCommand.name,
        abstract: "What a branch has made known about initiatives, in landing order.",
        discussion:
            "For one initiative every field that changed is told, and what came of its promise; for all of them `--fields` asks for the fields."
    )

    @Argument(help: ArgumentHelp("An initiative: its id, or its path.", valueName: "id"))
    var initiative: String?

    @Flag(help: "Tell every field that changed.")
    var fields = false

    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run(in world: World) async throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        let history = try await history.history(workspace)
        // Both folds meet the same files in the same order.
        let reading = try await self.history.valueReading(workspace)
        var told = Array(zip(history.replay.timelines, reading.history.initiatives.map(\.factEvents)))
        if let initiative {
            let paths = Set(try Selection.timelines(told.map(\.0), named: initiative).map(\.key))
            told = told.filter { paths.contains($0.0.key) }
        }
        if fields || initiative != nil {
            let policy = history.branch.policy.policy
            told = try git { () throws(GitError) in
                var result: [(InitiativeTimeline, [Event])] = []
                for (timeline, events) in told {
                    let full = try history.replay.withFields(timeline, workspace.repository, policy: policy)
                    result.append((full.withoutHandovers(events), events))
                }
                return result
            }
        }
        let timelines = told.map { $0.adding($1) }
        var summary = history.summary
        if initiative != nil, timelines.count > 1 {
            summary.insert("\(timelines.count) initiatives have had this id; they are told apart by path", at: 0)
        }
        var values: [ValueSummary?] = []
        // Machines ask `value` for it.
        if let initiative, common.targets.contains(where: { $0.format == .full }) {
            values = try Self.values(timelines, AnalysisInput(workspace, self.history, reading), named: initiative)
        }
        let report = LogReport(timelines, values: values, members: history.members, summary: summary)
        try Delivery(world: world, options: common).deliver { format, style in report.text(format, style: style) }
        return try HistoryProblems.report(history.replay.problems, world)
    }
}

extension LogCommand {
    /// What came of each initiative that has one of these timelines, in their order; nothing of one that promises nothing.
    private static func values(
        _ timelines: [InitiativeTimeline], _ input: AnalysisInput, named name: String
    ) throws(CommandFailure) -> [ValueSummary?] {
        let portfolio = try input.portfolio([name], withConfirmations: true)
        let values = Dictionary(
            portfolio.initiatives.map { ($0.history.timeline.key, $0) }, uniquingKeysWith: { first, _ in first })
        return timelines.map { timeline in
            values[timeline.key].map { ValueSummary($0, portfolio.valuation) }.flatMap { $0.isWorthTelling ? $0 : nil }
        }
    }
}

extension InitiativeTimeline {
    /// What one timeline alone has: where it began.
    fileprivate var key: String { "\(versions.first?.landing.order ?? -1) \(versions.first?.path ?? path)" }

    /// Without the changes of fields that are told as changes of hands.
    fileprivate func withoutHandovers(_ events: [Event]) -> InitiativeTimeline {
        let handed = events.reduce(into: Set<String>()) { result, event in
            if case .handover(let role, _, _) = event.kind { result.insert("\(event.landing.order) \(role)") }
        }
        return filtered { event in
            guard case .fieldChanged(let change) = event.kind else { return true }
            return !handed.contains("\(event.landing.order) \(change.field)")
        }
    }
}

/// Finds the initiatives that an argument names.
enum Selection {
    /// By id, or by path; every id that an initiative ever had counts.
    static func timelines(_ timelines: [InitiativeTimeline], named name: String) throws(CommandFailure)
        -> [InitiativeTimeline]
    {
        let found = timelines.filter { timeline in
            timeline.current?.id == name || timeline.path == name
                || timeline.events.contains { event in
                    switch event.kind {
                    case .renamed(let from, let to): from == name || to == name
                    case .moved(let from): from == name
                    default: false
                    }
                }
        }
        guard found.isEmpty else { return found }
        let nearest = Suggestion.nearest(to: name, among: timelines.compactMap { $0.current?.id })
        throw .undecided(
            "nothing was examined: no initiative was ever called `\(Printable.line(name))`",
            help: nearest.map { "did you mean `\($0)`?" } ?? "`tollgate status` lists them")
    }
}

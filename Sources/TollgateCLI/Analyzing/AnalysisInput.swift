import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import Realisation
import Timeline

/// Brings together what an analysis is made from.
struct AnalysisInput {
    private let workspace: Workspace
    private let options: HistoryOptions
    private let reading: HistoryOptions.ValueReading

    init(_ workspace: Workspace, _ options: HistoryOptions, _ reading: HistoryOptions.ValueReading) {
        self.workspace = workspace
        self.options = options
        self.reading = reading
    }

    private var policy: Policy { reading.branch.policy.policy }

    func input(
        _ analysis: Analysis, _ names: [String], compare: String?, through: String?
    ) async throws(CommandFailure) -> Analysis.Input {
        let portfolio = try Self.portfolio(reading.history, policy, reading.day, names, label: reading.label)
        var input = Analysis.Input(portfolio)
        if let compare { input.comparison = try await comparison(compare, names) }
        if let through {
            guard let month = Month(through) else {
                throw .usage(
                    "`--through \(Printable.line(through))` is no month", help: "write it as in `--through 2026-12`")
            }
            input.through = month
        }
        if analysis.needsAuthors {
            let landings = portfolio.initiatives.flatMap { $0.history.ledger.recorded.map(\.landing) }
            input.authors = try git { () throws(GitError) in
                try ValueHistory.authors(workspace.repository, of: landings)
            }
        }
        if analysis.needsDeployments {
            input.deployments = try DeploymentReading(workspace, reading.branch.policy)
                .facts(reading.history, tip: reading.tip)
        }
        if analysis.needsGates {
            input.gates = try HistoryGates(workspace, reading.branch).standings(
                portfolio, at: reading.tip, on: reading.day)
        }
        if analysis.needsSignOffs {
            let loaded = CheckContext(workspace: workspace, loaded: reading.branch.policy, paths: .everything)
            let people = try loaded.peoplePath.flatMap { path throws(CommandFailure) in
                try loaded.state(of: reading.tip).people(at: path)?.people
            }
            input.signOffs = try HistorySignOffs(workspace, policy).facts(reading.history, people)
        }
        return input
    }

    /// The same initiatives as they were known at another point, with the rates of the policy that was in force there.
    func comparison(_ point: String, _ names: [String]) async throws(CommandFailure) -> Portfolio {
        let then = try await options.valueReading(workspace, at: point)
        var policy = self.policy
        if workspace.options.policy == nil, let own = try? workspace.policy(in: then.tip)?.policy { policy = own }
        return Portfolio(then.history, policy: policy, asOf: then.day, selection: Portfolio.Selection(names))
    }

    /// The initiatives that names mean; a name that means nothing ends the command.
    static func portfolio(
        _ branch: BranchHistory, _ policy: Policy, _ day: Day, _ names: [String], label: String
    ) throws(CommandFailure) -> Portfolio {
        let selection = Portfolio.Selection(names)
        if let name = selection.unknown(branch).first {
            let known = branch.initiatives.map(\.name) + branch.initiatives.map { branch.planName(ofFolder: $0.folder) }
            let nearest = Suggestion.nearest(to: name, among: Set(known).sorted())
            throw .undecided(
                "nothing was examined: no initiative and no change plan in \(label) is called `\(Printable.line(name))`",
                help: nearest.map { "did you mean `\($0)`?" } ?? "`tollgate status` lists the initiatives")
        }
        return Portfolio(branch, policy: policy, asOf: day, selection: selection)
    }
}

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
        _ analysis: Analysis, _ names: [String], compare: String?, through: String?, since: String?
    ) async throws(CommandFailure) -> Analysis.Input {
        let portfolio = try portfolio(names, withConfirmations: analysis.needsConfirmations)
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
            input.signOffs = try HistorySignOffs(workspace, policy).facts(
                reading.history, people, withParts: analysis.needsParts)
        }
        if analysis.needsPolicyChanges { input.policyChanges = try policyChanges() }
        if let since { input.since = try landings(before: since) }
        return input
    }

    /// The initiatives that names mean, with what the controller has confirmed of them.
    func portfolio(_ names: [String], withConfirmations: Bool) throws(CommandFailure) -> Portfolio {
        try Self.portfolio(
            reading.history, policy, reading.day, names, label: reading.label,
            confirmations: withConfirmations
                ? ConfirmationReading(workspace, reading).confirmations(Portfolio.Selection(names)) : Confirmations())
    }

    // MARK: - The policy and the period

    private func policyChanges() throws(CommandFailure) -> [PolicyChange] {
        var result: [PolicyChange] = []
        for change in reading.history.trustChanges where change.path == Policy.defaultPath {
            guard let id = ObjectID(hex: change.landing.commit) else { continue }
            let parent = try git { () throws(GitError) in
                try workspace.repository.objects.commit(id).parents.first
            }
            // A version that cannot be read says nothing here; `audit` reports it.
            let former = parent.flatMap { try? workspace.policy(in: $0) }
            let policy = try? workspace.policy(in: id)
            result.append(
                PolicyChange(landing: change.landing, path: change.path, from: former?.policy, to: policy?.policy))
        }
        return result
    }

    /// How many landings there were by a date, or up to a revision on the branch.
    private func landings(before point: String) throws(CommandFailure) -> Int {
        let cut = try HistoryOptions.cut(point, reading.branch, workspace)
        let chain = try git { () throws(GitError) in
            try FirstParentChain.read(workspace.repository, from: reading.tip).chain
        }
        let count: Int
        if let until = cut.until {
            count = chain.cut(at: until.seconds).count
        } else {
            guard let row = chain.ids.firstIndex(of: cut.tip) else {
                throw .usage(
                    "`--since \(Printable.line(point))` is no landing of \(reading.branch.name)",
                    help: "`tollgate analyze population` lists the landings that changed something")
            }
            count = chain.count - row
        }
        guard count < chain.count else {
            throw .undecided(
                "nothing was examined: nothing has landed in \(reading.label) after \(Printable.line(point))",
                help: "name an earlier date or revision")
        }
        return count
    }

    /// The same initiatives as they were known at another point, with the rates of the policy that was in force there.
    func comparison(_ point: String, _ names: [String]) async throws(CommandFailure) -> Portfolio {
        let then = try await options.valueReading(workspace, at: point)
        guard then.day <= reading.day, then.history.landings <= reading.history.landings else {
            throw .usage(
                "`--compare \(Printable.line(point))` is later than what it is compared with, \(reading.label) on \(reading.day)",
                help: "`--compare` names the earlier of two points, `--as-of` the later one")
        }
        var policy = self.policy
        if workspace.options.policy == nil, let own = try? workspace.policy(in: then.tip)?.policy { policy = own }
        return Portfolio(then.history, policy: policy, asOf: then.day, selection: Portfolio.Selection(names))
    }

    /// The initiatives that names mean; a name that means nothing ends the command.
    static func portfolio(
        _ branch: BranchHistory, _ policy: Policy, _ day: Day, _ names: [String], label: String,
        confirmations: @autoclosure () throws(CommandFailure) -> Confirmations = Confirmations()
    ) throws(CommandFailure) -> Portfolio {
        let selection = Portfolio.Selection(names)
        if let name = selection.unknown(branch).first {
            let known = branch.initiatives.map(\.name) + branch.initiatives.map { branch.planName(ofFolder: $0.folder) }
            let nearest = Suggestion.nearest(to: name, among: Set(known).sorted())
            throw .undecided(
                "nothing was examined: no initiative and no change plan in \(label) is called `\(Printable.line(name))`",
                help: nearest.map { "did you mean `\($0)`?" } ?? "`tollgate status` lists the initiatives")
        }
        return Portfolio(
            branch, policy: policy, asOf: day, selection: selection, confirmations: try confirmations())
    }
}

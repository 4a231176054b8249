import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Realisation
import Timeline

/// The gates that initiatives stand before, judged on what a landing has.
struct HistoryGates {
    private let workspace: Workspace
    private let branch: Workspace.Branch

    init(_ workspace: Workspace, _ branch: Workspace.Branch) {
        self.workspace = workspace
        self.branch = branch
    }

    /// By path, of every active initiative that can go on.
    func standings(_ portfolio: Portfolio, at tip: ObjectID, on day: Day) throws(CommandFailure) -> [String:
        GateStanding]
    {
        let policy = branch.policy.policy
        let context = CheckContext(workspace: workspace, loaded: branch.policy, paths: .everything)
        let files = try context.state(of: tip)
        let source = DocumentSource(workspace.repository, policy: policy)
        var documents: [String: PlanDocument] = [:]
        for initiative in portfolio.branch.initiatives where !initiative.isRemoved {
            guard let entry = files.entry(at: initiative.path), let document = try files.document(entry, source) else {
                continue
            }
            documents[initiative.path] = document
        }
        let others = Dictionary(
            documents.values.compactMap { document in document.initiative?.id.map { ($0, document) } },
            uniquingKeysWith: { first, _ in first })
        var result: [String: GateStanding] = [:]
        for value in portfolio.initiatives where value.isActive {
            guard let document = documents[value.history.path], let initiative = document.initiative,
                let step = StepChoice(policy, initiative).next
            else { continue }
            let state = try files.state(of: document, absent: context.absentReference)
            let checklist = GateChecklist(
                step, of: state, from: initiative, policy: policy, asOf: day, others: others)
            let missing = checklist.results.filter { $0.verdict != .holds }
            result[value.history.path] = GateStanding(
                step: step.name, holds: checklist.results.count - missing.count, criteria: checklist.results.count,
                missing: missing.map(\.criterion.need))
        }
        return result
    }
}

import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText

/// Judges what the next commit would change. Reads nothing but the index, the trees of HEAD that differ from it, and the blobs
/// that are concerned.
struct StagedCheck {
    let context: CheckContext
    let index: GitIndex
    let head: ObjectID?
    let headLabel: String

    func run() throws(CommandFailure) -> (Judgement, [String]) {
        let after = GovernedFiles(index.entries, scope: context.scope)
        let before = try context.state(of: head, besides: (index, after))
        // A path in conflict has no content yet, which is a finding of its own and no deletion.
        let unmerged = Set(index.entries.filter { $0.stage != 0 }.map(\.path))
        let judging = ChangeJudging(context: context, asOf: context.today)
        let extent = ChangeJudging.Extent(
            judgesSteps: context.stepBase(head) != nil, judgesCadence: true, historyTip: context.historyTip)
        let (old, new) = (
            StateFiles(files: before.files.without(unmerged), repository: context.repository),
            StateFiles(files: after, repository: context.repository)
        )
        var proposal = try judging.proposal(from: old, to: new, base: headLabel, extent)
        var judgement = try judging.judge(proposal, extent)
        _ = try ProposedSignOffs(context: context)
            .judge(&proposal, &judgement, judging, extent, from: old, to: new)
        judgement.diagnostics += context.indexState(index.entries)
        var remarks: [String] = []
        if judgement.counts.isNothing {
            // Initiatives of which only a ledger or evidence is staged were examined.
            judgement.counts.initiatives = proposal.initiatives.count
            if judgement.counts.initiatives > 0 { judgement.counts.landings = 1 }
            // A commit that touches no plan has been compared all the same, where there are plans to touch.
            if context.paths.isEverything, index.entries.contains(where: { context.policy.entry(for: $0.path) != nil })
            {
                judgement.counts.landings = 1
                if proposal.changed.isEmpty, unmerged.isEmpty {
                    remarks.append("no plan is staged: index and HEAD were compared and do not differ in any")
                }
            }
        }
        if context.stepBase(head) == nil { remarks.append(context.withoutSteps) }
        if judgement.counts.documents > 0 {
            remarks.append("only what is staged was judged; \(CheckContext.needsHistory)")
        }
        return (judgement, remarks)
    }
}

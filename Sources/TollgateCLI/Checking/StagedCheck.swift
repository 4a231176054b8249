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
        var judgement = try ChangeJudging(context: context, asOf: context.today).judge(
            from: StateFiles(files: before.files.without(unmerged), repository: context.repository),
            to: StateFiles(files: after, repository: context.repository), base: headLabel,
            .init(judgesSteps: context.stepBase(head) != nil, judgesCadence: true, historyTip: context.historyTip))
        judgement.diagnostics += context.indexState(index.entries)
        var remarks: [String] = []
        if context.stepBase(head) == nil { remarks.append(context.withoutSteps) }
        if judgement.counts.documents > 0 {
            remarks.append("only what is staged was judged; \(CheckContext.needsHistory)")
        }
        return (judgement, remarks)
    }
}

import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Reports

/// Judges the files of the work tree, and the steps they would take against HEAD.
struct WorkTreeCheck {
    let context: CheckContext
    let workTree: WorkTree
    let head: ObjectID?
    let headLabel: String
    /// Contents that are not written yet and are judged as if they were, by path.
    var drafts: [[UInt8]: [UInt8]] = [:]
    /// Whether go-lives and deployments are judged, for which other repositories may have to be read.
    var judgesDeployments = false

    func run() throws(CommandFailure) -> (Judgement, [String]) {
        let index = try git { () throws(GitError) in try context.repository.index().entries }
        let after = try context.workTreeState(workTree, index: index, drafts: drafts)
        let before = try context.state(of: head)
        let judgesSteps = context.stepBase(head) != nil
        let judging = ChangeJudging(context: context, asOf: context.today)
        let extent = ChangeJudging.Extent(
            judgesSteps: judgesSteps, judgesEverything: true, judgesCadence: true,
            judgesDeployments: judgesDeployments, historyTip: context.historyTip)
        var proposal = try judging.proposal(from: before, to: after, base: headLabel, extent)
        var judgement = try judging.judge(proposal, extent)
        _ = try ProposedSignOffs(context: context)
            .judge(&proposal, &judgement, judging, extent, from: before, to: after)
        judgement.diagnostics += context.indexState(index)
        var remarks: [String] = []
        if !judgesSteps {
            remarks.append(context.withoutSteps)
        } else if judgement.counts.changed > 0 {
            remarks.append(CheckContext.needsHistory)
        }
        remarks += CheckContext.withoutDeployments(proposal.deployments)
        return (judgement, remarks)
    }
}

import GitStore
import Governance
import PlanHistory
import PlanModel

/// Judges every document of one commit's tree as it stands, where there is no work tree.
struct TreeCheck {
    let context: CheckContext
    let commit: ObjectID

    func run() throws(CommandFailure) -> (Judgement, [String]) {
        let (files, problems) = try git { () throws(GitError) in
            var reader = GovernedTreeReader(context.repository, scope: context.scope)
            let files = try reader.files(ofTree: try context.repository.objects.commit(commit).tree, at: commit)
            return (files, reader.problems)
        }
        let none = GovernedFiles([], scope: context.scope)
        let judging = ChangeJudging(context: context, asOf: context.today)
        let extent = ChangeJudging.Extent(
            judgesSteps: false, judgesEverything: true, judgesCadence: true, judgesDeployments: true,
            historyTip: context.historyTip)
        let proposal = try judging.proposal(
            from: StateFiles(files: none, repository: context.repository),
            to: StateFiles(files: files, repository: context.repository), base: "", extent)
        var judgement = try judging.judge(proposal, extent)
        judgement.diagnostics += problems.map { HistoryRules.tree(commit: $0.commit.hex, folder: $0.folder, $0.text) }
        return (
            judgement,
            ["there is no work tree; the documents were judged as they stand in the commit, without steps"]
                + CheckContext.withoutDeployments(proposal.deployments)
        )
    }
}

import GitStore
import Governance
import PlanHistory
import PlanModel

/// Judges by sign-offs the steps of an index or a work tree: on a governed branch what is missing is an error, anywhere else it
/// is pending.
struct ProposedSignOffs {
    let context: CheckContext

    private var workspace: Workspace { context.workspace }
    private var repository: Repository { workspace.repository }

    /// The governed branch that a step would land on, as far as this clone has it.
    struct Target {
        let branch: String
        let tip: ObjectID
        /// Whether HEAD is on it, so that the next commit lands.
        let isCurrent: Bool
    }

    /// The branch that HEAD is on where that is governed, else the first governed one that is here; nothing where there is none.
    func target() throws(CommandFailure) -> Target? {
        let facts = repository.facts
        let current = facts.headBranch.map(Workspace.shortName)
        let branches = context.policy.branches
        if let current, let head = facts.head, branches.isEmpty || branches.contains(current) {
            return Target(branch: current, tip: head, isCurrent: true)
        }
        return try git { () throws(GitError) in
            for branch in branches {
                for (ref, _) in Workspace.refs(ofBranch: branch) {
                    if let tip = try repository.commit(ofRef: ref) {
                        return Target(branch: branch, tip: tip, isCurrent: false)
                    }
                }
            }
            return nil
        }
    }

    /// Judges the steps of a proposal that ask for sign-offs, once more with them. Gives what is known of sign-offs; nothing where
    /// none is asked for, or where they cannot be looked at.
    func judge(
        _ proposal: inout Proposal, _ judgement: inout Judgement, _ judging: ChangeJudging,
        _ extent: ChangeJudging.Extent, from before: StateFiles, to after: StateFiles
    ) throws(CommandFailure) -> SignOffCase? {
        guard !judgement.notJudged.isEmpty, context.scope.root != nil, !context.loaded.isRoot else { return nil }
        guard workspace.incompleteness.isEmpty, let target = try target() else {
            try postpone(&judgement)
            return nil
        }
        let open = judgement.openKeys
        var replay = LandingReplay(
            workspace, paths: .everything, fixedPolicy: try workspace.policyFromOption(), branches: [target.branch])
        let head = repository.facts.head ?? target.tip
        let (chain, commits) = try git { () throws(GitError) in
            (
                try FirstParentChain.read(repository, from: target.tip).chain,
                try repository.commits(from: target.tip, to: head)
            )
        }
        try replay.replay(chain, followed: open)
        let reading = SignOffReading(context: context, before: before, after: after, commits: commits)
        return try replay.judge(
            &proposal, &judgement, onto: target.tip, isRequired: target.isCurrent, extent, judging, reading)
    }

    /// Where history or branch is missing, nothing can be said of sign-offs; off the governed branch nothing lands either.
    private func postpone(_ judgement: inout Judgement) throws(CommandFailure) {
        let current = repository.facts.headBranch.map(Workspace.shortName)
        let lands = context.policy.branches.isEmpty || current.map(context.policy.branches.contains) ?? false
        let reason =
            workspace.incompleteness.first?.reason
            ?? "this clone has none of the branches that the policy governs"
        guard !lands else {
            for index in judgement.notJudged.indices { judgement.notJudged[index].reason = reason }
            return
        }
        judgement.pending += judgement.notJudged.map(PendingSignOffs.init)
        judgement.notJudged = []
    }
}

import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel

/// What landing the current branch would do to the branch that it is for: HEAD against the tip of that one, judged by the policy
/// and the people that are there.
struct BranchProposal {
    let context: CheckContext
    let target: ProposedSignOffs.Target
    /// The governed branch's tip.
    let before: StateFiles
    /// HEAD.
    let committed: StateFiles
    /// What would land: HEAD's tree, or what merging it would give where the branch has moved on.
    let after: StateFiles

    var workspace: Workspace { context.workspace }
    /// As in `main (9ab31f0)`.
    var base: String { "\(target.branch) (\(target.tip.short))" }

    init(_ workspace: Workspace) throws(CommandFailure) {
        let facts = workspace.repository.facts
        guard let head = facts.head else {
            throw .undecided("there is no commit that could be signed for", help: "commit the plans first")
        }
        try workspace.requireCompleteHistory()
        let own = CheckContext(workspace: workspace, loaded: try workspace.policyInForce(), paths: .everything)
        guard let target = try ProposedSignOffs(context: own).target() else {
            let names = own.policy.branches.map { "`\(Printable.line($0))`" }.joined(separator: ", ")
            throw .undecided(
                "this clone has none of the branches that the policy governs (\(names))",
                help: "run `git fetch origin` first: sign-offs are for the branch that a step lands on")
        }
        var landed = try workspace.policyFromOption()
        if landed == nil { landed = try workspace.policy(in: target.tip) }
        guard let landed, !landed.isRoot else {
            throw .undecided(
                "`\(Printable.line(target.branch))` has no policy yet: what lands first is taken as it is, and asks for no sign-offs",
                help: "land the policy first")
        }
        context = CheckContext(workspace: workspace, loaded: landed, paths: .everything)
        self.target = target
        before = try context.state(of: target.tip)
        committed = try context.state(of: head)
        after = try Self.landing(head, on: target, committed, context)
    }

    private static func landing(
        _ head: ObjectID, on target: ProposedSignOffs.Target, _ committed: StateFiles, _ context: CheckContext
    ) throws(CommandFailure) -> StateFiles {
        let repository = context.repository
        let hasTip = try git { () throws(GitError) in try repository.isAncestor(target.tip, of: head) }
        if head == target.tip || hasTip { return committed }
        let hint = "merge or rebase onto `\(Printable.line(target.branch))` first"
        guard try git({ () throws(GitError) in try repository.mergeBase(target.tip, head) }) != nil else {
            throw .undecided("HEAD and \(target.branch) (\(target.tip.short)) have no history in common", help: hint)
        }
        switch try git({ () throws(GitError) in try repository.mergedEntries(ours: target.tip, theirs: head) }) {
        case .merged(let entries):
            return StateFiles(files: GovernedFiles(entries, scope: context.scope), repository: repository)
        case .conflict(let paths):
            let names = paths.map { "`\(Printable.path($0))`" }
            throw .undecided(
                "HEAD cannot be merged into \(target.branch) (\(target.tip.short)) without conflict: \(names.joined(separator: ", "))",
                help: hint)
        }
    }

    // MARK: - Judging

    /// What judging it gives, with its sign-offs.
    struct Judged {
        let proposal: Proposal
        let judgement: Judgement
        /// Nothing where no step asks for sign-offs.
        let signOffs: SignOffCase?
    }

    /// Judges what would land; `after` stands in for it where a step is only tried out.
    func judge(_ after: StateFiles? = nil) throws(CommandFailure) -> Judged {
        let after = after ?? self.after
        let judging = ChangeJudging(context: context, asOf: context.today)
        let extent = ChangeJudging.Extent(judgesSteps: true, attributes: false, historyTip: target.tip)
        var proposal = try judging.proposal(from: before, to: after, base: base, extent)
        var judgement = try judging.judge(proposal, extent)
        let signOffs = try ProposedSignOffs(context: context)
            .judge(&proposal, &judgement, judging, extent, from: before, to: after)
        return Judged(proposal: proposal, judgement: judgement, signOffs: signOffs)
    }

    /// Throws where work tree or index have something else than HEAD of these.
    func requireCommitted(
        _ body: (CommittedState, StateFiles) throws(CommandFailure) -> Void
    ) throws(CommandFailure) {
        guard let top = workspace.repository.facts.workTree else {
            throw .usage("there is no work tree to sign in: the repository is bare", help: "use a clone of it")
        }
        let index = try git { () throws(GitError) in try workspace.repository.index().entries }
        let workTree = try context.workTreeState(WorkTree(root: top), index: index)
        try body(CommittedState(head: committed, workTree: workTree, index: index), workTree)
    }
}

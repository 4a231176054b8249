import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// Judges a range of commits: landings where they have landed, otherwise the proposal to land them.
struct RangeCheck {
    let workspace: Workspace
    let paths: PathSelection
    let base: ObjectID
    let tip: ObjectID
    /// The policy of the option, which then holds for every landing.
    let fixedPolicy: Workspace.LoadedPolicy?

    struct Outcome {
        var judgement = Judgement()
        var undecided: [CheckReport.Undecided] = []
        var remarks: [String] = []
        var subject = ""
        /// The policy that severities are taken from: the newest in force.
        var policy: Policy?
        /// Whether there was any plan to judge, be it changed or not.
        fileprivate var hasPlans = false
        /// Whether nothing of it has landed yet.
        fileprivate var isProposal = false
        /// A commit with no policy in it, nor in any landing before it.
        fileprivate var lastWithoutPolicy: ObjectID?
    }

    private var repository: Repository { workspace.repository }

    func run() throws(CommandFailure) -> Outcome {
        var outcome = Outcome()
        if base == tip {
            outcome.undecided.append(
                .init(
                    reason: "the range is empty: both ends are \(tip.short)",
                    help: "name the commit before the first one to judge"))
            return outcome
        }
        var inForce = fixedPolicy
        if inForce == nil { inForce = try lastPolicy(before: base, &outcome)?.policy }
        if inForce == nil { inForce = try workspace.policy(in: tip) }
        guard let policy = inForce else { throw Workspace.noPolicy }
        outcome.policy = policy.policy
        let isLanded = try hasLanded(policy.policy)
        let hasBase = try git { () throws(GitError) in try repository.isAncestor(base, of: tip) }
        if !hasBase {
            if try git({ () throws(GitError) in try repository.isAncestor(tip, of: base) }) {
                outcome.undecided.append(
                    .init(
                        reason: "the range is empty: \(tip.short) is already part of \(base.short)",
                        help: "the range is written `<base>..<tip>`, the newer end last"))
                return outcome
            }
            guard try git({ () throws(GitError) in try repository.mergeBase(base, tip) }) != nil else {
                outcome.undecided.append(
                    .init(
                        reason: "\(base.short) and \(tip.short) have no history in common",
                        help: "fetch the branch that the change is meant for, and name its tip as the base"))
                return outcome
            }
        }
        try judgeCommits(&outcome)
        if isLanded {
            try judgeLandings(&outcome, hasBase: hasBase)
        } else {
            try judgeProposal(&outcome, policy, hasBase: hasBase)
        }
        if !outcome.hasPlans, outcome.undecided.isEmpty {
            let patterns = (outcome.policy ?? policy.policy).documents.flatMap(\.matches).map { "`\($0.text)`" }.joined(
                separator: ", ")
            outcome.undecided.append(
                .init(
                    reason:
                        "nothing was examined: no file matches \(paths.isEverything ? patterns : "the given paths and \(patterns)")",
                    help: "look at `documents` in the policy"))
        }
        return outcome
    }

    /// Whether the tip is a landing: on the first-parent chain of a governed branch, here or as it was fetched.
    ///
    /// A chain is followed down to the base at most, so that a proposal costs nothing but its own commits.
    private func hasLanded(_ policy: Policy) throws(CommandFailure) -> Bool {
        let names =
            policy.branches.isEmpty
            ? [repository.facts.headBranch].compactMap { $0 }
            : policy.branches.flatMap { ["refs/heads/\($0)", "refs/remotes/origin/\($0)"] }
        return try git { () throws(GitError) in
            for name in names {
                var next = try repository.commit(ofRef: name)
                while let commit = next, commit != base {
                    if commit == tip { return true }
                    next = try repository.objects.commit(commit).parents.first
                }
            }
            return false
        }
    }

    /// Every commit of the range must be one that all readers of git read alike.
    private func judgeCommits(_ outcome: inout Outcome) throws(CommandFailure) {
        let commits = try git { () throws(GitError) in try repository.commits(from: base, to: tip) }
        outcome.judgement.counts.commits += commits.count
        for commit in commits {
            outcome.judgement.diagnostics += HistoryRules.commit(commit.id.hex, commit.irregularities.map(\.text))
        }
    }

    // MARK: - Landings

    private func judgeLandings(_ outcome: inout Outcome, hasBase: Bool) throws(CommandFailure) {
        outcome.subject = "landings \(base.short)..\(tip.short)"
        let (chain, metBase) = try git { () throws(GitError) in
            try FirstParentChain.read(repository, from: tip, until: hasBase ? base : nil)
        }
        guard metBase else {
            outcome.judgement.diagnostics.append(HistoryRules.reparented(base: base.hex, tip: tip.hex))
            // Judge the whole difference instead: no landing between the two is known.
            return try judgeLanding(from: base, to: tip, tree: nil, &outcome)
        }
        for row in (0..<chain.count).reversed() {
            let parent = row + 1 < chain.count ? chain.ids[row + 1] : base
            try judgeLanding(from: parent, to: chain.ids[row], tree: nil, &outcome)
        }
    }

    /// Judges one landing, or the merge of a proposal where `tree` holds its files.
    private func judgeLanding(
        from parent: ObjectID, to commit: ObjectID, tree: GovernedFilesOf?, _ outcome: inout Outcome
    ) throws(CommandFailure) {
        outcome.judgement.counts.landings += 1
        var isRoot = false
        var policy = fixedPolicy
        if policy == nil { policy = try workspace.policy(in: parent) }
        var last: (policy: Workspace.LoadedPolicy, landing: ObjectID)?
        if policy == nil {
            last = try lastPolicy(before: parent, &outcome)
            policy = last?.policy
        }
        if policy == nil {
            policy = try workspace.policy(in: commit)
            isRoot = true
        }
        guard let policy else {
            outcome.remarks.append(
                "\(commit.short): there is no policy on either side, so that nothing in it is judged")
            return
        }
        if isRoot {
            outcome.remarks.append(
                "\(commit.short) brings the first policy: it is the trust root, its contents are taken as they are, and no step of it is judged"
            )
        }
        outcome.policy = policy.policy
        let context = CheckContext(workspace: workspace, loaded: policy, paths: paths)
        var judgement: Judgement = try judging(context, parent, commit, tree, isRoot: isRoot, &outcome)
        if let last, try workspace.policySource(in: commit) != nil {
            judgement.diagnostics.append(PolicyRules.returned(policy.policy, last: last.landing.short))
        }
        for index in judgement.diagnostics.indices { judgement.diagnostics[index].commit = commit.hex }
        outcome.judgement += judgement
    }

    /// The policy of the last landing that had one, where the first parent has none: a policy does not cease to hold by being
    /// removed.
    private func lastPolicy(
        before parent: ObjectID, _ outcome: inout Outcome
    ) throws(CommandFailure) -> (policy: Workspace.LoadedPolicy, landing: ObjectID)? {
        var next: ObjectID? = parent
        while let commit = next, commit != outcome.lastWithoutPolicy {
            if let policy = try workspace.policy(in: commit) { return (policy, commit) }
            next = try git { () throws(GitError) in try repository.objects.commit(commit).parents.first }
        }
        outcome.lastWithoutPolicy = parent
        return nil
    }

    private func judging(
        _ context: CheckContext, _ parent: ObjectID, _ commit: ObjectID, _ tree: GovernedFilesOf?, isRoot: Bool,
        _ outcome: inout Outcome
    ) throws(CommandFailure) -> Judgement {
        let (before, after, problems) = try git { () throws(GitError) in
            var reader = GovernedTreeReader(repository, scope: context.scope)
            let before = try reader.files(ofTree: try repository.objects.commit(parent).tree, at: parent)
            let after: GovernedFiles
            if let tree {
                after = tree(context.scope)
            } else {
                after = try reader.files(ofTree: try repository.objects.commit(commit).tree, at: commit)
            }
            return (before, after, reader.problems.filter { $0.commit != parent })
        }
        func isPlan(_ file: GovernedFiles.Entry) -> Bool {
            context.paths.contains(file.path) && context.policy.entry(for: file.path) != nil
        }
        outcome.hasPlans =
            outcome.hasPlans || before.entries.contains(where: isPlan) || after.entries.contains(where: isPlan)
        var formerIDs: Set<String> = []
        if !isRoot, addsInitiative(context, before, after) {
            let known = Set(before.entries.map(\.listed.stem))
            formerIDs = try git { () throws(GitError) in
                try FormerIDs.all(repository, tip: parent, policy: context.policy)
            }.subtracting(known)
        }
        var roleDay = try day(of: commit, inUTC: true)
        if outcome.isProposal { roleDay = max(roleDay, context.today) }
        var judgement = try ChangeJudging(context: context, asOf: try day(of: commit), roleDay: roleDay).judge(
            from: StateFiles(files: before, repository: repository),
            to: StateFiles(files: after, repository: repository), base: parent.short,
            .init(
                judgesSteps: !isRoot, formerIDs: formerIDs, attributes: false, historyTip: parent,
                commits: (from: parent, to: commit)))
        judgement.diagnostics += problems.map { HistoryRules.tree(commit: $0.commit.hex, folder: $0.folder, $0.text) }
        return judgement
    }

    /// The day of a landing by the clock of whoever committed it, or in UTC.
    private func day(of commit: ObjectID, inUTC: Bool = false) throws(CommandFailure) -> Day {
        let raw = try git { () throws(GitError) in try repository.objects.commit(commit) }
        guard let committer = raw.committer else { return workspace.world.now.day }
        return Timestamp(seconds: committer.seconds + (inUTC ? 0 : Int64(committer.offsetMinutes) * 60)).day
    }

    /// Whether there is an initiative's file at a path that had none: only then does the past matter.
    private func addsInitiative(_ context: CheckContext, _ before: GovernedFiles, _ after: GovernedFiles) -> Bool {
        GovernedFiles.differences(from: before, to: after).contains { old, new in
            old == nil && new.flatMap { context.policy.entry(for: $0.path)?.kind } == .initiative
        }
    }

    // MARK: - Proposals

    private typealias GovernedFilesOf = (GovernedScope) -> GovernedFiles

    private func judgeProposal(
        _ outcome: inout Outcome, _ policy: Workspace.LoadedPolicy, hasBase: Bool
    ) throws(CommandFailure) {
        outcome.subject = "proposal \(tip.short) onto \(base.short)"
        outcome.isProposal = true
        if hasBase {
            try judgeLanding(from: base, to: tip, tree: nil, &outcome)
        } else {
            switch try git({ () throws(GitError) in try repository.mergedEntries(ours: base, theirs: tip) }) {
            case .merged(let entries):
                outcome.remarks.append("the base has moved on; judged is the tree that merging would give")
                try judgeLanding(from: base, to: tip, tree: { GovernedFiles(entries, scope: $0) }, &outcome)
            case .conflict(let paths):
                outcome.undecided.append(
                    .init(
                        reason:
                            "merging \(tip.short) into \(base.short) conflicts in \(paths.map { "`\(Printable.path($0))`" }.uniqued.joined(separator: ", "))",
                        help: paths.contains { $0.suffix(4).elementsEqual(".csv".utf8) }
                            ? "merge or rebase onto the base, resolve (of a ledger `tollgate merge-ledger` keeps the lines of both sides, and can be git's merge driver for it), and check again"
                            : "merge or rebase onto the base, resolve, and check again"))
            }
        }
        guard policy.policy.landsEveryCommit else { return }
        let start = try git { () throws(GitError) in try repository.mergeBase(base, tip) }
        let (chain, metStart) = try git { () throws(GitError) in
            try FirstParentChain.read(repository, from: tip, until: start)
        }
        guard metStart, let start else {
            if policy.policy.mergeStyles.contains("fast-forward") {
                outcome.judgement.diagnostics.append(HistoryRules.reparented(base: base.hex, tip: tip.hex))
            }
            outcome.remarks.append(
                "the commits of the proposal are not judged one by one, since the base is not on their first-parent chain"
            )
            return
        }
        guard chain.count > 1 || !hasBase else { return }
        outcome.remarks.append("the policy lets commits land one by one, so that each is judged too")
        for row in (0..<chain.count).reversed() {
            let parent = row + 1 < chain.count ? chain.ids[row + 1] : start
            try judgeLanding(from: parent, to: chain.ids[row], tree: nil, &outcome)
        }
    }
}

extension Array where Element == String {
    /// Without repetitions, in the order of first appearance.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

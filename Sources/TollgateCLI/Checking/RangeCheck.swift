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
        if inForce == nil { inForce = try lastPolicy(before: base) }
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
        let landings =
            isLanded
            ? try self.landings(&outcome, hasBase: hasBase)
            : try proposal(&outcome, policy.policy, hasBase: hasBase)
        try judge(landings, policy.policy, isLanded: isLanded, &outcome)
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
            : policy.branches.flatMap { Workspace.refs(ofBranch: $0).map(\.ref) }
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

    private func landings(_ outcome: inout Outcome, hasBase: Bool) throws(CommandFailure) -> [LandingReplay.Landing] {
        outcome.subject = "landings \(base.short)..\(tip.short)"
        let (chain, metBase) = try git { () throws(GitError) in
            try FirstParentChain.read(repository, from: tip, until: hasBase ? base : nil)
        }
        guard metBase else {
            outcome.judgement.diagnostics.append(HistoryRules.reparented(base: base.hex, tip: tip.hex))
            // Judge the whole difference instead: no landing between the two is known.
            return [LandingReplay.Landing(parent: base, commit: tip)]
        }
        return (0..<chain.count).reversed().map { row in
            LandingReplay.Landing(
                parent: row + 1 < chain.count ? chain.ids[row + 1] : base, commit: chain.ids[row])
        }
    }

    /// Judges landings in their order. Where steps have to be judged by sign-offs, what stands before the base is replayed for
    /// the initiatives that take them.
    private func judge(
        _ landings: [LandingReplay.Landing], _ policy: Policy, isLanded: Bool, _ outcome: inout Outcome
    ) throws(CommandFailure) {
        let branches = try statementBranches(policy, isLanded: isLanded)
        var replay = LandingReplay(workspace, paths: paths, fixedPolicy: fixedPolicy, branches: branches)
        var judged: [LandingReplay.Judged] = []
        for landing in landings { judged.append(try replay.judge(landing)) }
        let open = judged.reduce(into: Set<String>()) { $0.formUnion($1.open) }
        if !open.isEmpty {
            replay = LandingReplay(workspace, paths: paths, fixedPolicy: fixedPolicy, branches: branches)
            let chain = try git { () throws(GitError) in try FirstParentChain.read(repository, from: base).chain }
            try replay.replay(chain, followed: open)
            for (index, landing) in landings.enumerated() { judged[index] = try replay.judge(landing) }
        }
        for (landing, result) in zip(landings, judged) { add(result, of: landing, &outcome) }
    }

    private func add(_ judged: LandingReplay.Judged, of landing: LandingReplay.Landing, _ outcome: inout Outcome) {
        outcome.judgement += judged.judgement
        outcome.undecided += judged.undecided
        outcome.hasPlans = outcome.hasPlans || judged.hasPlans
        guard let policy = judged.policy else {
            outcome.remarks.append(
                "\(landing.commit.short): there is no policy on either side, so that nothing in it is judged")
            return
        }
        outcome.policy = policy.policy
        if judged.isRoot {
            outcome.remarks.append(
                "\(landing.commit.short) brings the first policy: it is the trust root, its contents are taken as they are, and no step of it is judged"
            )
        }
    }

    /// The branches that statements may name: those whose landings these are, or would be; where that cannot be told, every
    /// branch that the policy governs.
    private func statementBranches(_ policy: Policy, isLanded: Bool) throws(CommandFailure) -> [String] {
        guard policy.branches.count > 1 else {
            return policy.branches.isEmpty
                ? [repository.facts.headBranch.map(Workspace.shortName)].compactMap { $0 } : policy.branches
        }
        let wanted = isLanded ? tip : base
        var found: [String] = []
        for name in policy.branches where try has(wanted, onBranch: name) { found.append(name) }
        return found.isEmpty ? policy.branches : found
    }

    /// Whether a commit is a landing on a branch, here or as it was fetched.
    private func has(_ commit: ObjectID, onBranch name: String) throws(CommandFailure) -> Bool {
        try git { () throws(GitError) in
            for (ref, _) in Workspace.refs(ofBranch: name) {
                guard let tip = try repository.commit(ofRef: ref) else { continue }
                if try FirstParentChain.read(repository, from: tip, until: commit).metBase { return true }
            }
            return false
        }
    }

    /// The policy of the last landing that had one, where the base has none: a policy does not cease to hold by being removed.
    private func lastPolicy(before parent: ObjectID) throws(CommandFailure) -> Workspace.LoadedPolicy? {
        var next: ObjectID? = parent
        while let commit = next {
            if let policy = try workspace.policy(in: commit) { return policy }
            next = try git { () throws(GitError) in try repository.objects.commit(commit).parents.first }
        }
        return nil
    }

    // MARK: - Proposals

    private func proposal(
        _ outcome: inout Outcome, _ policy: Policy, hasBase: Bool
    ) throws(CommandFailure) -> [LandingReplay.Landing] {
        outcome.subject = "proposal \(tip.short) onto \(base.short)"
        var landings: [LandingReplay.Landing] = []
        if hasBase {
            landings.append(.init(parent: base, commit: tip, isProposal: true, isTentative: true))
        } else {
            switch try git({ () throws(GitError) in try repository.mergedEntries(ours: base, theirs: tip) }) {
            case .merged(let entries):
                outcome.remarks.append("the base has moved on; judged is the tree that merging would give")
                landings.append(
                    .init(
                        parent: base, commit: tip, files: { GovernedFiles(entries, scope: $0) }, isProposal: true,
                        isTentative: true))
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
        guard policy.landsEveryCommit else { return landings }
        let start = try git { () throws(GitError) in try repository.mergeBase(base, tip) }
        let (chain, metStart) = try git { () throws(GitError) in
            try FirstParentChain.read(repository, from: tip, until: start)
        }
        guard metStart, let start else {
            if policy.mergeStyles.contains("fast-forward") {
                outcome.judgement.diagnostics.append(HistoryRules.reparented(base: base.hex, tip: tip.hex))
            }
            outcome.remarks.append(
                "the commits of the proposal are not judged one by one, since the base is not on their first-parent chain"
            )
            return landings
        }
        guard chain.count > 1 || !hasBase else { return landings }
        outcome.remarks.append("the policy lets commits land one by one, so that each is judged too")
        return landings
            + (0..<chain.count).reversed().map { row in
                LandingReplay.Landing(
                    parent: row + 1 < chain.count ? chain.ids[row + 1] : start, commit: chain.ids[row],
                    isProposal: true)
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

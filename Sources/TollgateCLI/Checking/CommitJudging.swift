import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Timeline
import Reports

/// Judges what is read of a landing's commits beside their trees: dates, and what the policy asks for under `commits`.
struct CommitJudging {
    /// The policy in force, which is the first parent's.
    let context: CheckContext
    /// The first parent of the landing, or the base of a proposal.
    let parent: ObjectID
    /// The landing, or the tip of a proposal.
    let commit: ObjectID
    /// Whether it has not landed yet, so that nobody has signed the landing.
    let isProposal: Bool
    /// The people and keys of the first parent; nothing where the policy lies outside the repository.
    let trust: TrustSet?

    struct Outcome {
        var diagnostics: [Diagnostic] = []
        /// Why it could not be judged what the policy asks for.
        var undecided: [CheckReport.Undecided] = []
    }

    private var repository: Repository { context.repository }
    private var demands: CommitDemands { context.policy.commitDemands }

    /// The moment at which keys are judged: when it landed, and never before its first parent did; for a proposal no earlier
    /// than now. Whoever types an old date gains nothing.
    static func moment(_ commit: RawCommit, parent: RawCommit?, isProposal: Bool, now: Timestamp) -> KeyTime {
        var seconds = commit.committed ?? now.seconds
        if let committed = parent?.committed { seconds = max(seconds, committed) }
        if isProposal { seconds = max(seconds, now.seconds) }
        return KeyTime(seconds: seconds)
    }

    func judge() throws(CommandFailure) -> Outcome {
        let (base, tip) = try git { () throws(GitError) in
            (try repository.objects.commit(parent), try repository.objects.commit(commit))
        }
        var outcome = Outcome(diagnostics: dates(tip, base))
        guard demands.asksForAnything else { return outcome }
        if demands.asksForSignatures, trust?.keys == nil || trust?.people?.people == nil {
            let lacks = trust.map { $0.lacks.map(\.text).joined(separator: ", ") }
            outcome.undecided.append(
                .init(
                    reason: "the policy asks for signed commits, and in \(parent.short) "
                        + (lacks ?? "there are no people and keys, since the policy lies elsewhere"),
                    help: "land people.yaml, allowed_signers and revoked_signers beside the policy first"))
        }
        let moment = Self.moment(tip, parent: base, isProposal: isProposal, now: context.workspace.world.now)
        let rules = CommitRules(demands)
        outcome.diagnostics += rules.content(try content(at: moment))
        if demands.signedLandings, !isProposal {
            let landing = CommitRules.Commit(
                id: commit.hex, author: tip.author?.email, signer: signer(of: LandingCommit(tip), at: moment))
            outcome.diagnostics += rules.landing(landing)
        }
        return outcome
    }

    private func dates(_ tip: RawCommit, _ base: RawCommit) -> [Diagnostic] {
        guard let committed = tip.committed else { return [] }
        return HistoryRules.dates(
            commit.hex, committed: Timestamp(seconds: committed),
            // The base of a proposal has moved on meanwhile; only a landing has it as its first parent.
            parent: isProposal ? nil : base.committed.map { (parent.hex, Timestamp(seconds: $0)) },
            now: context.workspace.world.now)
    }

    /// Whose signature a commit has; nothing where people and keys are not at hand, which is said once.
    private func signer(of commit: LandingCommit, at moment: KeyTime) -> TrustSet.Signer? {
        guard let trust, let keys = trust.keys, trust.people?.people != nil else { return nil }
        return trust.person(of: commit.verdict(by: keys, at: moment))
    }

    /// The commits that change plans and ledgers, newest first.
    private func content(at moment: KeyTime) throws(CommandFailure) -> [CommitRules.Commit] {
        guard demands.signedContent || !demands.trailers.isEmpty else { return [] }
        let (commits, touched, found) = try git { () throws(GitError) in
            let commits = try LandingCommit.all(repository, from: parent, to: commit)
            let touched = try TouchedFiles.find(repository, commits, policy: context.policy)
            let found = try ContentAuthors.find(
                repository, commits.map(\.raw), touched.map(\.interest), policy: context.policy)
            return (commits, touched, found)
        }
        var ids: [String: [String]] = [:]
        for (initiative, changes) in zip(touched, found) {
            for change in changes { ids[change.commit, default: []].append(initiative.id) }
        }
        return commits.compactMap { commit in
            guard let initiatives = ids[commit.id.hex] else { return nil }
            let trailers = commit.trailers
            return CommitRules.Commit(
                id: commit.id.hex, author: commit.raw.author?.email,
                signer: demands.signedContent ? signer(of: commit, at: moment) : nil,
                initiatives: initiatives.sorted(),
                trailers: Dictionary(
                    uniqueKeysWithValues: demands.trailers.uniqued.map { ($0, trailers.values(of: $0.rawValue)) }))
        }
    }
}

extension Array where Element: Hashable {
    /// Without repetitions, in the order of first appearance.
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

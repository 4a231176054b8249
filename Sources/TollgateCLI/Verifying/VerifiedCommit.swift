import Attestation
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// What is to be said of a commit by itself: its own signature, where it has landed, and which steps it lands.
struct VerifiedCommit {
    let part: VerifyReport.Part
    /// Whether there was anything to verify: a signature, or a step that asks for sign-offs.
    let isTelling: Bool

    /// `row` is its own on the chain, where it is a landing.
    init(landings: VerifiedLandings, commit: LandingCommit, row: Int?) throws(CommandFailure) {
        let workspace = landings.workspace
        let landed = try landings.row(bringing: commit.id)
        let (base, moment) = try Self.base(landings, landed)
        let policy = try workspace.policy(before: base, landings.branch)
        let context = CheckContext(workspace: workspace, loaded: policy, paths: .everything)
        let trust = try context.state(of: base).trustSet(in: landings.root)
        let raw = commit.raw
        var reasoning = CommitReasoning(
            .init(
                id: raw.id.hex, irregularities: raw.irregularities.map(\.text), signature: raw.signature,
                payload: raw.signedPayload, author: raw.author.map { ($0.name, $0.email) },
                committer: raw.committer.map { ($0.name, $0.email) }),
            by: .init(trust, at: moment, revision: base.short), now: landings.now)
        reasoning.add(Self.place(landings, row, landed))
        var steps: [ReasoningStep] = []
        if let row, let judged = landings.judged(row) {
            let signed = judged.judgement.signOffs
            let others = judged.judgement.steps.filter { item in
                !signed.contains { $0.key == item.initiative && $0.step == item.step.name }
            }
            steps = CommitReasoning.landing(signed, unsigned: others.map { ($0.initiative, $0.step.name) })
        }
        for step in steps { reasoning.add(step) }
        let proof = HandProof(
            ofCommit: raw.id.hex, signedBy: reasoning.principal, base: base.hex, allowedPath: trust.paths[1])
        part = VerifyReport.Part(reasoning, commit: raw.id.hex, commands: proof.commands)
        isTelling = raw.signature != nil || steps.contains { $0.verdict != .shown }
    }

    /// The commit whose people and keys count, and when: those before the landing that brought it; where it has not landed,
    /// those of the tip, now.
    private static func base(
        _ landings: VerifiedLandings, _ row: Int?
    ) throws(CommandFailure) -> (ObjectID, KeyTime) {
        let now = landings.workspace.world.now
        guard let row else { return (landings.branch.tip, KeyTime(seconds: now.seconds)) }
        let chain = landings.chain
        let parent = row + 1 < chain.count ? chain.ids[row + 1] : nil
        let (raw, before) = try git { () throws(GitError) in
            let objects = landings.workspace.repository.objects
            let raw = try objects.commit(chain.ids[row])
            guard let parent else { return (raw, RawCommit?.none) }
            return (raw, try objects.commit(parent))
        }
        return (parent ?? chain.ids[row], CommitJudging.moment(raw, parent: before, isProposal: false, now: now))
    }

    private static func place(_ landings: VerifiedLandings, _ row: Int?, _ landed: Int?) -> ReasoningStep {
        let chain = landings.chain
        let name = landings.branch.label
        guard let landed else {
            return ReasoningStep(.landing, .shown, "it has not landed on \(name)")
        }
        let number = "landing \(chain.count - landed) of \(chain.count) on \(name)"
        guard row != nil else {
            return ReasoningStep(.landing, .shown, "it came with \(chain.ids[landed].short), \(number)")
        }
        let onto = landed + 1 < chain.count ? "onto \(chain.ids[landed + 1].short)" : "the root of the history"
        return ReasoningStep(.landing, .shown, "it is \(number), \(onto)")
    }
}

import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Realisation
import Timeline

/// Reads who agreed to what from an audit, and who wrote, booked and landed from the commits of each landing.
struct HistorySignOffs {
    private let workspace: Workspace
    private let policy: Policy

    init(_ workspace: Workspace, _ policy: Policy) {
        self.workspace = workspace
        self.policy = policy
    }

    /// What an audit says about the landings that are told of; with `parts`, also who wrote, booked and landed.
    func facts(
        _ history: BranchHistory, _ people: People?, withParts: Bool
    ) throws(CommandFailure) -> SignOffFacts {
        let progress = Progress(workspace.world, options: workspace.options)
        defer { progress.end() }
        let outcome = try Audit(workspace: workspace, pinnedRoot: nil, progress: progress).run()
        var facts = SignOffFacts()
        facts.undecided = outcome.undecided
        let known = Dictionary(history.marked.map { ($0.commit, $0) }, uniquingKeysWith: { first, _ in first })
        var content: [String: Timestamp] = [:]
        if withParts { try addParts(history, people, &facts, &content) }
        var used: Set<SignOffText> = []
        for audited in outcome.landings {
            guard let landing = known[audited.commit] else { continue }
            for step in audited.steps {
                facts.steps.append(Self.step(step, landing, content["\(landing.commit) \(step.initiative)"], &used))
            }
        }
        return facts
    }

    /// `used` are the sign-offs that have counted so far.
    private static func step(
        _ step: AuditedLanding.Step, _ landing: Landing, _ content: Timestamp?, _ used: inout Set<SignOffText>
    ) -> SignOffFacts.Step {
        let requirements = step.signOffs?.requirements ?? []
        let refused = requirements.flatMap { requirement in
            requirement.refused.map { one in
                SignOffFacts.Refusal(
                    person: one.signOff.statement.by, role: requirement.role, kind: kind(of: one, used), text: one.text)
            }
        }
        for one in requirements.flatMap(\.given) { used.insert(one.signOff.found.text) }
        return SignOffFacts.Step(
            landing: landing, initiative: step.initiative, step: step.step, passes: step.passes,
            asked: requirements.map(\.text),
            given: requirements.flatMap { requirement in
                requirement.given.map { signature($0.person, requirement.role, $0.signOff) }
            }, refused: refused,
            submitted: (step.signOffs?.submissions ?? []).map { signature($0.statement.by, "", $0) },
            breakGlass: (step.signOffs?.breakGlass ?? []).map {
                signature($0.person, $0.signOff.statement.role ?? "", $0.signOff)
            },
            contentAt: content)
    }

    private static func kind(of refusal: StepSignOffs.Refusal, _ used: Set<SignOffText>) -> SignOffFacts.Refusal.Kind {
        if used.contains(refusal.signOff.found.text) { return .used }
        if refusal.signOff.isStale { return .stale }
        return refusal.reason == .involved ? .involved : .refused
    }

    private static func signature(_ person: String, _ role: String, _ signOff: JudgedSignOff) -> SignOffFacts.Signature
    {
        SignOffFacts.Signature(
            person: person, role: role, assurance: signOff.assurance.rawValue,
            at: Timestamp(seconds: signOff.statement.at.seconds),
            carrier: signOff.found.carriers.map(\.name).joined(separator: " "))
    }

    /// Who wrote, booked and landed, by the commits that each landing brings.
    private func addParts(
        _ history: BranchHistory, _ people: People?, _ facts: inout SignOffFacts, _ content: inout [String: Timestamp]
    ) throws(CommandFailure) {
        var changed: [Int: [InitiativeHistory]] = [:]
        for initiative in history.initiatives {
            var orders = Set(initiative.timeline.versions.map(\.landing.order))
            orders.formUnion(initiative.ledger.recorded.map(\.landing.order))
            orders.formUnion(initiative.ledger.rewrites.map(\.landing.order))
            for order in orders { changed[order, default: []].append(initiative) }
        }
        var commits = NewCommits(workspace.repository)
        var seen: Set<SignOffFacts.Part> = []
        for landing in history.marked {
            guard let id = ObjectID(hex: landing.commit) else { continue }
            let raw = try git { () throws(GitError) in try commits.landing(id) }
            let initiatives = changed[landing.order] ?? []
            guard !initiatives.isEmpty else { continue }
            let interests = initiatives.map { initiative in
                ContentAuthors.Interest(
                    planPaths: Set(initiative.paths.map(\.value)), ledgerPaths: Set(initiative.ledgerPaths.map(\.value))
                )
            }
            let found = try git { () throws(GitError) in
                try ContentAuthors.find(workspace.repository, raw, interests, policy: policy)
            }
            let times = Dictionary(raw.map { ($0.id.hex, $0.authored ?? 0) }, uniquingKeysWith: { first, _ in first })
            let lander = raw.first { $0.id == id }?.committer?.email
            for (initiative, written) in zip(initiatives, found) {
                func note(_ email: String, _ kind: SignOffFacts.Part.Kind) {
                    let part = SignOffFacts.Part(
                        person: Self.person(email, people), kind: kind, initiative: initiative.name,
                        landing: landing)
                    if seen.insert(part).inserted { facts.parts.append(part) }
                }
                for commit in written {
                    for address in commit.addresses {
                        if commit.plan == .content { note(address.email, .wrote) }
                        if commit.changesLedger { note(address.email, .booked) }
                    }
                    if commit.isAuthorship, let seconds = times[commit.commit] {
                        let key = "\(landing.commit) \(initiative.name)"
                        content[key] = max(content[key] ?? Timestamp(seconds: seconds), Timestamp(seconds: seconds))
                    }
                }
                if let lander { note(lander, .landed) }
            }
        }
    }

    private static func person(_ email: String, _ people: People?) -> String {
        people?.people(withEmail: email).first?.id ?? email
    }
}

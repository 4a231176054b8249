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

    /// What an audit says about the landings that are told of.
    func facts(_ history: BranchHistory, _ people: People?) throws(CommandFailure) -> SignOffFacts {
        let progress = Progress(workspace.world, options: workspace.options)
        defer { progress.end() }
        let outcome = try Audit(workspace: workspace, pinnedRoot: nil, progress: progress).run()
        var facts = SignOffFacts()
        facts.undecided = outcome.undecided
        let known = Set(history.marked.map(\.commit))
        var content: [String: Timestamp] = [:]
        try addParts(history, people, &facts, &content)
        for landing in outcome.landings where known.contains(landing.commit) {
            for step in landing.steps {
                facts.steps.append(Self.step(step, landing, content["\(landing.commit) \(step.initiative)"]))
            }
        }
        return facts
    }

    private static func step(
        _ step: AuditedLanding.Step, _ landing: AuditedLanding, _ content: Timestamp?
    ) -> SignOffFacts.Step {
        let requirements = step.signOffs?.requirements ?? []
        var refused: [SignOffFacts.Refusal] = []
        for requirement in requirements {
            for one in requirement.refused {
                refused.append(
                    SignOffFacts.Refusal(
                        person: one.signOff.statement.by, role: requirement.role, isStale: one.signOff.isStale,
                        text: one.text))
            }
        }
        return SignOffFacts.Step(
            commit: landing.commit, recorded: landing.recorded, initiative: step.initiative, step: step.step,
            passes: step.passes, asked: requirements.map(\.text),
            given: requirements.flatMap { requirement in
                requirement.given.map { one in
                    SignOffFacts.Signature(
                        person: one.person, role: requirement.role, assurance: one.signOff.assurance.rawValue,
                        at: Timestamp(seconds: one.signOff.statement.at.seconds),
                        carrier: one.signOff.found.carriers.map(\.name).joined(separator: " "))
                }
            }, refused: refused, contentAt: content)
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
                        commit: landing.commit)
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

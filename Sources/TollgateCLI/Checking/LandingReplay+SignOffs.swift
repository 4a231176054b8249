import Attestation
import GitStore
import Governance
import PlanHistory
import PlanModel

/// What sign-offs of a landing are over, and by whose keys.
extension LandingReplay {
    typealias States = [(key: String, state: InitiativeState, former: InitiativeState?)]

    func addContent(
        _ signOffs: inout SignOffCase, _ open: Set<String>, _ states: States, _ reading: SignOffReading
    ) throws(CommandFailure) {
        for item in states where open.contains(item.key) {
            signOffs.files[item.key] = try reading.evidence(of: item.state)
        }
        for step in SignOffCase.TrustStep.allCases where open.contains(step.rawValue) {
            signOffs.trustContent[step] = try reading.trustContent(step)
        }
    }

    /// Earlier versions of plans, where somebody signed other bytes than those that land.
    func addVersions(
        _ judgement: Judgement, _ states: States, _ reading: SignOffReading, _ signOffs: inout SignOffCase
    ) throws(CommandFailure) {
        let keys = Set(judgement.signOffs.map(\.key))
        for item in states where keys.contains(item.key) {
            signOffs.versions.merge(
                try reading.versions(of: item.state, former: item.former), uniquingKeysWith: { first, _ in first })
        }
    }

    /// The files of trust steps that the landing changes.
    func guarded(_ proposal: Proposal, _ context: CheckContext) -> [SignOffCase.TrustStep: Set<String>] {
        let gate = TrustGate(policy: context.policy, root: context.scope.root)
        var result: [SignOffCase.TrustStep: Set<String>] = [:]
        for step in SignOffCase.TrustStep.allCases {
            let paths = proposal.changed.filter { gate.guards(step, $0) }.map(\.path)
            if !paths.isEmpty { result[step] = Set(paths) }
        }
        return result
    }

    mutating func trustSet(_ files: StateFiles, in folder: String) throws(CommandFailure) -> TrustSet {
        let key = TrustSet.paths(in: folder).map { files.entry(at: $0)?.id }
        if let known = trustSets[key] { return known }
        let trust = try files.trustSet(in: folder)
        trustSets[key] = trust
        return trust
    }
}

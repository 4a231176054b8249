import Diagnostics
import PlanModel
import PlanText

extension TrustRules {
    /// The gates `policy` and `people`, where a landing changes what they guard. Signatures are not read yet, so that no
    /// sign-off ever counts as given.
    func notJudged(_ proposal: Proposal) -> [NotJudged] {
        guard root != nil, proposal.landing != nil else { return [] }
        return ["policy", "people"].compactMap { name in
            guard let gate = policy.gates[name], !gate.signOffs.isEmpty,
                let file = proposal.changedToJudge.first(where: { guards(name, $0) })
            else { return nil }
            return NotJudged(
                initiative: NotJudged.noInitiative, step: name, gate: name,
                asksFor: gate.signOffs.map { RequiredSignOff.text($0) }, location: Location(path: file.path),
                policyLocation: gate.key.location)
        }
    }

    /// Whether a gate guards a file: that of the policy also what the policy protects.
    private func guards(_ gate: String, _ file: ListedFile) -> Bool {
        let isOfPeople = Self.peopleFileNames.contains { path($0) == file.path }
        if gate == "people" { return isOfPeople }
        return file.path == path(Policy.fileName)
            || !isOfPeople && policy.protected.contains { $0.matches(file.rawPath) }
    }
}

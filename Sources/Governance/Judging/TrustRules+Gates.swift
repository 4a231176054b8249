import Diagnostics
import PlanModel
import PlanText

extension TrustRules {
    /// What the gates `policy` and `people` say, where a landing changes what they guard.
    func gates(_ proposal: Proposal) -> LandingRules.Judgement {
        var judgement = LandingRules.Judgement()
        guard root != nil, proposal.landing != nil else { return judgement }
        for step in SignOffCase.TrustStep.allCases {
            guard let gate = policy.gates[step.rawValue], !gate.signOffs.isEmpty,
                let file = proposal.changedToJudge.first(where: { guards(step, $0) })
            else { continue }
            judge(step, gate, at: Location(path: file.path), proposal.signOffs, &judgement)
        }
        return judgement
    }

    private func judge(
        _ step: SignOffCase.TrustStep, _ gate: Gate, at location: Location, _ signOffs: SignOffCase?,
        _ judgement: inout LandingRules.Judgement
    ) {
        let lacks = signOffs?.trust.lacks ?? []
        guard let signOffs, lacks.isEmpty else {
            judgement.notJudged.append(
                NotJudged(
                    initiative: NotJudged.noInitiative, step: step.rawValue, gate: gate.name,
                    asksFor: gate.signOffs.map { RequiredSignOff.text($0) }, location: location,
                    policyLocation: gate.key.location,
                    reason: signOffs == nil ? nil : lacks.map(\.text).joined(separator: ", ")))
            if signOffs?.isRequired == false { judgement.postpone() }
            return
        }
        let result = SignOffJudge(policy, signOffs, root: root).judge(step, at: location)
        judgement.signOffs.append(result)
        if signOffs.isRequired {
            judgement.diagnostics += SignOffRules(policy: policy, signOffs: signOffs)
                .diagnostics(result, initiative: nil)
        } else if let pending = PendingSignOffs(result, initiative: NotJudged.noInitiative) {
            judgement.pending.append(pending)
        }
    }

    /// Whether a gate guards a file: that of the policy also what the policy protects.
    func guards(_ step: SignOffCase.TrustStep, _ file: ListedFile) -> Bool {
        let isOfPeople = Self.peopleFileNames.contains { path($0) == file.path }
        switch step {
        case .people: return isOfPeople
        case .policy:
            return file.path == path(Policy.fileName)
                || !isOfPeople && policy.protected.contains { $0.matches(file.rawPath) }
        }
    }
}

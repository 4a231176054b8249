import Diagnostics
package import PlanModel
import PlanText

/// Judges what a step needs: that it is declared, its reason, the criteria of its gates, and their sign-offs.
struct StepJudge {
    let policy: Policy
    let asOf: Day
    let others: [String: PlanDocument]
    /// How to call the first parent.
    let base: String
    /// What there is of sign-offs; nothing where they are not looked at.
    let signOffs: SignOffCase?
    /// The folder of the policy.
    let root: String?

    /// Everything that the step lacks, at once. `was` is the change that makes the step.
    ///
    /// Criteria are not judged of a step that leaves a stage out: they are when their gate is the next one.
    func judge(
        _ step: Step, _ after: InitiativeState, before: Initiative?, former: InitiativeState? = nil, was: Label? = nil,
        isSkip: Bool = false
    ) -> LandingRules.Judgement {
        var judgement = LandingRules.Judgement()
        judgement.steps = [(after.name, step)]
        // Of a handover only the change itself tells which person it is about.
        let location = step == .handover ? was?.location ?? after.location(step.field) : after.location(step.field)
        if step.mustBeDeclared, policy.gates[step.name] == nil {
            judgement.diagnostics.append(
                Diagnostic(
                    .undeclaredStep, "the policy declares no step `\(step.name)`: nobody may agree to it", at: location,
                    helps: ["take it back, or land `gates.\(step.name)` in the policy first, with those who sign"],
                    initiative: after.initiative?.id))
        }
        if !after.entry.isAdapted, step.needsReason {
            judgement.diagnostics += reason(step, after, before: before?.because)
        }
        for gate in step.gates(in: policy) where gate.asksForAnything {
            if !isSkip { criteria(of: gate, step, after, location, &judgement) }
        }
        if let signOffs {
            agreement(step, after, former, signOffs, location, &judgement)
        } else {
            notJudged(step, after, location, &judgement)
        }
        return judgement
    }

    // MARK: - Sign-offs

    /// Who has agreed, and who has not.
    private func agreement(
        _ step: Step, _ after: InitiativeState, _ former: InitiativeState?, _ signOffs: SignOffCase,
        _ location: Location, _ judgement: inout LandingRules.Judgement
    ) {
        let lacks = signOffs.trust.lacks
        guard lacks.isEmpty else {
            notJudged(step, after, location, &judgement, because: "\(lacks.map(\.text).joined(separator: ", "))")
            if !signOffs.isRequired { judgement.postpone() }
            return
        }
        let result = SignOffJudge(policy, signOffs, root: root).judge(step, after, former: former, at: location)
        judgement.signOffs.append(result)
        if signOffs.isRequired {
            judgement.diagnostics += SignOffRules(policy: policy, signOffs: signOffs)
                .diagnostics(result, initiative: after.initiative?.id)
        } else if let pending = PendingSignOffs(result, initiative: after.name) {
            judgement.pending.append(pending)
        }
    }

    private func notJudged(
        _ step: Step, _ after: InitiativeState, _ location: Location, _ judgement: inout LandingRules.Judgement,
        because reason: String? = nil
    ) {
        for gate in step.gates(in: policy) where !gate.signOffs.isEmpty {
            let wanted = gate.signOffs.filter { RequiredSignOff.applies($0, to: after, policy) != false }
            // What a landing before may have asked for is known only where sign-offs are judged.
            guard !wanted.isEmpty || gate.signOffs.contains(where: { !$0.when.isEmpty }) else { continue }
            judgement.notJudged.append(
                NotJudged(
                    initiative: after.name, step: step.name, gate: gate.name,
                    asksFor: (wanted.isEmpty ? gate.signOffs : wanted).map { RequiredSignOff.text($0) },
                    location: location, policyLocation: gate.key.location, reason: reason))
        }
        // Where nobody signs for anything, nobody signs for this.
        if step == .handover, policy.gates["handover"] == nil, policy.asksForSignOffs {
            judgement.notJudged.append(
                NotJudged(
                    initiative: after.name, step: step.name, gate: step.name,
                    asksFor: [RequiredSignOff.handover], location: location,
                    policyLocation: Location(path: policy.source.path), reason: reason))
        }
    }

    private func reason(_ step: Step, _ after: InitiativeState, before: String?) -> [Diagnostic] {
        let reason = after.initiative?.because
        guard reason == nil || reason == before else { return [] }
        return [
            Diagnostic(
                .reasonMissing,
                reason == nil
                    ? "the step `\(step.name)` needs a reason in `because`"
                    : "the step `\(step.name)` needs a reason of its own; `because` still has the one in \(base)",
                at: reason == nil ? after.location(step.field) : after.location("because"),
                helps: ["say why in `because:`, at the top level of the initiative"],
                initiative: after.initiative?.id)
        ]
    }

    private func criteria(
        of gate: Gate, _ step: Step, _ after: InitiativeState, _ location: Location,
        _ judgement: inout LandingRules.Judgement
    ) {
        let judge = CriterionJudge(policy: policy, state: after, asOf: asOf, others: others)
        for criterion in gate.criteria where !(step.waivesResults && criterion.asksForResults) {
            judgement.criteria += 1
            let result = judge.judge(criterion)
            guard result.verdict != .holds else { continue }
            let asked = Label(criterion.node.location, "asked for here")
            judgement.diagnostics.append(
                Diagnostic(
                    result.verdict == .fails ? .criterionNotMet : .criterionUndecided,
                    "`\(gate.name)` needs \(criterion.need); \(result.found.joined(separator: "; "))",
                    at: Label(location, "the step `\(step.name)`"), secondary: result.labels + [asked],
                    helps: result.helps + ["\(checklist(step, after)) shows the whole checklist"],
                    initiative: after.initiative?.id))
        }
    }

    /// The command that shows the gates of a step; the one that lies ahead is what it shows by itself.
    private func checklist(_ step: Step, _ after: InitiativeState) -> String {
        let command = "tollgate gate \(Printable.line(after.name))"
        if case .stage(let stage) = step, policy.ladder.stages.contains(stage) { return "`\(command)`" }
        return "`\(command) --gate \(Printable.line(step.name))`"
    }
}

/// Which sign-offs of a gate are asked for.
package enum RequiredSignOff {
    /// What a handover needs where the policy says nothing of its own.
    package static let handover = "sign-off by the person who leaves, or by role `policy-owner`"

    /// Whether every condition holds in a state; nothing where it cannot be told, and the sign-off is then asked for.
    package static func applies(_ signOff: Gate.SignOff, to state: InitiativeState, _ policy: Policy) -> Bool? {
        var answer: Bool? = true
        for condition in signOff.when {
            switch holds(condition, state, policy) {
            case true?: continue
            case false?: return false
            case nil: answer = nil
            }
        }
        return answer
    }

    private static func holds(_ condition: Condition, _ state: InitiativeState, _ policy: Policy) -> Bool? {
        switch condition {
        case .field(let path, let words):
            guard let text = state.document.text.tree.flatMap({ path.node(in: $0.root) })?.string else { return false }
            return words.contains(text)
        case .plannedValue(let comparison, let amount, let currency):
            guard let content = state.content, let planned = PlannedValue(content, policy.currencies),
                planned.withoutRate.isEmpty, planned.currency == currency
            else { return nil }
            return comparison.holds(planned.total, amount)
        }
    }

    package static func text(_ signOff: Gate.SignOff) -> String {
        var text = "sign-off by \(signOff.count > 1 ? "\(signOff.count) × " : "")role `\(signOff.role)`"
        if signOff.isIndependent { text += ", independent" }
        if !signOff.when.isEmpty { text += " (\(signOff.when.map(\.text).joined(separator: ", ")))" }
        return text
    }
}

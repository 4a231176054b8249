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

    /// Everything that the step lacks, at once. `was` is the change that makes the step.
    ///
    /// Criteria are not judged of a step that leaves a stage out: they are when their gate is the next one.
    func judge(
        _ step: Step, _ after: InitiativeState, before: Initiative?, was: Label? = nil, isSkip: Bool = false
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
            signOffs(gate.signOffs, of: gate, step, after, location, &judgement)
        }
        // Where nobody signs for anything, nobody signs for this.
        if step == .handover, policy.gates["handover"] == nil, policy.asksForSignOffs {
            judgement.notJudged.append(
                NotJudged(
                    initiative: after.name, step: step.name, gate: step.name,
                    asksFor: [RequiredSignOff.handover], location: location,
                    policyLocation: Location(path: policy.source.path)))
        }
        return judgement
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

    /// Signatures are not read yet, so that no sign-off ever counts as given.
    private func signOffs(
        _ signOffs: [Gate.SignOff], of gate: Gate, _ step: Step, _ after: InitiativeState, _ location: Location,
        _ judgement: inout LandingRules.Judgement
    ) {
        let wanted = signOffs.filter { RequiredSignOff.applies($0, to: after, policy) != false }
        guard !wanted.isEmpty else { return }
        judgement.notJudged.append(
            NotJudged(
                initiative: after.name, step: step.name, gate: gate.name,
                asksFor: wanted.map { RequiredSignOff.text($0) }, location: location,
                policyLocation: gate.key.location))
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

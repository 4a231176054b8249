package import Diagnostics
package import PlanModel
import PlanText

/// What a landing, or a proposal for one, does to initiatives: the order of stages, one step at a time, nothing deleted.
package struct LandingRules: Sendable {
    /// The two states that a landing is judged on.
    package struct Case: Sendable {
        /// The documents of the first parent that the landing changes or removes.
        package var before: [PlanDocument]
        /// The documents of the landing's own tree that differ from the first parent's.
        package var after: [PlanDocument]
        /// How to call the first parent, as in `main (9ab31f0)`.
        package var base: String
        /// Ids that initiatives had in earlier landings and that are not in the first parent's tree.
        package var formerIDs: Set<String>

        package init(before: [PlanDocument], after: [PlanDocument], base: String, formerIDs: Set<String> = []) {
            self.before = before
            self.after = after
            self.base = base
            self.formerIDs = formerIDs
        }
    }

    package struct Judgement: Sendable {
        package var diagnostics: [Diagnostic] = []
        package var notJudged: [NotJudged] = []
        /// The steps taken, by the name of the initiative.
        package var steps: [(initiative: String, step: Step)] = []
    }

    private let policy: Policy

    package init(_ policy: Policy) {
        self.policy = policy
    }

    package func judge(_ landing: Case) -> Judgement {
        var judgement = Judgement()
        let pairs = InitiativePair.pair(landing.before, landing.after)
        for pair in pairs {
            switch (pair.before, pair.after) {
            case (let before?, nil): deleted(before, landing, &judgement)
            case (nil, let after?): created(after, landing, &judgement)
            case (let before?, let after?): changed(before, after, landing, &judgement)
            case (nil, nil): break
            }
        }
        return judgement
    }

    // MARK: - Existence

    private func deleted(_ before: PlanDocument, _ landing: Case, _ judgement: inout Judgement) {
        judgement.diagnostics.append(
            Diagnostic(
                .deletedInitiative,
                "the initiative `\(Printable.line(before.name))` is deleted; it was in \(landing.base)",
                at: Location(path: before.path),
                helps: ["restore the file and cancel the initiative: `state: cancelled`"],
                initiative: before.initiative?.id))
    }

    private func created(_ after: PlanDocument, _ landing: Case, _ judgement: inout Judgement) {
        guard let initiative = after.initiative else { return }
        if let id = initiative.id, landing.formerIDs.contains(id) {
            judgement.diagnostics.append(
                Diagnostic(
                    .idUsedAgain, "the id `\(Printable.line(id))` was used before; ids are never used again",
                    at: after.location("id"),
                    helps: ["choose an id that no landing has had, or restore the initiative it belonged to"],
                    initiative: id))
        }
        guard let stage = initiative.stage, policy.ladder.declares(stage), stage != policy.ladder.stages.first else {
            return
        }
        take(.adopt(at: stage), after, landing, &judgement)
        if !initiative.isActive, !policy.ladder.ends.contains(stage) {
            judgement.diagnostics.append(
                Diagnostic(
                    .advanceWhileNotActive,
                    "the file is new at `\(stage)` and \(Printable.line(initiative.effectiveState)); one that is adopted is active",
                    at: after.location("state"), initiative: initiative.id))
        }
    }

    // MARK: - Steps

    private func changed(
        _ before: PlanDocument, _ after: PlanDocument, _ landing: Case, _ judgement: inout Judgement
    ) {
        guard let old = before.initiative else {
            // What it was is not known: it counts as new, so that breaking a file and mending it leads past no gate.
            if let stage = after.initiative?.stage, policy.ladder.declares(stage), stage != policy.ladder.stages.first {
                take(.adopt(at: stage), after, landing, &judgement)
            }
            return
        }
        guard let new = after.initiative else {
            judgement.diagnostics.append(
                Diagnostic(
                    .unreadableInitiative,
                    "the initiative `\(Printable.line(before.name))` cannot be read any more: \(after.text.unreadable ?? "it is no mapping")",
                    at: after.text.diagnostics.first { $0.preventsReading }?.primary.location
                        ?? Location(path: after.path),
                    notes: [
                        "in \(landing.base) it was readable, at stage `\(Printable.line(old.stageAsWritten ?? ""))`"
                    ],
                    initiative: old.id))
            return
        }
        if let id = old.id, id != new.id {
            judgement.diagnostics.append(
                Diagnostic(
                    .idChanged,
                    "the id `\(Printable.line(id))` is changed to `\(Printable.line(new.id ?? ""))`; an id never changes",
                    at: Label(after.location("id"), "was `\(Printable.line(id))` in \(landing.base)"),
                    helps: ["restore the id; a different initiative gets a file of its own"], initiative: id))
        }
        let stageStep = stage(before, after, old, new, landing, &judgement)
        let stateStep = state(old, new)
        if let stateStep { take(stateStep, after, landing, &judgement, reasonBefore: old.because) }
        if let stageStep, let stateStep {
            judgement.diagnostics.append(
                Diagnostic(
                    .severalSteps,
                    "one landing takes two steps: `\(stageStep.name)` and `\(stateStep.name)`; expected one",
                    at: Label(
                        after.location("stage"), "was `\(Printable.line(old.stageAsWritten ?? ""))` in \(landing.base)"),
                    secondary: [Label(after.location("state"), "was `\(Printable.line(old.effectiveState))`")],
                    helps: ["land the two changes one after the other"], initiative: new.id))
        }
    }

    private func stage(
        _ before: PlanDocument, _ after: PlanDocument, _ old: Initiative, _ new: Initiative, _ landing: Case,
        _ judgement: inout Judgement
    ) -> Step? {
        guard old.stage != new.stage, let stage = new.stage else { return nil }
        let was = Label(
            after.location("stage"), "was `\(Printable.line(old.stageAsWritten ?? "nothing"))` in \(landing.base)")
        let step: Step
        switch policy.ladder.move(from: old.stage, to: stage) {
        case .forward, .end: step = .stage(stage)
        case .back: step = .back(to: stage)
        case .resume: step = .reenter(at: stage)
        case .skip:
            let next =
                old.stage.flatMap { policy.ladder.stages.firstIndex(of: $0) }.map { policy.ladder.stages[$0 + 1] } ?? ""
            judgement.diagnostics.append(
                Diagnostic(
                    .skippedStage, "`\(stage)` is more than one stage forward; the next one is `\(next)`", at: was,
                    helps: ["set `\(next)` and land that first: each stage has a gate of its own"], initiative: new.id))
            step = .stage(stage)
        case .undeclared:
            // The undeclared one, if it is the new one, has a finding of its own.
            guard policy.ladder.declares(stage), stage != policy.ladder.stages.first else { return nil }
            // From nowhere: nothing says that any gate was passed.
            step = .adopt(at: stage)
        }
        let isForward: Bool
        switch step {
        case .stage: isForward = policy.ladder.stages.contains(stage)
        default: isForward = false
        }
        // Forward only while active on both sides, so that nobody passes a gate on hold and resumes behind it.
        // Where the state changes too, that there are two steps says it already.
        if isForward, state(old, new) == nil, !old.isActive || !new.isActive {
            let state = old.isActive ? new.effectiveState : old.effectiveState
            judgement.diagnostics.append(
                Diagnostic(
                    .advanceWhileNotActive,
                    "the initiative is \(Printable.line(state)) and moves forward to `\(stage)`; only an active one may",
                    at: was, secondary: [Label(after.location("state"))],
                    helps: ["resume it first, in a landing of its own: `state: active`"], initiative: new.id))
        }
        take(step, after, landing, &judgement, reasonBefore: old.because)
        return step
    }

    private func state(_ old: Initiative, _ new: Initiative) -> Step? {
        guard old.effectiveState != new.effectiveState else { return nil }
        switch new.effectiveState {
        case "on-hold": return .hold
        case "cancelled": return .cancel
        case Initiative.active: return .resume
        default: return nil
        }
    }

    /// Notes a step: its reason where one is due, and the gates that are not judged.
    private func take(
        _ step: Step, _ after: PlanDocument, _ landing: Case, _ judgement: inout Judgement, reasonBefore: String? = nil
    ) {
        judgement.steps.append((after.name, step))
        let isStageStep: Bool
        switch step {
        case .stage, .adopt, .back, .reenter: isStageStep = true
        default: isStageStep = false
        }
        let location = after.location(isStageStep ? "stage" : "state")
        if !after.entry.isAdapted, needsReason(step) {
            let reason = after.initiative?.because
            if reason == nil || reason == reasonBefore {
                judgement.diagnostics.append(
                    Diagnostic(
                        .reasonMissing,
                        reason == nil
                            ? "the step `\(step.name)` needs a reason in `because`"
                            : "the step `\(step.name)` needs a reason of its own; `because` still has the one in \(landing.base)",
                        at: reason == nil ? location : after.location("because"),
                        helps: ["say why in `because:`, at the top level of the initiative"],
                        initiative: after.initiative?.id))
            }
        }
        for gate in step.gates(in: policy) where gate.asksForAnything {
            let criteria = gate.criteria.map { "criterion `\($0)`" }
            let signOffs = gate.signOffs.map {
                "sign-off by \($0.count > 1 ? "\($0.count) × " : "")role `\($0.role)`"
            }
            judgement.notJudged.append(
                NotJudged(
                    initiative: after.name, step: step.name, gate: gate.name, asksFor: criteria + signOffs,
                    location: location, policyLocation: gate.key.location))
        }
    }

    private func needsReason(_ step: Step) -> Bool {
        switch step {
        case .back, .hold, .cancel: true
        default: false
        }
    }
}

/// An initiative before and after a landing.
struct InitiativePair {
    var before: PlanDocument?
    var after: PlanDocument?

    /// Pairs documents by id; what has none, or changed it, by path.
    static func pair(_ before: [PlanDocument], _ after: [PlanDocument]) -> [InitiativePair] {
        let before = before.filter { $0.entry.kind == .initiative }
        let after = after.filter { $0.entry.kind == .initiative }
        var pairs: [InitiativePair] = []
        var openBefore = before
        var openAfter: [PlanDocument] = []
        func take(where matches: (PlanDocument) -> Bool) -> PlanDocument? {
            openBefore.firstIndex(where: matches).map { openBefore.remove(at: $0) }
        }
        // Same path and id first: the usual case, and the only one that cannot be mistaken where ids stand twice.
        for document in after {
            if let old = take(where: { $0.path == document.path && $0.initiative?.id == document.initiative?.id }) {
                pairs.append(InitiativePair(before: old, after: document))
            } else {
                openAfter.append(document)
            }
        }
        var rest: [PlanDocument] = []
        for document in openAfter {
            if let id = document.initiative?.id, let old = take(where: { $0.initiative?.id == id }) {
                pairs.append(InitiativePair(before: old, after: document))
            } else {
                rest.append(document)
            }
        }
        for document in rest {
            pairs.append(InitiativePair(before: take(where: { $0.path == document.path }), after: document))
        }
        pairs += openBefore.map { InitiativePair(before: $0, after: nil) }
        return pairs
    }
}

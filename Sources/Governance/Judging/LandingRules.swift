package import Diagnostics
package import PlanModel
import PlanText
package import Timeline

/// What a landing, or a proposal for one, does to initiatives: the order of stages, one step at a time, nothing deleted.
package struct LandingRules: Sendable {
    /// The two states that a landing is judged on.
    package struct Case: Sendable {
        /// The initiatives of the first parent that the landing changes or removes.
        package var before: [InitiativeState]
        /// The initiatives of the landing's own tree whose plan, ledger or evidence differs from the first parent's.
        package var after: [InitiativeState]
        /// How to call the first parent, as in `main (9ab31f0)`.
        package var base: String
        /// Ids that initiatives had in earlier landings and that are not in the first parent's tree.
        package var formerIDs: Set<String>
        /// The plans as they were locked last, by id, of initiatives that stepped back behind a lock.
        package var formerLocks: [String: PlanDocument] = [:]
        /// Who wrote the readings that the landing brings, by the path of the initiative's file; empty where nothing has been
        /// committed yet.
        package var readingAuthors: [String: [CommitAddress]] = [:]

        package init(
            before: [InitiativeState], after: [InitiativeState], base: String, formerIDs: Set<String> = []
        ) {
            self.before = before
            self.after = after
            self.base = base
            self.formerIDs = formerIDs
        }
    }

    package struct Judgement: Sendable {
        package var diagnostics: [Diagnostic] = []
        package var notJudged: [NotJudged] = []
        package var pending: [PendingSignOffs] = []
        /// The sign-offs of each step that was judged by them.
        package var signOffs: [StepSignOffs] = []
        /// The steps taken, by the name of the initiative.
        package var steps: [(initiative: String, step: Step)] = []
        /// How many criteria were judged.
        package var criteria = 0

        static func += (left: inout Judgement, right: Judgement) {
            left.diagnostics += right.diagnostics
            left.notJudged += right.notJudged
            left.pending += right.pending
            left.signOffs += right.signOffs
            left.steps += right.steps
            left.criteria += right.criteria
        }
    }

    let policy: Policy
    private let asOf: Day
    private let others: [String: PlanDocument]
    private let lock: Lock
    private let signOffs: SignOffCase?
    private let root: String?

    /// `others` are the initiatives that those of the landing may depend on, by id; without `signOffs` none is judged. `root`
    /// is the folder of the policy.
    package init(
        _ policy: Policy, asOf: Day, others: [String: PlanDocument] = [:], signOffs: SignOffCase? = nil,
        root: String? = nil
    ) {
        self.policy = policy
        self.asOf = asOf
        self.others = others
        lock = Lock(policy)
        self.signOffs = signOffs
        self.root = root
    }

    package func judge(_ landing: Case) -> Judgement {
        var judgement = Judgement()
        let pairs = InitiativePair.pair(landing.before, landing.after)
        let ledgers = LedgerLandingRules(base: landing.base)
        for pair in pairs {
            judgement.diagnostics += ledgers.diagnostics(pair)
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

    private func deleted(_ before: InitiativeState, _ landing: Case, _ judgement: inout Judgement) {
        judgement.diagnostics.append(
            Diagnostic(
                .deletedInitiative,
                "the initiative `\(Printable.line(before.name))` is deleted; it was in \(landing.base)",
                at: Location(path: before.document.path),
                helps: ["restore the file and cancel the initiative: `state: cancelled`"],
                initiative: before.initiative?.id))
    }

    private func created(_ after: InitiativeState, _ landing: Case, _ judgement: inout Judgement) {
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
        _ before: InitiativeState, _ after: InitiativeState, _ landing: Case, _ judgement: inout Judgement
    ) {
        guard let old = before.initiative else {
            // What it was is not known: it counts as new, so that breaking a file and mending it leads past no gate.
            if let stage = after.initiative?.stage, policy.ladder.declares(stage), stage != policy.ladder.stages.first {
                take(.adopt(at: stage), after, landing, &judgement)
            }
            return
        }
        guard let new = after.initiative else { return unreadable(before, after, old, landing, &judgement) }
        if let id = old.id, id != new.id {
            judgement.diagnostics.append(
                Diagnostic(
                    .idChanged,
                    "the id `\(Printable.line(id))` is changed to `\(Printable.line(new.id ?? ""))`; an id never changes",
                    at: Label(after.location("id"), "was `\(Printable.line(id))` in \(landing.base)"),
                    helps: ["restore the id; a different initiative gets a file of its own"], initiative: id))
        }
        var steps: [(step: Step, was: Label)] = []
        if let step = stage(after, old, new, landing, &judgement) {
            steps.append(
                (
                    step,
                    Label(
                        after.location("stage"), "was `\(Printable.line(old.stageAsWritten ?? ""))` in \(landing.base)")
                ))
        }
        if let step = Self.stateStep(old, new) {
            steps.append((step, Label(after.location("state"), "was `\(Printable.line(old.effectiveState))`")))
        }
        if let label = rebaselined(before, after, old, new, landing, &judgement) { steps.append((.rebaseline, label)) }
        if let label = handedOver(before, after) { steps.append((.handover, label)) }
        let isSkip = new.stage.map { policy.ladder.move(from: old.stage, to: $0) } == .skip
        for item in steps {
            let leavesOut = isSkip && item.step.isForward
            take(
                item.step, after, landing, &judgement, before: old, former: before, was: item.was, isSkip: leavesOut)
        }
        // One step, or a re-baseline or handover and one other.
        if steps.count > 2 || steps.count == 2 && !steps.contains(where: \.step.mayAccompany) {
            let names = steps.map { "`\($0.step.name)`" }.joined(separator: ", ")
            judgement.diagnostics.append(
                Diagnostic(
                    .severalSteps, "one landing takes \(steps.count) steps: \(names); expected one", at: steps[0].was,
                    secondary: steps.dropFirst().map(\.was),
                    notes: ["a re-baseline or a handover may land together with one other step"],
                    helps: ["land the changes one after the other"], initiative: new.id))
        }
    }

    private func unreadable(
        _ before: InitiativeState, _ after: InitiativeState, _ old: Initiative, _ landing: Case,
        _ judgement: inout Judgement
    ) {
        let text = after.document.text
        judgement.diagnostics.append(
            Diagnostic(
                .unreadableInitiative,
                "the initiative `\(Printable.line(before.name))` cannot be read any more: \(text.unreadable ?? "it is no mapping")",
                at: text.diagnostics.first { $0.preventsReading }?.primary.location ?? Location(path: after.path),
                notes: ["in \(landing.base) it was readable, at stage `\(Printable.line(old.stageAsWritten ?? ""))`"],
                initiative: old.id))
    }

    /// The step that a change of stage is. Also notes where it is none that may be taken.
    private func stage(
        _ after: InitiativeState, _ old: Initiative, _ new: Initiative, _ landing: Case, _ judgement: inout Judgement
    ) -> Step? {
        guard old.stage != new.stage, let stage = new.stage else { return nil }
        let was = Label(
            after.location("stage"), "was `\(Printable.line(old.stageAsWritten ?? "nothing"))` in \(landing.base)")
        let step: Step
        var isForward = false
        switch policy.ladder.move(from: old.stage, to: stage) {
        case .end: step = .stage(stage)
        case .back: step = .back(to: stage)
        case .resume: step = .reenter(at: stage)
        case .forward:
            isForward = true
            let isShort = stage == policy.ladder.stages.last && after.content?.shortfall != nil
            step = isShort ? .shortfall(stage: stage) : .stage(stage)
        case .skip:
            isForward = true
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
        // Forward only while active on both sides, so that nobody passes a gate on hold and resumes behind it.
        // Where the state changes too, that there are two steps says it already.
        if isForward, Self.stateStep(old, new) == nil, !old.isActive || !new.isActive {
            let state = old.isActive ? new.effectiveState : old.effectiveState
            judgement.diagnostics.append(
                Diagnostic(
                    .advanceWhileNotActive,
                    "the initiative is \(Printable.line(state)) and moves forward to `\(stage)`; only an active one may",
                    at: was, secondary: [Label(after.location("state"))],
                    helps: ["resume it first, in a landing of its own: `state: active`"], initiative: new.id))
        }
        return step
    }

    private static func stateStep(_ old: Initiative, _ new: Initiative) -> Step? {
        guard old.effectiveState != new.effectiveState else { return nil }
        switch new.effectiveState {
        case "on-hold": return .hold
        case "cancelled": return .cancel
        case Initiative.active: return .resume
        default: return nil
        }
    }

    // MARK: - Steps beside the ladder

    /// Whether a locked subtree differs: from the first parent, or, where a gate that locks is passed again, from the last lock.
    ///
    /// Without a reason of its own it is no re-baseline but a change of what is locked, and a finding.
    private func rebaselined(
        _ before: InitiativeState, _ after: InitiativeState, _ old: Initiative, _ new: Initiative, _ landing: Case,
        _ judgement: inout Judgement
    ) -> Label? {
        var differences = lock.differences(from: before.document, to: after.document)
        var base = landing.base
        if let id = new.id, let former = landing.formerLocks[id] {
            let passed = lock.passed(from: old.stage, to: new.stage)
            let more = lock.differences(fromLock: former, to: after.document, of: passed)
            if differences.isEmpty, !more.isEmpty { base = "the last lock" }
            differences += more
        }
        guard let first = differences.first else { return nil }
        func label(_ difference: Lock.Difference) -> Label {
            let change = difference.change
            let was = change.old.map { "was `\(Printable.line(String($0.prefix(60))))`" } ?? "was not there"
            let location =
                change.range.map { Location(path: after.path, range: $0, source: after.document.text.source) }
                ?? after.location("stage")
            return Label(location, "`\(Printable.line(change.field))` \(was) in \(base)")
        }
        if new.because == nil || new.because == old.because {
            judgement.diagnostics.append(
                Diagnostic(
                    .lockedFieldChanged,
                    "`\(Printable.line(first.change.field))` is locked since `\(first.stage)` and differs from \(base)",
                    at: label(first), secondary: differences.dropFirst().prefix(8).map(label),
                    notes: differences.count > 9 ? ["\(differences.count - 9) more fields differ"] : [],
                    helps: [
                        policy.gates["rebaseline"] == nil
                            ? "restore it, or land `gates.rebaseline` in the policy first, with those who agree to a new promise"
                            : "restore it, or land a re-baseline: say why in `because`"
                                + (policy.gates["rebaseline"]?.signOffs.isEmpty == false
                                    ? ", with the sign-offs of the gate `rebaseline`" : "")
                    ],
                    initiative: new.id))
            return nil
        }
        return label(first)
    }

    /// Whether a person who answers for the initiative is another one. Naming somebody for the first time is no handover.
    private func handedOver(_ before: InitiativeState, _ after: InitiativeState) -> Label? {
        guard before.content != nil, let new = after.content,
            let (field, person) = Handover.leaving(from: before, to: after).first
        else { return nil }
        return Label(
            new.root.text(field)?.location ?? after.location("stage"), "`\(field)` was `\(Printable.line(person))`")
    }

    /// Notes a step with everything that it lacks.
    private func take(
        _ step: Step, _ after: InitiativeState, _ landing: Case, _ judgement: inout Judgement,
        before: Initiative? = nil, former: InitiativeState? = nil, was: Label? = nil, isSkip: Bool = false
    ) {
        judgement += StepJudge(
            policy: policy, asOf: asOf, others: others, base: landing.base, signOffs: signOffs, root: root
        ).judge(step, after, before: before, former: former, was: was, isSkip: isSkip)
    }
}

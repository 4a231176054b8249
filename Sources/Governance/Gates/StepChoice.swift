package import PlanModel

/// The steps that an initiative can take from where it stands.
package struct StepChoice: Sendable {
    private let policy: Policy
    private let initiative: Initiative
    /// Whether it says that it closes below its promise.
    private let fallsShort: Bool

    package init(_ policy: Policy, _ initiative: Initiative, fallsShort: Bool = false) {
        self.policy = policy
        self.initiative = initiative
        self.fallsShort = fallsShort
    }

    private var index: Int? { initiative.stage.flatMap { policy.ladder.stages.firstIndex(of: $0) } }

    /// The stage that follows on the ladder; nothing at the last one, beside the ladder, and where the stage is not declared.
    package var nextStage: String? {
        index.flatMap { $0 + 1 < policy.ladder.stages.count ? policy.ladder.stages[$0 + 1] : nil }
    }

    /// The step that leads on; nothing where the way ends.
    package var next: Step? {
        switch initiative.effectiveState {
        case Initiative.active:
            guard let nextStage else { return nil }
            return fallsShort && nextStage == policy.ladder.stages.last
                ? .shortfall(stage: nextStage) : .stage(nextStage)
        case "on-hold": return .resume
        default: return nil
        }
    }

    /// Every step that may be taken, the one that leads on first.
    package var possible: [Step] {
        var steps = [next].compactMap { $0 }
        switch initiative.effectiveState {
        case Initiative.active: steps += [.hold, .cancel]
        case "on-hold": steps.append(.cancel)
        default: steps.append(.resume)
        }
        if policy.ladder.ends.contains(initiative.stage ?? "") {
            steps += policy.ladder.stages.map { .reenter(at: $0) }
        }
        guard initiative.isActive, let index else { return steps }
        if !fallsShort, nextStage == policy.ladder.stages.last, let nextStage, policy.gates["shortfall"] != nil {
            steps.append(.shortfall(stage: nextStage))
        }
        if policy.gates["rebaseline"] != nil, locksAnything { steps.append(.rebaseline) }
        steps += policy.ladder.stages.prefix(index).reversed().map { .back(to: $0) }
        steps += policy.ladder.ends.map { .stage($0) }
        return steps
    }

    /// Whether a lock holds at the stage where it stands.
    private var locksAnything: Bool {
        guard let index else { return false }
        return policy.ladder.stages.prefix(index + 1).contains { !(policy.gates[$0]?.locks.isEmpty ?? true) }
    }

    // MARK: - By name

    /// The names that `step(named:)` knows, for suggestions.
    package var names: [String] {
        policy.ladder.stages + policy.ladder.ends
            + ["on-hold", "cancelled", "resume", "rebaseline", "shortfall", "adopt", "handover"]
            + policy.ladder.stages.map { "back-to:\($0)" }
    }

    /// The step that a gate's name stands for; nothing for a name that is none.
    package func step(named name: String) -> Step? {
        if policy.ladder.declares(name) { return .stage(name) }
        if name.hasPrefix("back-to:") {
            let stage = String(name.dropFirst(8))
            return policy.ladder.stages.contains(stage) ? .back(to: stage) : nil
        }
        switch name {
        case "on-hold": return .hold
        case "cancelled": return .cancel
        case "resume":
            guard let stage = initiative.stage, policy.ladder.ends.contains(stage),
                let first = policy.ladder.stages.first
            else { return .resume }
            return .reenter(at: first)
        case "rebaseline": return .rebaseline
        case "shortfall": return policy.ladder.stages.last.map { .shortfall(stage: $0) }
        case "adopt": return initiative.stage.map { .adopt(at: $0) }
        case "handover": return .handover
        default: return nil
        }
    }

    /// Why a step cannot be taken from where the initiative stands, whatever its gate says; nothing where it can.
    package func obstacle(to step: Step) -> (text: String, help: String)? {
        let state = initiative.effectiveState
        let stage = initiative.stageAsWritten ?? "no stage"
        switch step {
        case .stage(let target) where policy.ladder.ends.contains(target): return nil
        case .stage(let target), .shortfall(let target):
            if let obstacle = obstacle(toStage: target, from: stage) { return obstacle }
            guard !initiative.isActive else { return nil }
            return (
                "the initiative is \(state); only an active one moves forward",
                "resume it first, in a landing of its own: `tollgate advance <id> --resume`"
            )
        case .back(let target):
            guard let index, let wanted = policy.ladder.stages.firstIndex(of: target), wanted >= index else {
                return nil
            }
            return ("`\(target)` is not before `\(stage)`", "name an earlier stage")
        case .hold where state != Initiative.active:
            return ("the initiative is \(state); only an active one is put on hold", "look at `tollgate status`")
        case .cancel where state == "cancelled":
            return ("the initiative is cancelled already", "look at `tollgate status`")
        case .resume where initiative.isActive:
            return ("the initiative is active; there is nothing to resume", "look at `tollgate status`")
        case .rebaseline where !locksAnything:
            return ("nothing is locked at `\(stage)`", "edit the plan; a gate with `lock` has not been passed yet")
        default: return nil
        }
    }

    private func obstacle(toStage target: String, from stage: String) -> (text: String, help: String)? {
        guard let wanted = policy.ladder.stages.firstIndex(of: target) else { return nil }
        guard let index else {
            return ("it is at `\(stage)`, which is not on the ladder", "bring it back onto the ladder first")
        }
        if wanted <= index { return ("it is at `\(stage)`: this gate lies behind it", "name a gate that lies ahead") }
        guard wanted > index + 1, let nextStage else { return nil }
        return ("`\(nextStage)` comes first", "pass the gate of `\(nextStage)`: one stage for each landing")
    }
}

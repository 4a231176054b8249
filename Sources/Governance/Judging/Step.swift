package import PlanModel

/// What a landing does to one initiative, as far as gates are concerned.
package enum Step: Hashable, Sendable {
    /// To the next stage of the ladder, or to a stage beside it.
    case stage(String)
    /// To the last stage, without having reached what was promised.
    case shortfall(stage: String)
    case back(to: String)
    case hold
    case cancel
    case resume
    /// From a stage beside the ladder back onto it, at this stage.
    case reenter(at: String)
    /// The file is new, or its stage before is not known, and it is already beyond the first stage.
    case adopt(at: String)
    /// A locked subtree differs.
    case rebaseline
    /// Another person is owner, sponsor or controller.
    case handover

    /// The step's name, as statements and the policy's gates have it.
    package var name: String {
        switch self {
        case .stage(let stage): stage
        case .shortfall: "shortfall"
        case .back(let stage): "back-to:\(stage)"
        case .hold: "on-hold"
        case .cancel: "cancelled"
        case .resume, .reenter: "resume"
        case .adopt: "adopt"
        case .rebaseline: "rebaseline"
        case .handover: "handover"
        }
    }

    /// Whether it may land together with another step.
    package var mayAccompany: Bool { self == .rebaseline || self == .handover }

    /// Whether it is one to a stage.
    var isForward: Bool {
        switch self {
        case .stage, .shortfall: true
        default: false
        }
    }

    /// Whether it passes the gate of a stage.
    package var passesStageGate: Bool {
        switch self {
        case .stage, .shortfall, .adopt, .reenter: true
        default: false
        }
    }

    /// Whether it needs a reason of its own in `because`.
    package var needsReason: Bool {
        switch self {
        case .back, .hold, .cancel, .rebaseline: true
        default: false
        }
    }

    /// Whether it goes without the criteria that ask for results.
    package var waivesResults: Bool {
        if case .shortfall = self { true } else { false }
    }

    /// The field that shows it.
    package var field: String {
        switch self {
        case .stage, .shortfall, .back, .reenter, .adopt: "stage"
        case .hold, .cancel, .resume: "state"
        case .rebaseline: "because"
        case .handover: "owner"
        }
    }

    /// The gates of a policy that guard the step, in the order of the ladder.
    package func gates(in policy: Policy) -> [Gate] {
        switch self {
        case .back: return [policy.gates["back-to"]].compactMap { $0 }
        case .shortfall(let stage): return [policy.gates[stage], policy.gates["shortfall"]].compactMap { $0 }
        case .adopt(let stage):
            if let own = policy.gates["adopt"] { return [own] }
            return Self.reached(stage, policy.ladder).compactMap { policy.gates[$0] }
        case .reenter(let stage):
            // What it had passed before it left the ladder is not in the first parent, so that each gate counts again.
            return (["resume"] + Self.reached(stage, policy.ladder)).compactMap { policy.gates[$0] }
        default: return [policy.gates[name]].compactMap { $0 }
        }
    }

    /// Whether the step exists only where the policy says who agrees to it: it sets aside what others have signed.
    package var mustBeDeclared: Bool {
        switch self {
        case .rebaseline, .shortfall: true
        default: false
        }
    }

    /// The stages of the ladder up to one, or that one alone where it stands beside the ladder.
    private static func reached(_ stage: String, _ ladder: StageLadder) -> [String] {
        ladder.ends.contains(stage) ? [stage] : ladder.stages.prefix { $0 != stage } + [stage]
    }
}

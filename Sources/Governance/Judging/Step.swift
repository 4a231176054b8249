package import PlanModel

/// What a landing does to one initiative, as far as gates are concerned.
package enum Step: Hashable, Sendable {
    /// To the next stage of the ladder, or to a stage beside it.
    case stage(String)
    case back(to: String)
    case hold
    case cancel
    case resume
    /// The file is new and already beyond the first stage.
    case adopt(at: String)

    /// The step's name, as statements and the policy's gates have it.
    package var name: String {
        switch self {
        case .stage(let stage): stage
        case .back(let stage): "back-to:\(stage)"
        case .hold: "on-hold"
        case .cancel: "cancelled"
        case .resume: "resume"
        case .adopt: "adopt"
        }
    }

    /// The gates of a policy that guard the step, in the order of the ladder.
    package func gates(in policy: Policy) -> [Gate] {
        switch self {
        case .back: return [policy.gates["back-to"]].compactMap { $0 }
        case .adopt(let stage):
            if let own = policy.gates["adopt"] { return [own] }
            let reached = policy.ladder.stages.prefix { $0 != stage } + [stage]
            return reached.compactMap { policy.gates[$0] }
        default: return [policy.gates[name]].compactMap { $0 }
        }
    }
}

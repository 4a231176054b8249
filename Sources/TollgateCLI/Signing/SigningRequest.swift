import Diagnostics
import Governance
import PlanModel

/// What `signoff` is asked to do.
struct SigningRequest {
    /// An initiative, by id or path, `policy` or `people`.
    let name: String
    /// The step, also with `break-glass:` before it.
    let gate: String?
    let role: String?
    let isSubmission: Bool
    /// Whether the lines are only printed.
    let printsOnly: Bool
    /// Whether nobody is asked.
    let isConfirmed: Bool

    /// The step's name, and whether it is to land although its gates are closed.
    static func step(_ gate: String?) -> (name: String?, breaksGlass: Bool) {
        let prefix = BreakGlassGate.name(of: "")
        guard let gate, gate.hasPrefix(prefix) else { return (gate, false) }
        return (String(gate.dropFirst(prefix.count)), true)
    }
}

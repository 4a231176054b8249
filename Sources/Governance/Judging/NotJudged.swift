package import Diagnostics

/// A gate that a step has to pass and that was not judged. It never counts as passed.
package struct NotJudged: Hashable, Sendable {
    /// What stands in place of an initiative where the gate guards the trust set.
    package static let noInitiative = "-"

    package let initiative: String
    /// The step, as in `decided` or `back-to:detailed`.
    package let step: String
    /// The gate's name in the policy.
    package let gate: String
    /// What the gate asks for, in words.
    package let asksFor: [String]
    package let location: Location
    package let policyLocation: Location
    /// Why it was not judged, in a sentence without a full stop; nothing where sign-offs were not looked at.
    package var reason: String?
}

package import Attestation
package import PlanModel

/// A sign-off with what was found out about it.
package struct JudgedSignOff: Sendable {
    /// Why it does not count.
    package struct Fault: Hashable, Sendable {
        package enum Kind: String, Sendable {
            case unsigned
            case signature
            case identity
            case repository
            case branch
            case onto
            case plan
            case ledger
            case evidence
            case date
        }

        package let kind: Kind
        /// A clause whose subject is the sign-off.
        package let text: String
    }

    package let found: FoundSignOff
    package let statement: Statement
    package let verdict: SignatureVerdict
    /// Whom it proves to agree; nothing where it proves nobody.
    package let person: Person?
    package let assurance: Gate.Assurance
    package let faults: [Fault]

    /// Whether it counts, as far as that can be said without looking at the role.
    package var isValid: Bool { faults.isEmpty }

    /// Whether a key that is registered signed it in somebody else's name.
    package var isForged: Bool { faults.contains { $0.kind == .identity } && verdict.isValid }

    /// Whether it only says something else than what lands: it was good once, or for something else.
    package var isStale: Bool {
        !faults.isEmpty && faults.allSatisfy { [.onto, .plan, .ledger, .evidence, .date].contains($0.kind) }
    }

    /// Whom its statement names, whoever signed it.
    package var claimant: String { statement.by }

    /// Its faults in one clause.
    package var reason: String { faults.map(\.text).joined(separator: "; ") }
}

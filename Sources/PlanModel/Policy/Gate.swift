package import Diagnostics
package import PlanText

/// What a step needs, as the policy says it.
package struct Gate: Sendable {
    package struct SignOff: Sendable {
        package let role: String
        package let count: Int
        /// Whether the signer must have had no part in the content.
        package let isIndependent: Bool
        /// The cases in which it is asked for, all of which must hold; always, where there are none.
        package let when: [Condition]
        package let node: PlanNode

        package var location: Location { node.location }
    }

    /// How a sign-off came about, strongest last.
    package enum Assurance: String, Sendable, CaseIterable {
        case claimed
        case vouched
        case attested
    }

    /// The step that it guards: a stage, or a step such as `cancelled`.
    package let name: String
    package let title: String?
    package let criteria: [Criterion]
    /// The least assurance of a sign-off.
    package let assurance: Assurance
    package let signOffs: [SignOff]
    /// The subtrees that passing the gate freezes.
    package let locks: [FieldPath]
    /// The ways in `locks`, as people write them.
    package var lockNames: [String] { locks.map(\.description) }
    /// Where the gate stands in the policy.
    package let key: PlanNode

    package var location: Location { key.location }

    /// Whether it asks for anything that has to be judged.
    package var asksForAnything: Bool { !criteria.isEmpty || !signOffs.isEmpty }

    /// Whether a sign-off for it covers the ledger.
    package var readsLedger: Bool { criteria.contains(where: \.readsLedger) }
}

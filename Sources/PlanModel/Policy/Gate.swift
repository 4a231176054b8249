package import PlanText

/// What a step needs, as the policy says it.
package struct Gate: Sendable {
    package struct SignOff: Hashable, Sendable {
        package let role: String
        package let count: Int
    }

    /// The step that it guards: a stage, or a step such as `cancelled`.
    package let name: String
    package let title: String?
    /// The names of its criteria in the order of the policy.
    package let criteria: [String]
    package let signOffs: [SignOff]
    /// Where the gate stands in the policy.
    package let key: PlanNode

    /// Whether it asks for anything that has to be judged.
    package var asksForAnything: Bool { !criteria.isEmpty || !signOffs.isEmpty }
}

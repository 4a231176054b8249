import PlanText

/// From where on computed status is amber or red.
package struct StatusThresholds: Hashable, Sendable {
    /// How many days a mandatory milestone may be late.
    package let lateDays: Int
    /// At how many moves of a mandatory milestone the status is red.
    package let moves: Int
    /// Percent of the current lock below which the value is red.
    package let red: ExactDecimal
    /// Percent of the current lock below which the value is amber; never below `red`.
    package let amber: ExactDecimal

    static let redNode = "red-below"
    static let amberNode = "amber-below"

    /// Reads `status` of a policy, whose shape has been checked; what is not said has its usual value.
    init(_ node: PlanNode?) {
        let implementation = node?["implementation"]
        lateDays = implementation?.integer("red-after") ?? 30
        moves = implementation?.integer("red-moves") ?? 3
        func percent(_ key: String) -> ExactDecimal? {
            (node?["value"]?[key]?.string?.dropLast()).flatMap { ExactDecimal(String($0)) }
        }
        red = percent(Self.redNode) ?? ExactDecimal(unscaled: 80, scale: 0)
        amber = percent(Self.amberNode) ?? ExactDecimal(unscaled: 95, scale: 0)
    }
}

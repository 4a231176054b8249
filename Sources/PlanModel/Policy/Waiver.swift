import PlanText

/// A finding that the owners of the policy accept for a time.
package struct Waiver: Sendable {
    package let rule: Placed<String>
    package let initiative: Placed<String>
    /// The last day.
    package let until: Placed<Day>
    package let because: String
    package let by: Placed<String>

    init?(_ node: PlanNode) {
        guard let rule = node.text("rule"), let initiative = node.text("initiative"), let until = node.day("until"),
            let because = node.text("because"), let by = node.text("by")
        else { return nil }
        self.rule = rule
        self.initiative = initiative
        self.until = until
        self.because = because.value
        self.by = by
    }
}

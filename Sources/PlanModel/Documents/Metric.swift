package import PlanText

/// A result that an initiative promises to show, with its state before and its state as promised.
package struct Metric: Sendable {
    package enum Class: String, Sendable, CaseIterable {
        case outcome
        case adoption
        case guardrail
        case output
        case activity
    }

    package enum Direction: String, Sendable, CaseIterable {
        case increase
        case decrease
        /// Better between `low` and `high` than outside.
        case within
    }

    /// Units in which a reading is itself a number of people.
    package static let unitsOfPeople: Set<String> = ["people", "person", "persons", "staff", "users", "employees"]
    /// The unit in which a reading is a share of a hundred.
    package static let percent = "percent"

    /// The state before the change.
    package struct Baseline: Sendable {
        package let value: Placed<ExactDecimal>
        package let from: Placed<Month>?
        package let to: Placed<Month>?
        package let source: Placed<String>?
    }

    /// The state that is promised.
    package struct Target: Sendable {
        package let value: Placed<ExactDecimal>
        package let by: Placed<Month>?
    }

    package let node: PlanNode
    package let id: Placed<String>
    package let name: Placed<String>?
    package let metricClass: Placed<Class>?
    package let unit: Placed<String>?
    package let direction: Placed<Direction>?
    package let low: Placed<ExactDecimal>?
    package let high: Placed<ExactDecimal>?
    package let baseline: Baseline?
    package let target: Target?
    package let limit: Placed<ExactDecimal>?
    /// How many consecutive complete periods the target must hold; one, if not said.
    package let sustain: Int
    package let guardrail: Placed<String>?
    package let populationSize: Int?

    /// Reads an element of `metrics`; nothing where it has no id.
    init?(_ node: PlanNode) {
        guard let id = node.text("id") else { return nil }
        self.node = node
        self.id = id
        name = node.text("name")
        metricClass = node.word("class", Class.self)
        unit = node.text("unit")
        direction = node.word("direction", Direction.self)
        low = node.decimal("low")
        high = node.decimal("high")
        baseline = node["baseline"].flatMap { part in
            part.decimal("value").map {
                Baseline(value: $0, from: part.month("from"), to: part.month("to"), source: part.text("source"))
            }
        }
        target = node["target"].flatMap { part in
            part.decimal("value").map { Target(value: $0, by: part.month("by")) }
        }
        limit = node.decimal("limit")
        sustain = node.integer("sustain").map { max($0, 1) } ?? 1
        guardrail = node.text("guardrail")
        populationSize = node["population"]?.integer("size")
    }
}

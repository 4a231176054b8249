package import PlanText

/// The technical change that an initiative belongs to, in the vocabulary of ITIL.
package struct ChangeDetail: Sendable {
    /// What it costs to keep the change running.
    package struct RunCost: Sendable {
        package enum Period: String, Sendable, CaseIterable {
            case month
            case quarter
            case year

            /// How many of them a year has.
            package var inYear: Int {
                switch self {
                case .month: 12
                case .quarter: 4
                case .year: 1
                }
            }
        }

        package let node: PlanNode
        package let amount: Placed<ExactDecimal>?
        package let currency: Placed<String>?
        package let per: Placed<Period>?
        package let fundedBy: Placed<String>?
        package let because: Placed<String>?
    }

    package let type: Placed<String>?
    package let risk: Placed<String>?
    package let services: [String]
    package let backout: Placed<String>?
    package let runCost: RunCost?

    init(_ node: PlanNode) {
        type = node.text("type")
        risk = node.text("risk")
        services = (node["services"]?.elements ?? []).compactMap(\.string)
        backout = node.text("backout")
        runCost = node["run-cost"].flatMap { part in
            guard part.kind == .mapping else { return nil }
            return RunCost(
                node: part, amount: part.decimal("amount"), currency: part.text("currency"),
                per: part.word("per", RunCost.Period.self), fundedBy: part.text("funded-by"),
                because: part.text("because"))
        }
    }
}

package import PlanText

/// Money that an initiative promises or costs, by month.
package struct ValueLine: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case hardSaving = "hard-saving"
        case softSaving = "soft-saving"
        case revenue
        case costAvoidance = "cost-avoidance"
        case workingCapital = "working-capital"
        case oneOffCost = "one-off-cost"
        case runCost = "run-cost"
        case capex

        /// Whether it counts for the initiative; the other kinds count against it.
        package var isBenefit: Bool {
            switch self {
            case .hardSaving, .softSaving, .revenue, .costAvoidance, .workingCapital: true
            case .oneOffCost, .runCost, .capex: false
            }
        }
    }

    /// The promised amount of one month.
    package struct Amount: Sendable {
        package let month: Month
        package let value: Placed<ExactDecimal>
    }

    package let node: PlanNode
    package let id: Placed<String>
    package let name: Placed<String>?
    package let kind: Placed<Kind>?
    package let currency: Placed<String>?
    package let isRecurring: Bool
    package let metric: Placed<String>?
    /// By month, earliest first.
    package let plan: [Amount]

    /// Reads an element of `value`; nothing where it has no id.
    init?(_ node: PlanNode) {
        guard let id = node.text("id") else { return nil }
        self.node = node
        self.id = id
        name = node.text("name")
        kind = node.word("kind", Kind.self)
        currency = node.text("currency")
        isRecurring = node.flag("recurring")
        metric = node.text("metric")
        plan = (node["plan"]?.pairs ?? []).compactMap { key, value in
            guard let month = key.string.flatMap({ Month($0) }), let amount = value.string.flatMap(ExactDecimal.init)
            else { return nil }
            return Amount(month: month, value: Placed(amount, at: value))
        }.sorted { $0.month < $1.month }
    }

    package var isBenefit: Bool { kind?.value.isBenefit ?? false }
}

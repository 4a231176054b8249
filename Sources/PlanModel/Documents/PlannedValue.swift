/// The benefits that an initiative promises, in the reporting currency at the rates of the plan.
package struct PlannedValue: Sendable {
    /// The sum of every benefit line's plan that has a rate.
    package let total: ExactDecimal
    /// The largest sum of twelve consecutive months.
    package let bestYear: ExactDecimal
    package let currency: String
    /// Currencies of amounts that could not be converted; the sums are without them.
    package let withoutRate: [String]

    /// Nothing where the policy names no reporting currency and the lines have more than one.
    package init?(_ content: InitiativeContent, _ currencies: Currencies?) {
        let benefits = content.value.filter(\.isBenefit)
        let found = Set(benefits.compactMap { $0.currency?.value })
        guard let currency = currencies?.reporting ?? (found.count == 1 ? found.first : nil) else { return nil }
        var byMonth: [Month: ExactDecimal] = [:]
        var missing: Set<String> = []
        for line in benefits {
            guard let own = line.currency?.value else { continue }
            for amount in line.plan {
                let rate = own == currency ? ExactDecimal(1) : currencies?.rate(own, in: amount.month)
                guard let rate, let converted = amount.value.value.times(rate) else {
                    missing.insert(own)
                    continue
                }
                byMonth[amount.month] = (byMonth[amount.month] ?? .zero) + converted
            }
        }
        self.currency = currency
        total = byMonth.values.reduce(.zero, +)
        withoutRate = missing.sorted()
        var best = ExactDecimal.zero
        for start in byMonth.keys {
            let sum = byMonth.filter { $0.key >= start && $0.key.ordinal < start.ordinal + 12 }.values.reduce(.zero, +)
            best = max(best, sum)
        }
        bestYear = best
    }
}

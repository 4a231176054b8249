/// The benefits that an initiative promises, in the reporting currency at the rates of the plan.
package struct PlannedValue: Sendable {
    /// The sum of every benefit line's plan that has a rate.
    package let total: ExactDecimal
    /// The largest sum of twelve consecutive months.
    package let bestYear: ExactDecimal
    package let currency: String
    /// Currencies of amounts that could not be converted; the sums are without them.
    package let withoutRate: [String]

    /// Nothing where the policy names no reporting currency and the lines have more than one, and where a sum has more digits
    /// than can be kept.
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
                guard let rate else {
                    missing.insert(own)
                    continue
                }
                guard let converted = amount.value.value.times(rate),
                    let sum = (byMonth[amount.month] ?? .zero).adding(converted)
                else { return nil }
                byMonth[amount.month] = sum
            }
        }
        self.currency = currency
        guard let total = Self.sum(byMonth.values), let best = Self.bestYear(byMonth) else { return nil }
        self.total = total
        bestYear = best
        withoutRate = missing.sorted()
    }

    private static func sum(_ amounts: some Sequence<ExactDecimal>) -> ExactDecimal? {
        amounts.reduce(.some(.zero)) { sum, amount in sum?.adding(amount) }
    }

    /// The months are gone through once, with a window of twelve behind: amounts are above zero, so that the best one ends in
    /// a month that has an amount.
    private static func bestYear(_ byMonth: [Month: ExactDecimal]) -> ExactDecimal? {
        let months = byMonth.sorted { $0.key < $1.key }
        var (best, window) = (ExactDecimal.zero, ExactDecimal.zero)
        var oldest = 0
        for (month, amount) in months {
            guard var sum = window.adding(amount) else { return nil }
            while months[oldest].key.ordinal <= month.ordinal - 12 {
                sum = sum - months[oldest].value
                oldest += 1
            }
            window = sum
            best = max(best, window)
        }
        return best
    }
}

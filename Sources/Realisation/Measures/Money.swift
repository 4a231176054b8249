package import PlanModel

/// An amount in the reporting currency. What has no rate is kept apart by its own currency, and never added.
package struct Money: Hashable, Sendable {
    /// Nothing where a sum has more digits than can be kept.
    package private(set) var amount: ExactDecimal? = .zero
    /// What could not be converted, by currency.
    package private(set) var withoutRate: [String: ExactDecimal] = [:]

    package init() {}

    package init(_ amount: ExactDecimal) {
        self.amount = amount
    }

    package var hasAll: Bool { withoutRate.isEmpty && amount != nil }
    package var isZero: Bool { amount == .zero && withoutRate.values.allSatisfy { $0 == .zero } }

    /// Adds an amount at a rate; without one it is listed by its currency.
    package mutating func add(_ value: ExactDecimal, _ currency: String, at rate: ExactDecimal?) {
        guard let rate else {
            let sum = (withoutRate[currency] ?? .zero).adding(value)
            withoutRate[currency] = sum ?? value
            return
        }
        guard let converted = value.times(rate), let sum = amount?.adding(converted) else { return amount = nil }
        amount = sum
    }

    package static func + (left: Money, right: Money) -> Money {
        var result = left
        result.amount = right.amount.flatMap { left.amount?.adding($0) }
        for (currency, value) in right.withoutRate {
            result.withoutRate[currency] = (left.withoutRate[currency] ?? .zero).adding(value) ?? value
        }
        return result
    }

    package static func - (left: Money, right: Money) -> Money { left + right.negated }

    /// Without what has no rate, which no sum and no bridge leads over: it is listed beside it.
    package var converted: Money {
        var result = self
        result.withoutRate = [:]
        return result
    }

    package var negated: Money {
        var result = self
        result.amount = amount?.negated
        result.withoutRate = withoutRate.mapValues(\.negated)
        return result
    }

    /// So many times the amount.
    package func times(_ factor: Int) -> Money {
        var result = self
        result.amount = amount?.times(ExactDecimal(factor))
        result.withoutRate = withoutRate.compactMapValues { $0.times(ExactDecimal(factor)) }
        return result
    }

    /// What could not be converted, as in `1200.00 CHF, 40.00 GBP`; empty where everything was.
    package var remainder: String {
        withoutRate.filter { $0.value != .zero }.sorted { $0.key < $1.key }
            .map { "\($0.value.trimmed(to: 2)) \($0.key)" }.joined(separator: ", ")
    }

    /// The share of another amount in percent; nothing where there is no such figure, because one of them is not whole or the
    /// other is nothing.
    package func percent(of whole: Money) -> ExactDecimal? {
        guard hasAll, whole.hasAll, let amount, let other = whole.amount, other != .zero else { return nil }
        return amount.percent(of: other)
    }
}

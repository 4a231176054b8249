/// What has come true of promised benefits, summed up over complete periods in the reporting currency.
package struct RealisedValue: Sendable {
    /// The sums from the first period up to and with one.
    package struct Period: Hashable, Sendable {
        package let month: Month
        package let plan: ExactDecimal
        package let actual: ExactDecimal
    }

    /// Why there are no sums.
    package enum Problem: Error, Hashable {
        /// A currency has no plan rate.
        case missingRate(currency: String, month: Month)
        /// A sum has more digits than can be kept.
        case tooLarge
    }

    package let currency: String
    /// The complete periods that have a plan or a reading, earliest first.
    package let periods: [Period]

    /// A period without a reading counts with nothing realised, and one without a plan with nothing promised: value that comes
    /// late still comes.
    package static func of(
        _ lines: [ValueTerms], _ actuals: [String: [Month: ExactDecimal]], currencies: Currencies?, asOf: Day
    ) -> Result<RealisedValue, Problem> {
        let reporting = currencies?.reporting ?? lines.compactMap(\.currency).first ?? ""
        var sums = Sums(reporting: reporting, currencies: currencies, asOf: asOf)
        do throws(Problem) {
            for line in lines {
                guard let currency = line.currency else { continue }
                for amount in line.plan { try sums.add(amount.value, currency, amount.month, to: \.plan) }
                for (month, amount) in (actuals[line.id] ?? [:]).sorted(by: { $0.key < $1.key }) {
                    try sums.add(amount, currency, month, to: \.actual)
                }
            }
            return .success(RealisedValue(currency: reporting, periods: try sums.periods()))
        } catch {
            return .failure(error)
        }
    }

    private struct Sums {
        let reporting: String
        let currencies: Currencies?
        let asOf: Day
        var plan: [Month: ExactDecimal] = [:]
        var actual: [Month: ExactDecimal] = [:]

        init(reporting: String, currencies: Currencies?, asOf: Day) {
            self.reporting = reporting
            self.currencies = currencies
            self.asOf = asOf
        }

        mutating func add(
            _ amount: ExactDecimal, _ currency: String, _ month: Month,
            to sums: WritableKeyPath<Sums, [Month: ExactDecimal]>
        ) throws(Problem) {
            guard month.isComplete(on: asOf) else { return }
            let rate = currency == reporting ? ExactDecimal(1) : currencies?.rate(currency, in: month)
            guard let rate else { throw .missingRate(currency: currency, month: month) }
            guard let converted = amount.times(rate), let sum = (self[keyPath: sums][month] ?? .zero).adding(converted)
            else { throw .tooLarge }
            self[keyPath: sums][month] = sum
        }

        func periods() throws(Problem) -> [Period] {
            var periods: [Period] = []
            var (planned, realised) = (ExactDecimal.zero, ExactDecimal.zero)
            for month in Set(plan.keys).union(actual.keys).sorted() {
                guard let plan = planned.adding(plan[month] ?? .zero),
                    let actual = realised.adding(actual[month] ?? .zero)
                else { throw .tooLarge }
                (planned, realised) = (plan, actual)
                periods.append(Period(month: month, plan: planned, actual: realised))
            }
            return periods
        }
    }
}

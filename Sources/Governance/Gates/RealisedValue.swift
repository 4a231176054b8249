import PlanModel

/// What has come true of the promised benefits, summed up over complete periods in the reporting currency.
struct RealisedValue {
    /// The sums from the first period up to and with one.
    struct Period {
        let month: Month
        let plan: ExactDecimal
        let actual: ExactDecimal
    }

    /// A currency that has no plan rate.
    struct MissingRate: Error {
        let currency: String
        let month: Month
    }

    let currency: String
    /// The complete periods that have a plan or a reading, earliest first.
    let periods: [Period]

    /// A period without a reading counts with nothing realised.
    static func of(
        _ lines: [ValueLine], ledger: Ledger?, currencies: Currencies?, asOf: Day
    ) -> Result<RealisedValue, MissingRate> {
        let found = lines.compactMap { $0.currency?.value }
        let reporting = currencies?.reporting ?? found.first ?? ""
        var plan: [Month: ExactDecimal] = [:]
        var actual: [Month: ExactDecimal] = [:]
        for line in lines {
            guard let currency = line.currency?.value else { continue }
            func add(_ amount: ExactDecimal, _ month: Month, to sums: inout [Month: ExactDecimal]) throws(MissingRate) {
                guard month.isComplete(on: asOf) else { return }
                let rate = currency == reporting ? ExactDecimal(1) : currencies?.rate(currency, in: month)
                guard let rate, let converted = amount.times(rate) else {
                    throw MissingRate(currency: currency, month: month)
                }
                sums[month] = (sums[month] ?? .zero) + converted
            }
            do throws(MissingRate) {
                for amount in line.plan { try add(amount.value.value, amount.month, to: &plan) }
                for (month, reading) in ledger?.actuals(of: line.id.value) ?? [:] {
                    if let amount = reading.decimal { try add(amount, month, to: &actual) }
                }
            } catch {
                return .failure(error)
            }
        }
        var periods: [Period] = []
        var (planned, realised) = (ExactDecimal.zero, ExactDecimal.zero)
        for month in Set(plan.keys).union(actual.keys).sorted() {
            planned = planned + (plan[month] ?? .zero)
            realised = realised + (actual[month] ?? .zero)
            periods.append(Period(month: month, plan: planned, actual: realised))
        }
        return .success(RealisedValue(currency: reporting, periods: periods))
    }
}

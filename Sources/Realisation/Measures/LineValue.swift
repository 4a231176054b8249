package import PlanModel
import Timeline

/// The measures of one value line, and its amounts by month in the currency of its own.
package struct LineValue: Sendable {
    package let terms: ValueTerms
    package let kind: ValueLine.Kind
    package let currency: String
    package let figures: Figures
    /// What is expected in each month: what came where it is complete, else the forecast, else the plan.
    package let outlook: [Month: ExactDecimal]
    /// The plan that counts: that of the lock, else as it is written.
    package let plan: [Month: ExactDecimal]

    /// Nothing for a line without a kind or a currency. `isCancelled` says that nothing more is expected.
    init?(
        _ id: String, _ history: InitiativeHistory, _ readings: Readings, _ valuation: Valuation, isCancelled: Bool
    ) {
        let versions = [history.lock?.promise.line(id), history.promise?.line(id), history.original?.promise.line(id)]
        guard let terms = versions.compactMap({ $0 }).first, let kind = terms.kind, let currency = terms.currency else {
            return nil
        }
        self.terms = terms
        self.kind = kind
        self.currency = currency
        let locked = history.lock.map { Self.months($0.promise.line(id)) }
        plan = locked ?? Self.months(history.promise?.line(id))
        var figures = Figures()
        func sum(_ amounts: [Month: ExactDecimal], where isIn: (Month) -> Bool = { _ in true }) -> Money {
            valuation.sum(amounts, currency, where: isIn)
        }
        figures.original = history.original.map { Self.promised($0.promise.line(id), valuation) }
        figures.promised = locked.map { sum($0) }
        figures.promisedToDate = locked.map { sum($0, where: valuation.isComplete) }
        let actuals = (readings.amounts[id] ?? [:]).filter { valuation.isComplete($0.key) }
        figures.realised = sum(actuals)
        var outlook = actuals
        if !isCancelled {
            let forecasts = (readings.forecasts[id] ?? [:]).compactMapValues(\.line.decimal)
            for month in Set(plan.keys).union(forecasts.keys) where !valuation.isComplete(month) {
                outlook[month] = forecasts[month] ?? plan[month]
            }
        }
        self.outlook = outlook
        figures.outlook = sum(outlook)
        if terms.isRecurring {
            let newest = actuals.keys.sorted().suffix(Self.runRateMonths)
            if newest.count == Self.runRateMonths {
                figures.runRate = sum(actuals.filter { newest.contains($0.key) }).times(12 / Self.runRateMonths)
            }
        }
        for (month, amount) in actuals.sorted(by: { $0.key < $1.key }) where currency != valuation.reporting {
            guard let planned = valuation.planRate(currency, month) else { continue }
            guard let actual = valuation.actualRate(currency, month), let change = actual.subtracting(planned) else {
                figures.withoutActualRate += 1
                continue
            }
            figures.currencyDifference.add(amount, valuation.reporting, at: change)
        }
        self.figures = figures
    }

    /// How many of the newest complete periods with a reading a run-rate is the mean of.
    private static let runRateMonths = 3

    /// What a version of the line promised, in the currency that it had then.
    static func promised(_ terms: ValueTerms?, _ valuation: Valuation) -> Money {
        guard let currency = terms?.currency else { return Money() }
        return valuation.sum(months(terms), currency)
    }

    static func months(_ terms: ValueTerms?) -> [Month: ExactDecimal] {
        Dictionary((terms?.plan ?? []).map { ($0.month, $0.value) }, uniquingKeysWith: { $1 })
    }
}

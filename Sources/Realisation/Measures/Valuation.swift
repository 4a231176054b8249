package import PlanModel
package import Timeline

/// By what value is measured: the policy in force, its rates and those of the market, the day that periods are complete on, and what
/// the controller has signed.
package struct Valuation: Sendable {
    package let policy: Policy
    package let asOf: Day
    /// The currency of sums; empty where neither the policy nor the plans name one, and the lines have several.
    package let reporting: String
    let confirmations: Confirmations
    private let actualRates: [String: [Month: ExactDecimal]]

    package init(policy: Policy, history: BranchHistory, asOf: Day, confirmations: Confirmations = Confirmations()) {
        self.policy = policy
        self.asOf = asOf
        self.confirmations = confirmations
        var rates: [String: [Month: ExactDecimal]] = [:]
        // Of several lines for one month the last one counts.
        for entry in history.rates.entries {
            rates[entry.line.currency, default: [:]][entry.line.month] = entry.line.rate
        }
        actualRates = rates
        if let currency = policy.currencies?.reporting {
            reporting = currency
        } else {
            let named = Set(history.plans.values.compactMap { $0.last?.value?.reportingCurrency })
            let used = Set(history.initiatives.flatMap { $0.promise?.value ?? [] }.compactMap(\.currency))
            reporting = named.count == 1 ? named.first ?? "" : used.count == 1 ? used.first ?? "" : ""
        }
    }

    private init(_ other: Valuation, asOf: Day) {
        policy = other.policy
        self.asOf = asOf
        reporting = other.reporting
        confirmations = other.confirmations
        actualRates = other.actualRates
    }

    /// The same on another day.
    package func on(_ day: Day) -> Valuation {
        Valuation(self, asOf: day)
    }

    /// Units of the reporting currency that the plan counts one unit of another with; nothing where there is no rate.
    package func planRate(_ currency: String, _ month: Month) -> ExactDecimal? {
        currency == reporting ? ExactDecimal(1) : policy.currencies?.rate(currency, in: month)
    }

    /// The same as it was in the market.
    package func actualRate(_ currency: String, _ month: Month) -> ExactDecimal? {
        currency == reporting ? ExactDecimal(1) : actualRates[currency]?[month]
    }

    /// Amounts of a currency by month, summed up at the rates of the plan, for the months that are meant.
    func sum(
        _ amounts: [Month: ExactDecimal], _ currency: String, where isIn: (Month) -> Bool = { _ in true }
    ) -> Money {
        var sum = Money()
        for (month, amount) in amounts.sorted(by: { $0.key < $1.key }) where isIn(month) {
            sum.add(amount, currency, at: planRate(currency, month))
        }
        return sum
    }

    package var currencies: Currencies {
        policy.currencies ?? Currencies(reporting: reporting, planRates: [:])
    }

    package func isComplete(_ month: Month) -> Bool { month.isComplete(on: asOf) }

    /// The newest complete month.
    var lastMonth: Month? { asOf.inMonth.adding(-1) }

    // MARK: - What the policy asks for

    /// The last stage: there results have been confirmed.
    package var lastStage: String? { policy.ladder.stages.last }

    private var lastGate: Gate? { lastStage.flatMap { policy.gates[$0] } }

    /// The share of the promise, in percent, and in how many periods, as the gate of the last stage asks for it. Where it asks
    /// for none, all of it in one period.
    package var demand: (percent: ExactDecimal, sustain: Int, isAsked: Bool) {
        for criterion in lastGate?.criteria ?? [] {
            if case .valueRealised(let percent, let sustain) = criterion.kind {
                return (percent, max(sustain, 1), true)
            }
        }
        return (ExactDecimal(100), 1, false)
    }

    /// The share of the way, in percent, that metrics of a class must have come by the gate of the last stage; all of it,
    /// where it asks for none.
    package func reach(_ metricClass: Metric.Class?) -> ExactDecimal {
        for criterion in lastGate?.criteria ?? [] {
            if case .metricsReached(let asked, let percent, _) = criterion.kind, asked == metricClass { return percent }
        }
        return ExactDecimal(100)
    }

    /// Whether the gate of the last stage asks the controller to agree.
    package var asksController: Bool { policy.confirmsByController }
}

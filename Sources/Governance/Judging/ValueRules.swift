import Diagnostics
import PlanModel
import PlanText

/// What the money of a plan says: when it comes, what it rests on, and whether its currencies can be added up.
struct ValueRules {
    let policy: Policy

    /// Currencies that a unit may name without the policy or the plan using them.
    private static let common: Set<String> = [
        "AUD", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "JPY", "NOK", "NZD", "PLN", "SEK", "SGD",
        "USD", "ZAR",
    ]

    func judge(_ line: ValueLine, _ plan: JudgedPlan, _ findings: inout PlanFindings) {
        let id = quoted(line.id.value)
        if line.isBenefit {
            if line.isRecurring, let goLive = plan.goLive, let first = line.plan.first,
                first.month < goLive.due.value.inMonth
            {
                findings.add(
                    .benefitBeforeGoLive,
                    "the benefit \(id) is planned from \(first.month) on, and \(quoted(goLive.milestone.id.value)) is due on \(goLive.due.value)",
                    at: first.value.location, beside: [Label(goLive.due.location, "nothing recurs before")],
                    help:
                        "plan it from the month of go-live on, or class what comes earlier as a line of its own with `recurring: false`"
                )
            }
            if line.node["basis"]?.isEmpty ?? true {
                findings.add(
                    .benefitWithoutBasis, "the benefit \(id) does not say how its amounts were worked out",
                    at: line.id.location,
                    help: "add `basis:` with quantity and price, such as `4500 contacts a month less at 4.00 EUR each`")
            }
            if let reference = line.metric, let metric = plan.metrics[reference.value],
                let metricClass = metric.metricClass, metricClass.value == .activity || metricClass.value == .output
            {
                findings.add(
                    .activityDrivesValue,
                    "the benefit \(id) is driven by \(quoted(reference.value)), which is of the class `\(metricClass.value.rawValue)`",
                    at: reference.location, beside: [Label(metricClass.location, "counts what was done")],
                    help: "name the outcome or adoption metric that the money comes from")
            }
        }
        unit(line, plan, &findings)
        rates(line, &findings)
    }

    /// A metric that is itself money drives value in its own currency only.
    private func unit(_ line: ValueLine, _ plan: JudgedPlan, _ findings: inout PlanFindings) {
        guard let reference = line.metric, let unit = plan.metrics[reference.value]?.unit, let currency = line.currency,
            let own = moneyUnit(unit.value, line), own != currency.value
        else { return }
        findings.add(
            .currencyMismatch,
            "\(quoted(line.id.value)) is in \(quoted(currency.value)), and the metric \(quoted(reference.value)) that drives it in `\(own)`",
            at: currency.location, beside: [Label(unit.location, "the unit of the metric")],
            help: "state both in one currency")
    }

    /// The currency that a unit such as `EUR/month` begins with.
    private func moneyUnit(_ unit: String, _ line: ValueLine) -> String? {
        let word = String(unit.prefix { $0.isASCII && $0.isUppercase })
        guard word.count == 3 else { return nil }
        let isKnown =
            Self.common.contains(word) || policy.currencies?.reporting == word
            || policy.currencies?.planRates.values.contains { $0[word] != nil } ?? false
        return isKnown ? word : nil
    }

    // MARK: - Rates

    private func rates(_ line: ValueLine, _ findings: inout PlanFindings) {
        guard let currencies = policy.currencies, let currency = line.currency else { return }
        if line.plan.isEmpty {
            if !hasAnyRate(currency.value, currencies) { missing(currency, in: nil, currencies, &findings) }
        } else if let amount = line.plan.first(where: { currencies.rate(currency.value, in: $0.month) == nil }) {
            missing(currency, in: amount.month, currencies, &findings)
        }
    }

    /// The run cost has no year of its own; it is compared with the value in that in which the benefits begin.
    func judgeRunCost(_ plan: JudgedPlan, _ findings: inout PlanFindings) {
        guard let currencies = policy.currencies, let currency = plan.content.change?.runCost?.currency else { return }
        let first = plan.content.value.filter(\.isBenefit).compactMap { $0.plan.first?.month }.min()
        if let first {
            if currencies.rate(currency.value, in: first) == nil {
                missing(currency, in: first, currencies, &findings)
            }
        } else if !hasAnyRate(currency.value, currencies) {
            missing(currency, in: nil, currencies, &findings)
        }
    }

    private func hasAnyRate(_ currency: String, _ currencies: Currencies) -> Bool {
        currency == currencies.reporting || currencies.planRates.values.contains { $0[currency] != nil }
    }

    private func missing(
        _ currency: Placed<String>, in month: Month?, _ currencies: Currencies, _ findings: inout PlanFindings
    ) {
        let year = month.map { " for \($0.year)" } ?? ""
        findings.add(
            .currencyWithoutRate,
            "the policy has no plan rate\(year) from \(quoted(currency.value)) to `\(currencies.reporting)`",
            at: currency.location, notes: ["amounts without a rate are in no total"],
            help:
                "add the rate to `currencies.plan-rates` in the policy, or state the amounts in `\(currencies.reporting)`"
        )
    }
}

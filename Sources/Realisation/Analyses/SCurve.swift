package import PlanModel
import Timeline

extension Analysis {
    static let sCurve = Analysis(
        "s-curve", shows: "promised, forecast and realised value, summed up by month",
        explanation: """
            Benefits summed up from the first month: as promised by the first lock and by the one that counts now, as realised up \
            to the last complete month, and as each vintage of the forecast expected it. A vintage is a landing that recorded \
            forecasts.
            """,
        columns: [
            Column("series", "`original`, `promised`, `realised` or `forecast`"),
            Column("vintage", "the day on which the forecast was recorded"),
            Column("period", "the month up to which is summed up"), Column("amount", "the sum"), .currency,
            .commits,
        ]
    ) { input in
        let portfolio = input.portfolio
        let curve = Curve(portfolio)
        var rows: [[Cell]] = []
        let currency = Cell.text(portfolio.valuation.reporting)
        func add(_ series: String, _ byMonth: [Month: Money], _ vintage: Landing?, _ landings: [Landing]) {
            var sum = Money()
            for (month, amount) in byMonth.sorted(by: { $0.key < $1.key }) {
                sum = sum + amount
                rows.append([
                    .text(series), .recorded(vintage), .text(month.description), .money(sum), currency,
                    .commits(landings),
                ])
            }
        }
        add("original", curve.original, nil, portfolio.initiatives.compactMap { $0.history.original?.landing })
        add("promised", curve.promised, nil, portfolio.initiatives.compactMap { $0.history.lock?.landing })
        add("realised", curve.realised, nil, curve.bookings)
        for vintage in curve.vintages { add("forecast", vintage.byMonth, vintage.landing, [vintage.landing]) }
        return Outcome(rows)
    }
}

/// Benefits by month.
package struct Curve {
    package private(set) var original: [Month: Money] = [:]
    package private(set) var promised: [Month: Money] = [:]
    package private(set) var realised: [Month: Money] = [:]
    private(set) var bookings: [Landing] = []
    private(set) var vintages: [(landing: Landing, byMonth: [Month: Money])] = []

    package init(_ portfolio: Portfolio, withVintages: Bool = true) {
        let valuation = portfolio.valuation
        func add(_ amount: ExactDecimal, _ currency: String, _ month: Month, _ sums: inout [Month: Money]) {
            var money = sums[month] ?? Money()
            money.add(amount, currency, at: valuation.planRate(currency, month))
            sums[month] = money
        }
        var orders: [Int: Landing] = [:]
        for initiative in portfolio.initiatives {
            for line in initiative.history.original?.promise.benefits ?? [] {
                guard let currency = line.currency else { continue }
                for amount in line.plan { add(amount.value, currency, amount.month, &original) }
            }
            for line in initiative.lines where line.kind.isBenefit {
                if initiative.history.lock != nil {
                    for (month, amount) in line.plan { add(amount, line.currency, month, &promised) }
                }
                for (month, entry) in initiative.readings.actuals[line.terms.id] ?? [:]
                where valuation.isComplete(month) {
                    if let amount = entry.line.decimal { add(amount, line.currency, month, &realised) }
                    bookings.append(entry.landing)
                }
                for entry in initiative.history.ledger.recorded
                where entry.line.series == .forecast && entry.line.item == line.terms.id {
                    orders[entry.landing.order] = entry.landing
                }
            }
        }
        guard withVintages else { return }
        for (_, landing) in orders.sorted(by: { $0.key < $1.key }) {
            let then = portfolio.cut(at: landing.order, asOf: landing.recorded.day)
            var byMonth: [Month: Money] = [:]
            for initiative in then.initiatives {
                for line in initiative.lines where line.kind.isBenefit {
                    for (month, amount) in line.outlook { add(amount, line.currency, month, &byMonth) }
                }
            }
            vintages.append((landing, byMonth))
        }
    }
}

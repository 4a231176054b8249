import PlanModel
import Timeline

extension Analysis {
    static let sCurve = Analysis(
        "s-curve", shows: "promised, forecast and realised value, summed up by month",
        explanation: """
            Benefits summed up from the first month: as promised by the first lock and by the one that counts now, as realised up \
            to the last complete month, as each vintage of the forecast expected it, and as it is expected now. A vintage is a \
            landing that recorded forecasts of benefits; it shows what came in the months that were complete then, and the forecast, \
            else the plan, of the rest, as they were known there. Each series ends at the figure of the same name in `realisation`. \
            Where value is of several kinds, each is told below all of them together.
            """,
        columns: [
            Column("series", "`original`, `promised`, `realised`, `outlook` or `forecast`"),
            Column("vintage", "the day on which the forecast was recorded"),
            Column("kind", "the kind of benefit; `gross` for all together"),
            Column("period", "the month up to which is summed up"), Column("amount", "the sum"), .currency,
            Column("without-rate", title: "without rate", "amounts that have no rate and are in no sum"),
            .commits,
        ]
    ) { input in
        let portfolio = input.portfolio
        let curve = Curve(portfolio)
        var rows: [[Cell]] = []
        let currency = Cell.text(portfolio.valuation.reporting)
        func add(_ name: String, _ series: Curve.Series, _ vintage: Landing?, _ landings: [Landing]) {
            for (kind, byMonth) in curve.told(series) {
                var sum = Money()
                for (month, amount) in byMonth.sorted(by: { $0.key < $1.key }) {
                    sum = sum + amount
                    rows.append([
                        .text(name), .recorded(vintage), .text(kind), .text(month.description), .money(sum), currency,
                        .text(sum.remainder), .commits(landings),
                    ])
                }
            }
        }
        add("original", curve.original, nil, portfolio.initiatives.compactMap { $0.history.original?.landing })
        add("promised", curve.promised, nil, portfolio.initiatives.compactMap { $0.history.lock?.landing })
        add("realised", curve.realised, nil, curve.bookings)
        add("outlook", curve.outlook, nil, [portfolio.branch.marked.last].compactMap { $0 })
        for vintage in curve.vintages { add("forecast", vintage.series, vintage.landing, [vintage.landing]) }
        return Outcome(rows)
    }
}

/// Benefits by month, each kind apart.
struct Curve {
    struct Series {
        private var byKind: [ValueLine.Kind: [Month: Money]] = [:]

        mutating func add(
            _ amounts: [Month: ExactDecimal], _ currency: String, _ kind: ValueLine.Kind, _ valuation: Valuation
        ) {
            for (month, amount) in amounts {
                byKind[kind, default: [:]][month, default: Money()]
                    .add(amount, currency, at: valuation.planRate(currency, month))
            }
        }

        fileprivate var kinds: Set<ValueLine.Kind> { Set(byKind.keys) }

        /// With the words for the kinds.
        fileprivate func told(_ kinds: Set<ValueLine.Kind>) -> [(kind: String, byMonth: [Month: Money])] {
            let parts = ValueLine.Kind.allCases.compactMap { kind in byKind[kind].map { (kind.rawValue, $0) } }
            guard kinds.count > 1 else { return parts }
            let gross = parts.reduce(into: [Month: Money]()) { $0.merge($1.1) { $0 + $1 } }
            return [("gross", gross)] + parts
        }
    }

    /// A series as it is told: all kinds together first, then each, where any of the series has several.
    func told(_ series: Series) -> [(kind: String, byMonth: [Month: Money])] {
        series.told(kinds)
    }

    /// The kinds of all series together.
    private var kinds: Set<ValueLine.Kind> = []

    private(set) var original = Series()
    private(set) var promised = Series()
    private(set) var realised = Series()
    private(set) var outlook = Series()
    /// The landings that recorded what was realised.
    private(set) var bookings: [Landing] = []
    private(set) var vintages: [(landing: Landing, series: Series)] = []

    init(_ portfolio: Portfolio) {
        let valuation = portfolio.valuation
        var orders: [Int: Landing] = [:]
        for initiative in portfolio.initiatives {
            let history = initiative.history
            for line in initiative.lines where line.kind.isBenefit {
                if let terms = history.original?.promise.line(line.terms.id), let currency = terms.currency {
                    original.add(LineValue.months(terms), currency, line.kind, valuation)
                }
                if history.lock != nil { promised.add(line.plan, line.currency, line.kind, valuation) }
                let complete = line.outlook.filter { valuation.isComplete($0.key) }
                realised.add(complete, line.currency, line.kind, valuation)
                bookings += (initiative.readings.actuals[line.terms.id] ?? [:])
                    .filter { complete[$0.key] != nil }.map(\.value.landing)
                for entry in history.ledger.recorded
                where entry.line.series == .forecast && entry.line.item == line.terms.id {
                    orders[entry.landing.order] = entry.landing
                }
            }
        }
        outlook = Self.outlook(of: portfolio)
        for (_, landing) in orders.sorted(by: { $0.key < $1.key }) {
            let then = portfolio.cut(at: landing.order, asOf: landing.recorded.day)
            vintages.append((landing, Self.outlook(of: then)))
        }
        for series in [original, promised, realised, outlook] + vintages.map(\.series) { kinds.formUnion(series.kinds) }
    }

    private static func outlook(of portfolio: Portfolio) -> Series {
        var series = Series()
        for line in portfolio.initiatives.flatMap(\.lines) where line.kind.isBenefit {
            series.add(line.outlook, line.currency, line.kind, portfolio.valuation)
        }
        return series
    }
}

import PlanModel
import Timeline

extension Analysis {
    static let forecastAccuracy = Analysis(
        "forecast-accuracy", shows: "each forecast against what came",
        explanation: """
            A row for each forecast of a complete month that has a reading, held against the newest reading, and one for each \
            owner, kind and unit: costs and benefits are no one figure. The error is the forecast less the reading; the bias of \
            an owner is the sum of the errors in percent of the sum of the readings, above zero where more was forecast than came. \
            The owner is who was accountable at the landing that recorded the forecast. A forecast that was recorded when its month \
            was over foretold nothing, and counts for no bias.
            """,
        columns: [
            Column("level", "`forecast` or `owner`"), .initiative, Column("item", "the metric or value line"),
            Column("kind", "the kind of the value line, or the class of the metric"),
            Column("period", "the month"), Column("forecast", "what was expected"), Column("actual", "what came"),
            Column("error", "forecast less actual"),
            Column("error-percent", title: "%", "the error in percent of what came"),
            Column("unit", "the currency or the unit"), Column("owner", "who was accountable then"),
            Column("vintage", "the day on which the forecast was recorded"),
            Column("ahead", "days from then to the end of the month; below zero where it was over"), .commits, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var sums: [Forecast.Group: Forecast.Sum] = [:]
        for initiative in input.portfolio.initiatives {
            for entry in initiative.history.ledger.recorded {
                guard let one = Forecast(entry, initiative, input.portfolio.valuation) else { continue }
                rows.append([
                    .text("forecast"), .text(initiative.name), .text(entry.line.item), .text(one.group.kind),
                    .text(one.period.description), .decimal(one.forecast), .decimal(one.actual), .decimal(one.error),
                    .percent(Forecast.share(one.error, of: one.actual)), .text(one.group.unit), .text(one.group.owner),
                    .recorded(entry.landing), .count(one.ahead), .commits([entry.landing, one.reading.landing]),
                    .text(initiative.history.path),
                ])
                if one.ahead >= 0 { sums[one.group, default: Forecast.Sum()].add(one) }
            }
        }
        for (group, sum) in sums.sorted(by: { $0.key < $1.key }) {
            rows.append([
                .text("owner"), .none, .text(counted(sum.count, "forecast")), .text(group.kind), .none,
                .decimal(sum.forecast), .decimal(sum.actual), .decimal(sum.error),
                .percent(Forecast.share(sum.error, of: sum.actual)), .text(group.unit), .text(group.owner), .none,
                .none, .none, .none,
            ])
        }
        return Outcome(rows)
    }
}

/// One forecast of a complete month that has a reading.
struct Forecast {
    /// Whose forecasts are summed up, and what they are of.
    struct Group: Hashable, Comparable {
        let owner: String
        let kind: String
        let unit: String

        static func < (left: Group, right: Group) -> Bool {
            (left.owner, left.kind, left.unit) < (right.owner, right.kind, right.unit)
        }
    }

    struct Sum {
        private(set) var count = 0
        /// Nothing where a sum has more digits than can be kept.
        private(set) var forecast: ExactDecimal? = .zero
        private(set) var actual: ExactDecimal? = .zero

        mutating func add(_ one: Forecast) {
            count += 1
            forecast = forecast?.adding(one.forecast)
            actual = actual?.adding(one.actual)
        }

        var error: ExactDecimal? { actual.flatMap { forecast?.subtracting($0) } }
    }

    let group: Group
    let period: Month
    let forecast: ExactDecimal
    let actual: ExactDecimal
    let reading: Readings.Entry
    /// The days from the landing that recorded it to the end of the month.
    let ahead: Int

    init?(_ entry: Readings.Entry, _ initiative: InitiativeValue, _ valuation: Valuation) {
        guard entry.line.series == .forecast, let period = entry.line.period, valuation.isComplete(period),
            let forecast = entry.line.decimal,
            let reading = initiative.readings.actuals[entry.line.item]?[period], let actual = reading.line.decimal
        else { return nil }
        let promise = initiative.history.promises.known(at: entry.landing.order)?.value ?? initiative.history.promise
        let (line, metric) = (promise?.line(entry.line.item), promise?.metric(entry.line.item))
        group = Group(
            owner: promise?.owner ?? "", kind: line?.kind?.rawValue ?? metric?.metricClass?.rawValue ?? "",
            unit: line?.currency ?? metric?.unit ?? "")
        (self.period, self.forecast, self.actual, self.reading) = (period, forecast, actual, reading)
        ahead = period.lastDay.daysSinceEpoch - entry.landing.recorded.day.daysSinceEpoch
    }

    var error: ExactDecimal? { forecast.subtracting(actual) }

    /// Of what came whatever its sign, so that more than came is always above zero.
    static func share(_ error: ExactDecimal?, of actual: ExactDecimal?) -> ExactDecimal? {
        actual.flatMap { error?.percent(of: $0 < .zero ? $0.negated : $0) }
    }
}

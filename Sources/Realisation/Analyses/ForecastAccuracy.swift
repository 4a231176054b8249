import PlanModel
import Timeline

extension Analysis {
    static let forecastAccuracy = Analysis(
        "forecast-accuracy", shows: "each forecast against what came",
        explanation: """
            A row for each forecast of a complete month that has a reading, and one for each owner and unit. The error is the \
            forecast less the reading; the bias of an owner is the sum of the errors in percent of the sum of the readings, above \
            zero where more was forecast than came.
            """,
        columns: [
            Column("level", "`forecast` or `owner`"), .initiative, Column("item", "the metric or value line"),
            Column("period", "the month"), Column("forecast", "what was expected"), Column("actual", "what came"),
            Column("error", "forecast less actual"),
            Column("error-percent", title: "%", "the error in percent of what came"),
            Column("unit", "the currency or the unit"), Column("owner", "who was accountable then"),
            Column("vintage", "the day on which the forecast was recorded"), .commits, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var sums: [String: (owner: String, unit: String, forecast: ExactDecimal, actual: ExactDecimal, count: Int)] =
            [:]
        for initiative in input.portfolio.initiatives {
            for entry in initiative.history.ledger.recorded where entry.line.series == .forecast {
                guard let period = entry.line.period, input.portfolio.valuation.isComplete(period),
                    let forecast = entry.line.decimal,
                    let reading = initiative.readings.actuals[entry.line.item]?[period],
                    let actual = reading.line.decimal
                else { continue }
                let promise =
                    initiative.history.promises.known(at: entry.landing.order)?.value ?? initiative.history.promise
                let unit = promise?.line(entry.line.item)?.currency ?? promise?.metric(entry.line.item)?.unit ?? ""
                let owner = promise?.owner ?? ""
                let error = forecast.subtracting(actual)
                rows.append([
                    .text("forecast"), .text(initiative.name), .text(entry.line.item), .text(period.description),
                    .decimal(forecast), .decimal(actual), .decimal(error), .percent(error?.percent(of: actual)),
                    .text(unit), .text(owner), .recorded(entry.landing), .commits([entry.landing, reading.landing]),
                    .text(initiative.history.path),
                ])
                let key = "\(owner)\n\(unit)"
                var sum = sums[key] ?? (owner, unit, .zero, .zero, 0)
                sum.forecast = sum.forecast.adding(forecast) ?? sum.forecast
                sum.actual = sum.actual.adding(actual) ?? sum.actual
                sum.count += 1
                sums[key] = sum
            }
        }
        for (_, sum) in sums.sorted(by: { $0.key < $1.key }) {
            let error = sum.forecast.subtracting(sum.actual)
            rows.append([
                .text("owner"), .none, .text(counted(sum.count, "forecast")), .none, .decimal(sum.forecast),
                .decimal(sum.actual), .decimal(error), .percent(error?.percent(of: sum.actual)), .text(sum.unit),
                .text(sum.owner), .none, .none, .none,
            ])
        }
        return Outcome(rows)
    }
}

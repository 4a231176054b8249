package import PlanModel
package import Timeline

/// When a result was true in the business, and when it became known.
package struct ResultDates: Hashable, Sendable {
    /// The first period from which the result has stood without falling below since.
    package let realisedIn: Month
    /// The last period that was needed to tell so.
    package let toldBy: Month
    /// The landing from which on the readings have told so.
    package let recorded: Landing

    /// By value: the share of the promise that the gate of the last stage asks for, summed up as the gate does it.
    static func ofValue(
        _ lines: [ValueTerms], _ ledger: AppendedLines<LedgerRecord>, _ valuation: Valuation
    ) -> ResultDates? {
        guard !lines.isEmpty else { return nil }
        let demand = valuation.demand
        func isMet(_ period: RealisedValue.Period) -> Bool {
            period.plan > .zero
                && ExactDecimal.isProduct(period.actual, ExactDecimal(100), atLeast: period.plan, demand.percent)
        }
        func periods(_ readings: Readings) -> [RealisedValue.Period] {
            let value = RealisedValue.of(
                lines, readings.amounts, currencies: valuation.currencies, asOf: valuation.asOf)
            guard case .success(let value) = value else { return [] }
            return value.periods
        }
        let now = periods(Readings(ledger.entries))
        let run = now.reversed().prefix(while: isMet).count
        guard run >= demand.sustain else { return nil }
        let start = now.count - run
        let needed = now[start..<(start + demand.sustain)].map(\.month)
        let items = Set(lines.map(\.id))
        return told(needed, ledger, items) { readings in
            let known = Dictionary(periods(readings).map { ($0.month, $0) }, uniquingKeysWith: { $1 })
            return needed.allSatisfy { known[$0].map(isMet) ?? false }
        }
    }

    /// By a metric: the share of the way that the gate asks for, in as many consecutive periods as the metric says.
    static func ofMetric(
        _ metric: MetricTerms, _ ledger: AppendedLines<LedgerRecord>, _ valuation: Valuation
    ) -> ResultDates? {
        let percent = valuation.reach(metric.metricClass)
        func isMet(_ reading: ExactDecimal?) -> Bool {
            guard let reading, case .yes = Attainment(metric, reading: reading).reaches(percent) else { return false }
            return true
        }
        let readings = Readings(ledger.entries).amounts[metric.id] ?? [:]
        var run: [Month] = []
        for month in readings.keys.filter(valuation.isComplete).sorted(by: >) {
            guard isMet(readings[month]), run.last.map({ $0.ordinal == month.ordinal + 1 }) ?? true else { break }
            run.append(month)
        }
        guard run.count >= metric.sustain else { return nil }
        let needed = Array(run.reversed().prefix(metric.sustain))
        return told(needed, ledger, [metric.id]) { readings in
            needed.allSatisfy { isMet(readings.actual(metric.id, $0)) }
        }
    }

    /// The landing since which what was recorded has met the demand, without a break up to now.
    private static func told(
        _ needed: [Month], _ ledger: AppendedLines<LedgerRecord>, _ items: Set<String>, _ isMet: (Readings) -> Bool
    ) -> ResultDates? {
        guard let first = needed.first, let last = needed.last else { return nil }
        var landings = ledger.recorded.filter { entry in
            entry.line.series == .actual && items.contains(entry.line.item)
                && entry.line.period.map { $0 <= last } ?? false
        }.map(\.landing)
        landings += ledger.rewrites.map(\.landing)
        landings.sort { $0.order < $1.order }
        var result: Landing?
        var seen: Int?
        for landing in landings.reversed() where landing.order != seen {
            seen = landing.order
            guard isMet(Readings(ledger.cut(at: landing.order).entries)) else { break }
            result = landing
        }
        return result.map { ResultDates(realisedIn: first, toldBy: last, recorded: $0) }
    }
}

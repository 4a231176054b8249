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
        func periods(_ amounts: Amounts) -> [RealisedValue.Period] {
            let value = RealisedValue.of(lines, amounts, currencies: valuation.currencies, asOf: valuation.asOf)
            guard case .success(let value) = value else { return [] }
            return value.periods
        }
        let now = periods(Readings(ledger.entries).amounts)
        let run = now.reversed().prefix(while: isMet).count
        guard run >= demand.sustain else { return nil }
        let start = now.count - run
        let needed = now[start..<(start + demand.sustain)].map(\.month)
        let items = Set(lines.map(\.id))
        return told(needed, ledger, items) { amounts in
            let known = Dictionary(periods(amounts).map { ($0.month, $0) }, uniquingKeysWith: { $1 })
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
        return told(needed, ledger, [metric.id]) { amounts in
            needed.allSatisfy { isMet(amounts[metric.id]?[$0]) }
        }
    }

    private typealias Amounts = [String: [Month: ExactDecimal]]

    /// The landing since which what was recorded has met the demand, without a break up to now. Goes through the ledger once,
    /// and once more for each time that it was rewritten.
    private static func told(
        _ needed: [Month], _ ledger: AppendedLines<LedgerRecord>, _ items: Set<String>, _ isMet: (Amounts) -> Bool
    ) -> ResultDates? {
        guard let first = needed.first, let last = needed.last else { return nil }
        var amounts: Amounts = [:]
        func isAbout(_ entry: Readings.Entry) -> Bool {
            entry.line.series == .actual && items.contains(entry.line.item)
                && entry.line.period.map { $0 <= last } ?? false
        }
        func take(_ entry: Readings.Entry) {
            guard isAbout(entry), let period = entry.line.period, let amount = entry.line.decimal else { return }
            amounts[entry.line.item, default: [:]][period] = amount
        }
        let rewrites = Set(ledger.rewrites.map(\.landing.order))
        let added = Dictionary(grouping: ledger.recorded.filter(isAbout)) { $0.landing.order }
        let landings = Dictionary(
            (ledger.recorded.filter(isAbout).map(\.landing) + ledger.rewrites.map(\.landing)).map { ($0.order, $0) },
            uniquingKeysWith: { first, _ in first })
        var result: Landing?
        for (order, landing) in landings.sorted(by: { $0.key < $1.key }) {
            if rewrites.contains(order) {
                amounts = [:]
                ledger.cut(at: order).entries.forEach(take)
            } else {
                added[order]?.forEach(take)
            }
            // What fell below again is told by a later landing, if at all.
            result = isMet(amounts) ? result ?? landing : nil
        }
        return result.map { ResultDates(realisedIn: first, toldBy: last, recorded: $0) }
    }
}

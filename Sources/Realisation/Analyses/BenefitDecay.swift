import PlanModel
import Timeline

extension Analysis {
    static let benefitDecay = Analysis(
        "benefit-decay", shows: "readings after closure against the level that was confirmed",
        explanation: """
            The confirmed level of a recurring benefit, or of an outcome or adoption metric, is the mean of its last three \
            readings that were known at the landing of the last stage, or of as many as there were. A row for each reading of a \
            later month. `decayed`: a benefit below the share of that level which the gate of the last stage asks for, or a metric \
            that has fallen behind its target and its confirmed level.
            """,
        columns: [
            .initiative, .plan, Column("item", "the value line or metric"),
            Column("confirmed", "the level that was confirmed"),
            Column("period", "the month of the later reading"), Column("reading", "what it was"),
            Column("change", title: "%", "the reading less the confirmed level, in percent of it"),
            Column("flags", "`decayed`"),
            Column("benefit-owner", title: "benefit owner", "who keeps the benefit"), .recorded, .commits, .path,
        ]
    ) { input in
        let found = Decay.readings(input.portfolio)
        let rows = found.flatMap { initiative, readings in
            readings.map { one -> [Cell] in
                [
                    .text(initiative.name), .text(input.portfolio.plan(of: initiative)), .text(one.item),
                    .decimal(one.level), .text(one.month.description), .decimal(one.reading),
                    .percent(one.reading.subtracting(one.level)?.percent(of: one.level)),
                    .flags(one.isDecayed ? ["decayed"] : []), .optional(initiative.history.promise?.benefitOwner),
                    .recorded(one.landing), .commits([one.closed, one.landing]), .text(initiative.history.path),
                ]
            }
        }
        let decayed = Decay.decayed(found)
        return Outcome(
            rows,
            decayed.isEmpty
                ? ["nothing that was confirmed has decayed"] : ["decayed: \(decayed.joined(separator: ", "))"])
    }
}

/// Readings after closure, held against the level that was reported then.
enum Decay {
    struct Reading {
        /// The value line or metric.
        let item: String
        let level: ExactDecimal
        let month: Month
        let reading: ExactDecimal
        let isDecayed: Bool
        let closed: Landing
        /// The landing that recorded it.
        let landing: Landing
    }

    /// The initiatives of which something has decayed, each with the item, sorted.
    static func decayed(_ found: [(initiative: InitiativeValue, readings: [Reading])]) -> [String] {
        let names = found.flatMap { initiative, readings in
            readings.filter(\.isDecayed).map { "\(initiative.name) \($0.item)" }
        }
        return Set(names).sorted()
    }

    static func readings(_ portfolio: Portfolio) -> [(initiative: InitiativeValue, readings: [Reading])] {
        portfolio.initiatives.map { ($0, readings($0, portfolio)) }
    }

    /// By item, each in the order of the months; nothing of one that is not at the last stage.
    private static func readings(_ initiative: InitiativeValue, _ portfolio: Portfolio) -> [Reading] {
        let valuation = portfolio.valuation
        guard let closed = initiative.closed, let then = portfolio.value(initiative.history, at: closed) else {
            return []
        }
        let promise = initiative.history.lock?.promise ?? initiative.history.promise
        var items: [(id: String, metric: MetricTerms?)] = []
        items += (promise?.benefits ?? []).filter(\.isRecurring).map { ($0.id, nil) }
        items += (promise?.metrics ?? []).filter { $0.metricClass == .outcome || $0.metricClass == .adoption }
            .map { ($0.id, $0) }
        var result: [Reading] = []
        for (id, metric) in items {
            let known = (then.readings.actuals[id] ?? [:]).filter { $0.key.isComplete(on: closed.recorded.day) }
            let newest = known.sorted { $0.key < $1.key }.suffix(3)
            let sum = newest.compactMap(\.value.line.decimal).reduce(ExactDecimal.zero) { $0.adding($1) ?? $0 }
            let count = ExactDecimal(newest.count)
            guard let last = newest.last?.key, let level = sum.divided(by: count, digits: 4) else { continue }
            let later = (initiative.readings.actuals[id] ?? [:]).filter {
                $0.key > last && valuation.isComplete($0.key)
            }
            for (month, entry) in later.sorted(by: { $0.key < $1.key }) {
                // The level is rounded for being shown; what is compared are the reading and the sum, as many times.
                guard let reading = entry.line.decimal, let times = reading.times(count) else { continue }
                let isDecayed =
                    metric.map { isBehind(reading, times, sum: sum, $0, valuation) }
                    ?? !ExactDecimal.isProduct(times, ExactDecimal(100), atLeast: sum, valuation.demand.percent)
                result.append(
                    Reading(
                        item: id, level: level, month: month, reading: reading, isDecayed: isDecayed, closed: closed,
                        landing: entry.landing))
            }
        }
        return result
    }

    /// Whether a metric has fallen behind what the last stage asks of it, and behind its confirmed level: `times` is the reading
    /// as often as there are readings in the sum.
    private static func isBehind(
        _ reading: ExactDecimal, _ times: ExactDecimal, sum: ExactDecimal, _ metric: MetricTerms,
        _ valuation: Valuation
    ) -> Bool {
        guard case .no = Attainment(metric, reading: reading).reaches(valuation.reach(metric.metricClass)) else {
            return false
        }
        switch metric.direction {
        case .increase: return times < sum
        case .decrease: return times > sum
        case .within, nil: return true
        }
    }
}

import PlanModel
import Timeline

extension Analysis {
    static let activityRatio = Analysis(
        "activity-ratio", shows: "how much of what is measured is activity, and how much results",
        explanation: """
            Metrics and their readings by class, for each initiative, plan and everything. Outcome and adoption are results, \
            guardrails guard them; output and activity satisfy no gate.
            """,
        columns: [
            Column("level", "initiative, plan or portfolio"), Column("name", "the initiative or the plan"),
            Column("class", "the class of the metrics"), Column("metrics", "how many there are"),
            Column("metrics-percent", title: "%", "of all metrics"), Column("readings", "how many readings they have"),
            Column("readings-percent", title: "% of readings", "of all readings of metrics"), .commit, .path,
        ]
    ) { input in
        typealias Counts = [Metric.Class: (metrics: Int, readings: Int)]
        func add(_ left: inout Counts, _ right: Counts) {
            for (key, value) in right {
                let old = left[key] ?? (0, 0)
                left[key] = (old.metrics + value.metrics, old.readings + value.readings)
            }
        }
        func rows(_ level: String, _ name: String, _ counts: Counts, _ landing: Landing?, _ path: String?) -> [[Cell]] {
            let metrics = counts.values.reduce(0) { $0 + $1.metrics }
            let readings = counts.values.reduce(0) { $0 + $1.readings }
            return Metric.Class.allCases.compactMap { one in
                counts[one].map { count in
                    [
                        .text(level), .text(name), .text(one.rawValue), .count(count.metrics),
                        .percent(ExactDecimal(count.metrics).percent(of: ExactDecimal(metrics))),
                        .count(count.readings),
                        .percent(ExactDecimal(count.readings).percent(of: ExactDecimal(readings))), .commit(landing),
                        .optional(path),
                    ]
                }
            }
        }
        var result: [[Cell]] = []
        var whole: Counts = [:]
        for (plan, initiatives) in input.portfolio.plans {
            var sum: Counts = [:]
            for initiative in initiatives {
                var counts: Counts = [:]
                for metric in initiative.history.promise?.metrics ?? [] {
                    guard let one = metric.metricClass else { continue }
                    let readings = initiative.readings.entries.count {
                        $0.line.series == .actual && $0.line.item == metric.id
                    }
                    add(&counts, [one: (1, readings)])
                }
                add(&sum, counts)
                result += rows(
                    "initiative", initiative.name, counts, initiative.history.promises.last?.landing,
                    initiative.history.path)
            }
            result += rows("plan", plan, sum, nil, nil)
            add(&whole, sum)
        }
        result += rows("portfolio", "everything", whole, nil, nil)
        return Outcome(result)
    }
}

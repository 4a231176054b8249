import PlanModel
import Timeline

extension Analysis {
    static let activityRatio = Analysis(
        "activity-ratio", shows: "how much of what is measured is activity, and how much results",
        explanation: """
            Metrics and their readings by class, for each initiative, plan and everything. Outcome and adoption are results, \
            guardrails guard them; output and activity satisfy no gate, and their share is the activity ratio. A metric that says \
            no class is counted among all of them, as `none`. A month has one reading of a metric, however often it was restated.
            """,
        columns: [
            Column("level", "initiative, plan or portfolio"), Column("name", "the initiative or the plan"),
            Column("class", "the class of the metrics; `none` where they say none"),
            Column("metrics", "how many there are"),
            Column("metrics-percent", title: "%", "of all metrics"), Column("readings", "how many readings they have"),
            Column("readings-percent", title: "% of readings", "of all readings of metrics"), .commit, .path,
        ]
    ) { input in
        func rows(
            _ level: String, _ name: String, _ counts: ActivityCounts, _ landing: Landing?, _ path: String?
        ) -> [[Cell]] {
            (Metric.Class.allCases + [nil]).compactMap { one in
                counts.byClass[one].map { count in
                    [
                        .text(level), .text(name), .text(one?.rawValue ?? "none"), .count(count.metrics),
                        .percent(ActivityCounts.share(count.metrics, counts.metrics)), .count(count.readings),
                        .percent(ActivityCounts.share(count.readings, counts.readings)), .commit(landing),
                        .optional(path),
                    ]
                }
            }
        }
        var result: [[Cell]] = []
        var whole = ActivityCounts()
        for (plan, initiatives) in input.portfolio.plans {
            var sum = ActivityCounts()
            for initiative in initiatives {
                let counts = ActivityCounts(initiative)
                sum.add(counts)
                result += rows(
                    "initiative", initiative.name, counts, initiative.history.promises.last?.landing,
                    initiative.history.path)
            }
            result += rows("plan", plan, sum, nil, nil)
            whole.add(sum)
        }
        result += rows("portfolio", "everything", whole, nil, nil)
        return Outcome(result, [whole.sentence])
    }
}

/// Metrics and their readings by class.
struct ActivityCounts {
    private(set) var byClass: [Metric.Class?: (metrics: Int, readings: Int)] = [:]

    init() {}

    init(_ initiative: InitiativeValue) {
        for metric in initiative.history.promise?.metrics ?? [] {
            add(metric.metricClass, 1, initiative.readings.actuals[metric.id]?.count ?? 0)
        }
    }

    private mutating func add(_ one: Metric.Class?, _ metrics: Int, _ readings: Int) {
        let old = byClass[one] ?? (0, 0)
        byClass[one] = (old.metrics + metrics, old.readings + readings)
    }

    mutating func add(_ other: ActivityCounts) {
        for (key, value) in other.byClass { add(key, value.metrics, value.readings) }
    }

    var metrics: Int { byClass.values.reduce(0) { $0 + $1.metrics } }
    var readings: Int { byClass.values.reduce(0) { $0 + $1.readings } }

    static func share(_ part: Int, _ whole: Int) -> ExactDecimal? {
        ExactDecimal(part).percent(of: ExactDecimal(whole))
    }

    var sentence: String {
        let activity = [Metric.Class.output, .activity].compactMap { byClass[$0] }
        func told(_ part: Int, _ whole: Int, _ noun: String) -> String {
            let share = Self.share(part, whole).map { "\($0) %" } ?? "n/a"
            return "\(share) of \(Analysis.counted(whole, noun))"
        }
        return "activity ratio: \(told(activity.reduce(0) { $0 + $1.metrics }, metrics, "metric")), "
            + told(activity.reduce(0) { $0 + $1.readings }, readings, "reading")
    }
}

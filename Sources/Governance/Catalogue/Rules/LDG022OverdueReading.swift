import Diagnostics

extension Rule {
    static let overdueReading = Rule(
        code: .overdueReading,
        name: "overdue-reading",
        severity: .warning,
        summary:
            "From go-live on, outcome, adoption and guardrail metrics and planned value are read for each period of the cadence.",
        rationale: """
            Readings that fail to come are seldom good ones. Without them realisation is counted over the months \
            that somebody cared to record.
            """,
        remedy: """
            Record the reading, also where it is a bad one: `<date>,actual,<item>,<month>,<value>,<evidence>,`.
            """,
        failing: .cadence(
            """
            2026-04-20,milestone,go-live,,done,,
            2026-06-03,review,,2026-05,held,,
            """,
            stage: "implemented",
            "metrics:\n  - {id: ↓portal-share, class: adoption, population: {who: staff, size: 5200}}\nmilestones:\n  - {id: go-live, due: 2026-04-20, go-live: true}"
        ),
        passing: .cadence(
            """
            2026-04-20,milestone,go-live,,done,,
            2026-06-03,actual,portal-share,2026-05,46,,
            2026-06-03,review,,2026-05,held,,
            """,
            stage: "implemented",
            "metrics:\n  - {id: portal-share, class: adoption, population: {who: staff, size: 5200}}\nmilestones:\n  - {id: go-live, due: 2026-04-20, go-live: true}"
        ),
        since: "0.1")
}

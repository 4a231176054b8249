import Diagnostics

extension Rule {
    static let overdueForecast = Rule(
        code: .overdueForecast,
        name: "overdue-forecast",
        severity: .warning,
        summary: "From the decision on, value that is still to come is forecast anew in each period of the cadence.",
        rationale: """
            A plan is what was expected when it was decided. If nobody says what is expected now, the outlook is \
            the plan, and the shortfall appears in the month in which it is too late to do anything.
            """,
        remedy: """
            Record what is expected now for each month to come, also where nothing has changed: \
            `<date>,forecast,<item>,<month>,<value>,,`.
            """,
        failing: .cadence(
            "2026-06-03,review,,2026-05,held,,", stage: "decided",
            "value:\n  - {id: ↓contact-handling, kind: hard-saving, currency: EUR, basis: 3000 contacts a month, plan: {2026-07: 12000.00}}"
        ),
        passing: .cadence(
            """
            2026-06-03,review,,2026-05,held,,
            2026-06-03,forecast,contact-handling,2026-07,11000.00,,
            """,
            stage: "decided",
            "value:\n  - {id: contact-handling, kind: hard-saving, currency: EUR, basis: 3000 contacts a month, plan: {2026-07: 12000.00}}"
        ),
        since: "0.1")
}

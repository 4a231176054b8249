import Diagnostics

extension Rule {
    static let unknownItem = Rule(
        code: .unknownItem,
        name: "unknown-item",
        severity: .error,
        summary: "A line of a ledger is about a metric, a value line or a milestone that the plan has.",
        rationale: """
            A reading of something that the plan does not name counts nowhere. With `portal-shares` in place of \
            `portal-share` the month has no reading, and the figure that everybody believes to be recorded is \
            missing in every report.
            """,
        remedy: """
            Write the id as the plan has it. An id that the ledger has lines about stays in the plan.
            """,
        failing: .ledger(
            "2026-06-01,actual,↓portal-shares,2026-05,46,,"),
        passing: .ledger(
            "2026-06-01,actual,portal-share,2026-05,46,,"),
        since: "0.1")
}

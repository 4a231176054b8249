import Diagnostics

extension Rule {
    static let reviewOverdue = Rule(
        code: .reviewOverdue,
        name: "review-overdue",
        severity: .warning,
        summary: "A hold is looked at again by the day that it names.",
        rationale: """
            Initiatives are put on hold for a month and found again after a year, with their promised value still in \
            every total.
            """,
        remedy: "Resume it, cancel it, or land a new `review-by` with a new reason.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            state: on-hold
            because: The vendor withdrew the connector.
            review-by: ↓2026-06-09
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            state: on-hold
            because: The vendor withdrew the connector.
            review-by: 2026-06-10
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let baselineReversed = Rule(
        code: .baselineReversed,
        name: "baseline-reversed",
        severity: .error,
        summary: "A baseline begins before it ends.",
        rationale: """
            From December to October nothing was measured; one of the two months is wrong, and with it the season \
            that the result is compared with.
            """,
        remedy: "Exchange the months, or correct the one that is wrong.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: reset-contacts
                class: outcome
                unit: contacts/month
                direction: decrease
                baseline: {value: 6000, from: ↓2025-12, to: 2025-10}
                target: {value: 1500, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: reset-contacts
                class: outcome
                unit: contacts/month
                direction: decrease
                baseline: {value: 6000, from: 2025-10, to: 2025-12}
                target: {value: 1500, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            """),
        since: "0.1")
}

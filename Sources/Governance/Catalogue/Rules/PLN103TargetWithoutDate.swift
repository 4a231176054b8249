import Diagnostics

extension Rule {
    static let targetWithoutDate = Rule(
        code: .targetWithoutDate,
        name: "target-without-date",
        severity: .warning,
        summary: "A target says by which month it is promised.",
        rationale: "Without a date a target can never be missed: at every review it is still on its way.",
        remedy: "Add `by:` with a month.",
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
                baseline: {value: 6000, from: 2025-10, to: 2025-12}
                target: {value: ↓1500}
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

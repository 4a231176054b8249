import Diagnostics

extension Rule {
    static let targetBeforeBaseline = Rule(
        code: .targetBeforeBaseline,
        name: "target-before-baseline",
        severity: .error,
        summary: "A target is promised for a month after its baseline.",
        rationale: """
            Last year's date, copied with last year's plan, makes a promise that has run out before it is made.
            """,
        remedy: "Correct the month of the target, or those of the baseline.",
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
                target: {value: 1500, by: ↓2025-12}
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
                target: {value: 1500, by: 2026-01}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            """),
        since: "0.1")
}

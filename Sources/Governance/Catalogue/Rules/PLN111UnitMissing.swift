import Diagnostics

extension Rule {
    static let unitMissing = Rule(
        code: .unitMissing,
        name: "unit-missing",
        severity: .warning,
        summary: "A metric with a baseline, a target or a bound has a unit.",
        rationale: """
            6000 what, and in which period? Without a unit the desk reports contacts of a week and finance reads \
            contacts of a month, and both are right.
            """,
        remedy: "Add `unit:` with what is counted and, where it is a rate, the period, such as `contacts/month`.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: ↓reset-contacts
                class: outcome
                direction: decrease
                baseline: {value: 6000, from: 2025-10, to: 2025-12}
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

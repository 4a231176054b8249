import Diagnostics

extension Rule {
    static let baselineUndated = Rule(
        code: .baselineUndated,
        name: "baseline-undated",
        severity: .warning,
        summary: "A baseline says from which to which month it was measured.",
        rationale: """
            6000 contacts of which months? A baseline without months cannot be repeated, and a month with a peak, \
            chosen afterwards, makes every result look good.
            """,
        remedy: "Add `from:` and `to:`; for a single month both are the same.",
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
                baseline: {value: ↓6000, to: 2025-12}
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
                baseline: {value: 6000, from: 2025-12, to: 2025-12}
                target: {value: 1500, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            """),
        since: "0.1")
}

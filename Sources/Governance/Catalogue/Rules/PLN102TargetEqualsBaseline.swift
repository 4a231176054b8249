import Diagnostics

extension Rule {
    static let targetEqualsBaseline = Rule(
        code: .targetEqualsBaseline,
        name: "target-equals-baseline",
        severity: .error,
        summary: "A target differs from its baseline.",
        rationale: """
            A promise to stay as it is has been kept on the day it is made: the gate that asks how far the metric \
            has come has nothing to divide by, and a budget has been spent on nothing.
            """,
        remedy: "Promise a change. What must not get worse is a guardrail with a `limit`.",
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
                target: {value: ↓6000.0, by: 2026-09}
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
                target: {value: 5999, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let guardrailWithoutLimit = Rule(
        code: .guardrailWithoutLimit,
        name: "guardrail-without-limit",
        severity: .error,
        summary: "A guardrail has a direction and a limit, or bounds that it is to stay within.",
        rationale: """
            A guardrail without a limit can neither hold nor break: it looks like protection in the plan, and the \
            gate that asks whether it held can never open.
            """,
        remedy: "Add `direction` and `limit`, or `direction: within` with `low` and `high`.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: ↓reopened
                class: guardrail
                unit: percent
                direction: decrease
                baseline: {value: 9.0, from: 2025-10, to: 2025-12}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: reopened
                class: guardrail
                unit: percent
                direction: decrease
                baseline: {value: 9.0, from: 2025-10, to: 2025-12}
                limit: 10.0
            """),
        since: "0.1")
}

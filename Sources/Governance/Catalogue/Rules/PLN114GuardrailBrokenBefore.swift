import Diagnostics

extension Rule {
    static let guardrailBrokenBefore = Rule(
        code: .guardrailBrokenBefore,
        name: "guardrail-broken-before",
        severity: .warning,
        summary: "The limit of a guardrail holds before the change.",
        rationale: """
            A guardrail that is broken from the start says nothing about the change. At the gate it is waved \
            through, since it was always like that, and nobody sees when it really gets worse.
            """,
        remedy: "Set a limit that holds today. What has to become better is an outcome with a target.",
        failing: .document(
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
                baseline: {value: 12.5, from: 2025-10, to: 2025-12}
                limit: ↓10.0
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

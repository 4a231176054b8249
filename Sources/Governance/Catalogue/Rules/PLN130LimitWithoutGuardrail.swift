import Diagnostics

extension Rule {
    static let limitWithoutGuardrail = Rule(
        code: .limitWithoutGuardrail,
        name: "limit-without-guardrail",
        severity: .warning,
        summary: "Only a guardrail has a limit.",
        rationale: """
            The gate that asks whether guardrails were held looks at metrics of that class. A limit on any other \
            metric is read by people, and judged by nobody.
            """,
        remedy: "Class the metric `guardrail`, or promise a `target`.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: downtime
                class: output
                unit: hours
                direction: decrease
                limit: ↓4
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: downtime
                class: guardrail
                unit: hours
                direction: decrease
                limit: 4
            """),
        since: "0.1")
}

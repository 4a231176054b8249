import Diagnostics

extension Rule {
    static let metricReference = Rule(
        code: .metricReference,
        name: "metric-reference",
        severity: .error,
        summary: "A field that names a metric names one of the plan, and of the class that it needs.",
        rationale: """
            A mistyped guardrail guards nothing, and a transition that is shown by an outcome shows something else \
            than how many people have moved. The gate finds out months later, when the figures that are missing can \
            no longer be measured.
            """,
        remedy: """
            Correct the id, or add the metric. `guardrail` names a metric of the class `guardrail`, `transition` one \
            of the class `adoption`, a value line any.
            """,
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
                target: {value: 1500, by: 2026-09}
                guardrail: ↓reopend
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

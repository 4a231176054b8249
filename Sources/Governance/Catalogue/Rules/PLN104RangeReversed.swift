import Diagnostics

extension Rule {
    static let rangeReversed = Rule(
        code: .rangeReversed,
        name: "range-reversed",
        severity: .error,
        summary: "The lower bound of a metric lies below its upper bound.",
        rationale: """
            No reading is within bounds that are exchanged, so that the metric could never be reached, and a \
            guardrail would be broken from the first month.
            """,
        remedy: "Exchange the two, or correct the one that is wrong.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: load
                class: guardrail
                unit: tickets/agent
                direction: within
                low: ↓24
                high: 18
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: load
                class: guardrail
                unit: tickets/agent
                direction: within
                low: 18
                high: 24
            """),
        since: "0.1")
}

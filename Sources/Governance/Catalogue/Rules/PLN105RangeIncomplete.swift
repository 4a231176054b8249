import Diagnostics

extension Rule {
    static let rangeIncomplete = Rule(
        code: .rangeIncomplete,
        name: "range-incomplete",
        severity: .error,
        summary: "A metric that is to stay within bounds has both of them, and no other metric has any.",
        rationale: """
            With one bound missing nobody can say whether a reading is within. With bounds beside `direction: \
            decrease` half of the promise is read by people only, and judged by nobody.
            """,
        remedy: "Add the bound that is missing; or set `direction: within`, or remove the bounds.",
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
                direction: ↓within
                high: 24
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

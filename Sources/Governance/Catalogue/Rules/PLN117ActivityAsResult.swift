import Diagnostics

extension Rule {
    static let activityAsResult = Rule(
        code: .activityAsResult,
        name: "activity-as-result",
        severity: .warning,
        summary: "A metric that is named like an activity is not called an outcome or an adoption.",
        rationale: """
            All agents trained, all guides written, and everybody works as before. What was done counts for no gate; \
            calling it an outcome would let the initiative close on its own diligence.
            """,
        remedy: "Class it `activity`, and measure beside it what people do differently afterwards.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: agents
                name: Desk agents trained
                class: ↓adoption
                unit: people
                direction: increase
                population: {who: agents of the desk, size: 42}
                target: {value: 42, by: 2026-03}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: agents
                name: Desk agents trained
                class: activity
                unit: people
                target: {value: 42, by: 2026-03}
            """),
        since: "0.1")
}

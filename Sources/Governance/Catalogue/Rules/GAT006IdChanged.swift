import Diagnostics

extension Rule {
    static let idChanged = Rule(
        code: .idChanged,
        name: "id-changed",
        severity: .error,
        summary: "An id never changes.",
        rationale: """
            Everything that was ever signed or recorded for an initiative names its id. With a new id the plan sheds \
            re-baselines and late milestones at one stroke, and looks like a fresh initiative that was never late.
            """,
        remedy: "Restore the id. What is really another initiative gets a file of its own.",
        failing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                """,
            to: """
                schema: tollgate/initiative/v1
                id: ↓SD-131
                title: Move password resets to self-service
                stage: detailed
                """),
        passing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to the self-service portal
                stage: detailed
                """),
        since: "0.1")
}

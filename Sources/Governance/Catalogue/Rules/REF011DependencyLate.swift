import Diagnostics

extension Rule {
    static let dependencyLate = Rule(
        code: .dependencyLate,
        name: "dependency-late",
        severity: .warning,
        summary: "What an initiative needs by a day has come far enough by then.",
        rationale: """
            The day has passed and what was needed is not there; everything that hangs on it has slipped, and the \
            plan does not say so yet. Far enough is the furthest stage that a gate of the policy asks of \
            dependencies; where none does, the last but one.
            """,
        remedy: """
            Agree on a new date with the owner of the other initiative, and move the milestones and targets that \
            hang on it.
            """,
        failing: .tree([
            "plans/identity/SD-031.yaml": """
            schema: tollgate/initiative/v1
            id: SD-031
            title: Clean up the staff directory
            stage: decided
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            dependencies:
              - {on: SD-031, kind: needs, by: ↓2026-06-09}
            """,
        ]),
        passing: .tree([
            "plans/identity/SD-031.yaml": """
            schema: tollgate/initiative/v1
            id: SD-031
            title: Clean up the staff directory
            stage: implemented
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            dependencies:
              - {on: SD-031, kind: needs, by: 2026-06-09}
            """,
        ]),
        since: "0.1")
}

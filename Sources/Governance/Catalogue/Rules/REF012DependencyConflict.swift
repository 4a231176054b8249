import Diagnostics

extension Rule {
    static let dependencyConflict = Rule(
        code: .dependencyConflict,
        name: "dependency-conflict",
        severity: .warning,
        summary: """
            An initiative that conflicts with another does not advance while that one is active and as far or \
            further.
            """,
        rationale: """
            Two ways to the same end are worth comparing while they are ideas. Behind the first gate both cost \
            money, and each is planned as if the other did not exist.
            """,
        remedy: "Decide for one of them: hold or cancel the other. If they no longer conflict, take the line out.",
        failing: .tree([
            "plans/identity/SD-031.yaml": """
            schema: tollgate/initiative/v1
            id: SD-031
            title: Clean up the staff directory
            stage: detailed
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            dependencies:
              - {on: ↓SD-031, kind: conflicts}
            """,
        ]),
        passing: .tree([
            "plans/identity/SD-031.yaml": """
            schema: tollgate/initiative/v1
            id: SD-031
            title: Clean up the staff directory
            stage: defined
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            dependencies:
              - {on: SD-031, kind: conflicts}
            """,
        ]),
        since: "0.1")
}

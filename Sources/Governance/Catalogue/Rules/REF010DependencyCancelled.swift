import Diagnostics

extension Rule {
    static let dependencyCancelled = Rule(
        code: .dependencyCancelled,
        name: "dependency-cancelled",
        severity: .warning,
        summary: "What an initiative needs is not cancelled.",
        rationale: """
            The directory will not be cleaned up any more, and the portal that relies on it is planned as before: \
            the cancellation was decided elsewhere, by people who did not know of it.
            """,
        remedy: "Settle what takes the place of the cancelled initiative, and change `dependencies`.",
        failing: .tree([
            "plans/identity/SD-031.yaml": """
            schema: tollgate/initiative/v1
            id: SD-031
            title: Clean up the staff directory
            stage: detailed
            state: cancelled
            because: Merged into the yearly audit.
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            dependencies:
              - {on: ↓SD-031, kind: needs}
            """,
        ]),
        passing: .tree([
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
              - {on: SD-031, kind: needs}
            """,
        ]),
        since: "0.1")
}

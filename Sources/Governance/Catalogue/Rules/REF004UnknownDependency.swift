import Diagnostics

extension Rule {
    static let unknownDependency = Rule(
        code: .unknownDependency,
        name: "unknown-dependency",
        severity: .error,
        summary: "A dependency names an initiative that exists.",
        rationale: """
            A gate can ask that whatever an initiative needs has been decided first. With a mistyped id that gate \
            stays shut for no reason, or, if the line were passed over, the portal is decided although nobody has \
            cleaned up the directory it relies on.
            """,
        remedy: """
            Correct the id; the finding proposes the nearest one. If the other initiative is yet to be written, land \
            it first.
            """,
        failing: .landing(
            before: [
                "plans/identity/SD-031.yaml": """
                schema: tollgate/initiative/v1
                id: SD-031
                title: Clean up the staff directory
                stage: defined
                """
            ],
            after: [
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
                stage: defined
                dependencies:
                  - {on: ↓SD-013, kind: needs}
                """,
            ]),
        passing: .landing(
            before: [
                "plans/identity/SD-031.yaml": """
                schema: tollgate/initiative/v1
                id: SD-031
                title: Clean up the staff directory
                stage: defined
                """
            ],
            after: [
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
                stage: defined
                dependencies:
                  - {on: SD-031, kind: needs}
                """,
            ]),
        since: "0.1")
}

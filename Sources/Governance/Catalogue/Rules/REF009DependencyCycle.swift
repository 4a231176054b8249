import Diagnostics

extension Rule {
    static let dependencyCycle = Rule(
        code: .dependencyCycle,
        name: "dependency-cycle",
        severity: .error,
        summary: "No initiative needs itself, through whatever others.",
        rationale: """
            Each waits for the other, and the gate that asks for what is needed stays closed for both. In two plans \
            of two teams nobody sees it; the whole circle is in the finding's note.
            """,
        remedy: """
            Decide which can come first, and take its dependency out; often only a part of one is needed, which is \
            then an initiative of its own.
            """,
        failing: .tree([
            "plans/identity/SD-031.yaml": """
            schema: tollgate/initiative/v1
            id: SD-031
            title: Clean up the staff directory
            stage: detailed
            dependencies:
              - {on: ↓SD-104, kind: needs}
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

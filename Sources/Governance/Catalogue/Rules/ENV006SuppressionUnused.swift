import Diagnostics

extension Rule {
    static let suppressionUnused = Rule(
        code: .suppressionUnused,
        name: "suppression-unused",
        severity: .warning,
        summary: "A comment that sets a rule aside stands above a line that breaks it.",
        rationale: """
            What a comment was for is mended sooner than the comment is removed. Left behind, it hides the next mistake \
            on that line, which nobody has looked at.
            """,
        remedy: "Remove the comment. It is about the one line below it.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            ↓# tollgate: ignore REF004 until 2026-06-10 because SD-031 is written this month
            dependencies: []
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            dependencies:
              # tollgate: ignore REF004 until 2026-06-10 because SD-031 is written this month
              - {on: SD-031, kind: needs}
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let exceptionExpired = Rule(
        code: .exceptionExpired,
        name: "exception-expired",
        severity: .warning,
        summary: "Comments and waivers that set a rule aside are removed when their day has passed.",
        rationale: """
            From that day on the rule counts again. What still stands there looks like a permission to whoever reads the \
            file, and is none.
            """,
        remedy: "Mend what it was for, and remove it. A waiver goes with the next change of the policy.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            ↓# tollgate: ignore REF004 until 2026-06-09 because SD-031 is written this month
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

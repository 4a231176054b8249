import Diagnostics

extension Rule {
    static let shortfallTooEarly = Rule(
        code: .shortfallTooEarly,
        name: "shortfall-too-early",
        severity: .error,
        summary: "`shortfall` stands at the last stage only.",
        rationale: """
            To close below the promise is a step of its own, with people who agree to it. Written down earlier it \
            announces that the promise is no longer meant, while the plan still shows it.
            """,
        remedy: """
            Remove it, and say it in the landing that sets the last stage. A promise that has changed is a \
            re-baseline.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: implemented
            shortfall: ↓{because: The connector never worked with two offices.}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: closed
            shortfall: {because: The connector never worked with two offices.}
            """),
        since: "0.1")
}

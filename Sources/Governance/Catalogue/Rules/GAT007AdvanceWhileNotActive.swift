import Diagnostics

extension Rule {
    static let advanceWhileNotActive = Rule(
        code: .advanceWhileNotActive,
        name: "advance-while-not-active",
        severity: .error,
        summary: "Only an active initiative moves forward.",
        rationale: """
            On hold or cancelled means that nobody works on it and nobody looks at it. If it could pass gates \
            meanwhile and be resumed behind them, a pause would be a short cut.
            """,
        remedy: "Resume the initiative in a landing of its own (`state: active`), then move it forward.",
        failing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                state: on-hold
                because: The budget for 2026 is not released.
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: ↓decided
                state: on-hold
                because: The budget for 2026 is not released.
                """),
        passing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                state: on-hold
                because: The budget for 2026 is not released.
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                state: active
                """),
        since: "0.1")
}

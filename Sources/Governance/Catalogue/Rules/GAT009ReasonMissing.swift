import Diagnostics

extension Rule {
    static let reasonMissing = Rule(
        code: .reasonMissing,
        name: "reason-missing",
        severity: .error,
        summary: "A step back, a hold and a cancellation say why, in a `because` of their own.",
        rationale: """
            A year later somebody asks why the decision was taken back, and no figure answers that. The reason of an \
            earlier hold, left standing, answers another question.
            """,
        remedy: "Write the reason in `because:` at the top level of the initiative, in place of an older one.",
        failing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: decided
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: ↓detailed
                """),
        passing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: decided
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                because: The pilot showed that resets by phone take half the time assumed.
                """),
        since: "0.1")
}

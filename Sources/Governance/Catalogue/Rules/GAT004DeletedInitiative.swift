import Diagnostics

extension Rule {
    static let deletedInitiative = Rule(
        code: .deletedInitiative,
        name: "deleted-initiative",
        severity: .error,
        summary: "An initiative is never deleted; it is cancelled.",
        rationale: """
            With the file, what was promised vanishes from every report, and the failed initiatives are the first to \
            go. A cancelled one keeps its promise and its sign-offs on record and says what becomes of the value.
            """,
        remedy: """
            Restore the file and cancel the initiative: `state: cancelled`, with `because` and `value-disposition`.
            """,
        failing: .landing(
            before: [
                "plans/service-desk/SD-104.yaml": """
                ↓schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: decided
                """
            ],
            after: [:]),
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
                stage: decided
                state: cancelled
                because: The desk moves to the shared service centre in 2027.
                value-disposition: Given up; the contract with the overflow desk goes on.
                """),
        since: "0.1")
}

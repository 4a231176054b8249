import Diagnostics

extension Rule {
    static let severalSteps = Rule(
        code: .severalSteps,
        name: "several-steps",
        severity: .error,
        summary: "A landing takes one step for an initiative.",
        rationale: """
            Each step has a gate, and a sign-off names one gate. A landing with two steps leaves open which of them \
            the sponsor agreed to: putting work on hold is one decision, and taking back the go-ahead is another.
            """,
        remedy: "Land the two changes one after the other.",
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
                state: on-hold
                because: The vendor withdrew the SSO connector.
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
                stage: decided
                state: on-hold
                because: The vendor withdrew the SSO connector.
                review-by: 2026-09-01
                """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let fieldWithoutState = Rule(
        code: .fieldWithoutState,
        name: "field-without-state",
        severity: .warning,
        summary: "`review-by` stands in an initiative on hold only, and `value-disposition` in a cancelled one.",
        rationale: """
            A date of review left behind by a hold that has ended makes readers believe it is still held; a \
            disposition of the value in an active initiative counts the same money twice.
            """,
        remedy: "Remove the field, or set the state that it belongs to.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            review-by: ↓2026-09-01
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            state: on-hold
            because: The vendor withdrew the connector.
            review-by: 2026-09-01
            """),
        since: "0.1")
}

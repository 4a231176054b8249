import Diagnostics
import PlanModel

extension Rule {
    static let malformedValue = Rule(
        code: .malformedValue,
        name: "malformed-value",
        severity: .error,
        summary: "A value is written the way its field is read.",
        rationale: """
            `03.04.2026` is in April in Berlin and in March in Boston, and `12,000` is twelve or twelve thousand. \
            Dates are ISO 8601 and amounts plain decimals with a point, so that a milestone is late, and a sum the \
            same, for everybody.
            """,
        remedy: "Write the value in the form that the finding shows.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            milestones:
              - id: pilot
                due: ↓15.03.2026
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            milestones:
              - id: pilot
                due: 2026-03-15
            """),
        since: "0.1")
}

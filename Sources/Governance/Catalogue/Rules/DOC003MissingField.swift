import Diagnostics
import PlanModel

extension Rule {
    static let missingField = Rule(
        code: .missingField,
        name: "missing-field",
        severity: .error,
        summary: "Fields that a document or an item cannot do without are there and have a value.",
        rationale: """
            Leaving a field out must not be the easiest way past a rule: a milestone without a date is never late, a \
            value line without a currency is in no sum, a plan without a stage is at no gate. What else has to be \
            filled in, and by when, is for the policy's criteria to say.
            """,
        remedy: "Add the field; the finding says what its value looks like.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            milestones:
              - ↓id: pilot
                title: Pilot with 200 users
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            milestones:
              - id: pilot
                title: Pilot with 200 users
                due: 2026-03-15
            """),
        since: "0.1")
}

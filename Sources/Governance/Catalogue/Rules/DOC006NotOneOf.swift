import Diagnostics
import PlanModel

extension Rule {
    static let notOneOf = Rule(
        code: .notOneOf,
        name: "not-one-of",
        severity: .error,
        summary: "A field with a fixed choice of words has one of them.",
        rationale: """
            Gates choose by such words. A policy that wants a sign-off by `security` for changes with `risk: high` \
            does not ask for it when the plan says `risk: severe`, and an unknown word would count as the mildest one.
            """,
        remedy: "Take one of the words that the finding lists.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            change:
              risk: ↓severe
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            change:
              risk: high
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let suppressionMalformed = Rule(
        code: .suppressionMalformed,
        name: "suppression-malformed",
        severity: .error,
        summary:
            "A comment for Tollgate says `ignore`, a rule that can be set aside, `until` a day, and `because` of what.",
        rationale: """
            A comment that means nothing would be taken for an exception by everybody who reads it. Without a last day \
            an exception is for ever; without a reason nobody can say whether it still holds. What no \
            policy can turn off, whoever edits a plan cannot set aside either, and nothing for more than a year.
            """,
        remedy: "Write it as the finding says, or remove it.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            ↓# tollgate: ignore REF004 because SD-031 is written this month
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

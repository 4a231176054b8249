import Diagnostics

extension Rule {
    static let undeclaredStage = Rule(
        code: .undeclaredStage,
        name: "undeclared-stage",
        severity: .error,
        summary: "The stage is one that the policy declares.",
        rationale: """
            The ladder of stages decides which gates lie ahead. A stage that is not on it, such as `approved` or \
            `detailled`, has no gate before it and none behind it, and could be used to walk around all of them.
            """,
        remedy: "Use one of the stages that the finding lists. A new stage is a change of the policy.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: ↓approved
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: decided
            """),
        since: "0.1")
}

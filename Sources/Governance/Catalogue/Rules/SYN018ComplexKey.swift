import Diagnostics
import PlanText

extension Rule {
    static let complexKey = Rule(
        code: .complexKey,
        name: "complex-key",
        severity: .error,
        summary: "A key is a word, never a list or a mapping.",
        rationale: """
            YAML allows a whole list as a key. No field of a plan is written that way, so it is a slip of brackets, \
            and what stands behind it would belong to no field and be judged by no rule.
            """,
        remedy: "Put the name of a field in front of the colon and the list behind it.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            ↓[identity, service-portal]: in scope
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            change:
              services: [identity, service-portal]
            """),
        since: "0.1")
}

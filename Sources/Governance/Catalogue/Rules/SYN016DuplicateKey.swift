import Diagnostics
import PlanText

extension Rule {
    static let duplicateKey = Rule(
        code: .duplicateKey,
        name: "duplicate-key",
        severity: .error,
        summary: "A key stands once in its mapping.",
        rationale: """
            Most YAML readers take the last of two equal keys without a word, and people read the first. Whoever signs \
            for the stage or the target at the top of a long plan would be signing what somebody wrote further down. \
            Keys are compared after unescaping: `"st\\x61ge"` is `stage` too.
            """,
        remedy: "Keep one of the two; the finding shows both places.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            owner: ana.ruiz
            ↓stage: decided
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            owner: ana.ruiz
            """),
        since: "0.1")
}

import Diagnostics
import PlanText

extension Rule {
    static let nestingTooDeep = Rule(
        code: .nestingTooDeep,
        name: "nesting-too-deep",
        severity: .error,
        preventsReading: true,
        summary: "Lists and mappings nest at most 32 levels deep.",
        rationale: """
            A plan needs five levels. Thousands of brackets in a row exhaust the stack of readers that call themselves \
            for each level, and one pushed file could stop every check in the repository.
            """,
        remedy: "Remove the levels that carry nothing, or move the content to a file under `evidence/`.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            x-shifts: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[↓[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            x-shifts: [[early, late], [night]]
            """),
        since: "0.1")
}

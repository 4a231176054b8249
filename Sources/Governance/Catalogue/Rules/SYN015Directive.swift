import Diagnostics
import PlanText

extension Rule {
    static let directive = Rule(
        code: .directive,
        name: "directive",
        severity: .error,
        summary: "There are no directives (`%YAML`, `%TAG`).",
        rationale: """
            `%YAML 1.1` asks for another version of the language, in which `no` is false and `010` is eight, and \
            `%TAG` gives tags another meaning. What a plan says must not hang on a line at its top that no reviewer \
            reads.
            """,
        remedy: "Remove every line that begins with `%`.",
        failing: .document(
            """
            ↓%YAML 1.1
            ---
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            """),
        since: "0.1")
}

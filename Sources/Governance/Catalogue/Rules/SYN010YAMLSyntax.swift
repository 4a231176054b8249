import Diagnostics
import PlanText

extension Rule {
    static let yamlSyntax = Rule(
        code: .yamlSyntax,
        name: "yaml-syntax",
        severity: .error,
        preventsReading: true,
        summary: "A document is YAML that can be read to its end.",
        rationale: """
            What cannot be read cannot be judged, and a second colon in a line must not take an initiative out of \
            every gate. Readers that guess are no help, since two of them guess differently.
            """,
        remedy: """
            Mend the line that is named. Quote a text that has `: ` or ` #` in it, or that begins with a sign such as \
            `*`, `&`, `[` or `@`.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Password resets↓: the move to self-service
            stage: detailed
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: "Password resets: the move to self-service"
            stage: detailed
            """),
        since: "0.1")
}

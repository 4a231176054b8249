import Diagnostics
import PlanText

extension Rule {
    static let frontMatterMissing = Rule(
        code: .frontMatterMissing,
        name: "front-matter-missing",
        severity: .error,
        preventsReading: true,
        summary: "A Markdown plan begins with its fields, between two lines `---`.",
        rationale: """
            The fields are what is judged; the prose below is for people. With a heading or an empty line in front of \
            the first `---` they are prose as well, and the initiative has no id, no stage and no gate.
            """,
        remedy: """
            Begin the file with `---`, the fields, and a second line `---`. A page that is no plan belongs where no \
            entry of `documents` matches it.
            """,
        failing: .document(
            """
            ↓# Move password resets to self-service

            ---
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            ---
            """, path: "plans/service-desk/SD-104.md"),
        passing: .document(
            """
            ---
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            ---

            # Move password resets to self-service
            """, path: "plans/service-desk/SD-104.md"),
        since: "0.1")
}

import Diagnostics
import PlanText

extension Rule {
    static let severalDocuments = Rule(
        code: .severalDocuments,
        name: "several-documents",
        severity: .error,
        preventsReading: true,
        summary: "A file holds one YAML document.",
        rationale: """
            Readers differ in what they make of a second document: some take the first, some the last, some all of \
            them. In the failing example one tool would show an initiative that is detailed, and another one would see \
            it closed.
            """,
        remedy: "Remove the line `---`, or give what follows a file of its own.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            ↓---
            stage: closed
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

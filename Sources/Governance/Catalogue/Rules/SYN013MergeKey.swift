import Diagnostics
import PlanText

extension Rule {
    static let mergeKey = Rule(
        code: .mergeKey,
        name: "merge-key",
        severity: .error,
        summary: "Fields are written out, without merge keys (`<<`).",
        rationale: """
            A merge key pulls in fields from somewhere else, and YAML readers disagree on which one counts when a \
            field stands in both places. Whoever reviews the mapping does not see all that is in it.
            """,
        remedy: "Write the fields out where they belong.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            x-desk:
              ↓<<: {team: level-1-desk}
              shift: day
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            x-desk:
              team: level-1-desk
              shift: day
            """),
        since: "0.1")
}

import Diagnostics
import PlanModel

extension Rule {
    static let schemaMismatch = Rule(
        code: .schemaMismatch,
        name: "schema-mismatch",
        severity: .error,
        summary: "`schema` names the kind and version that the file is read as.",
        rationale: """
            This line says what all other fields mean. A file of a later version can have fields that this Tollgate \
            does not know, and would pass without being judged on them; a change plan in the place of an initiative \
            has no stage at all.
            """,
        remedy: "Write the value that the finding expects. For a newer version install a newer Tollgate.",
        failing: .document(
            """
            schema: ↓tollgate/plan/v1
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

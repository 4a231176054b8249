import Diagnostics
import PlanModel

extension Rule {
    static let notAMapping = Rule(
        code: .notAMapping,
        name: "not-a-mapping",
        severity: .error,
        preventsReading: true,
        summary: "A document is a mapping: fields with values.",
        rationale: """
            A list or a lone text has no id and no stage, so no gate could apply to it. Mostly it is a dash in front \
            of the first field, which makes the whole plan the only item of a list.
            """,
        remedy: "Remove the dash, or put the content under the fields it belongs to.",
        failing: .document(
            """
            ↓- schema: tollgate/initiative/v1
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

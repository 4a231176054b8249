import Diagnostics
import PlanText

extension Rule {
    static let anchorOrAlias = Rule(
        code: .anchorOrAlias,
        name: "anchor-or-alias",
        severity: .error,
        summary: "Values are written out, without anchors (`&name`) and aliases (`*name`).",
        rationale: """
            An alias makes a line stand for text elsewhere in the file. A change at the anchor then changes fields \
            whose own lines stay as they were, and a reviewer who looks at a locked amount does not see it move. \
            Aliases of aliases also grow: ten lines can stand for gigabytes.
            """,
        remedy: "Write the value out in each place and remove the anchor.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            change:
              services: ↓&touched [identity, service-portal]
            x-monitoring: ↓*touched
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            change:
              services: [identity, service-portal]
            x-monitoring: [identity, service-portal]
            """),
        since: "0.1")
}

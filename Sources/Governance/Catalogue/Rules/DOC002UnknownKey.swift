import Diagnostics
import PlanModel

extension Rule {
    static let unknownKey = Rule(
        code: .unknownKey,
        name: "unknown-key",
        severity: .error,
        summary: "Every field is one that Tollgate knows, or one of your own that begins with `x-`.",
        rationale: """
            A mistyped field is a field that is not there. `onwer: ana.ruiz` leaves an initiative without anybody who \
            is accountable, `guardrial` a metric without the one that would show it being gamed, and in a policy it \
            would be a demand that is never made.
            """,
        remedy: """
            Correct the name; the finding proposes the nearest one. What is only for yourself goes into `x-…`, which \
            is never judged.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            ↓onwer: ana.ruiz
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            owner: ana.ruiz
            x-jira: ITSM-4711
            """),
        since: "0.1")
}

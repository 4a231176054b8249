import Diagnostics
import PlanText

extension Rule {
    static let explicitTag = Rule(
        code: .explicitTag,
        name: "explicit-tag",
        severity: .error,
        summary: "Values have no tags such as `!!str`.",
        rationale: """
            A tag tells the reader to take a value for another type, or to build an object of its own from it; in \
            several languages reading such a file has run an attacker's code. In a plan the field alone decides what \
            its value means.
            """,
        remedy: """
            Remove the tag. Nothing has to be quoted in its place: `no` is never turned into false here, nor `1:30` \
            into a number.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: ↓!!str Move password resets to self-service
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

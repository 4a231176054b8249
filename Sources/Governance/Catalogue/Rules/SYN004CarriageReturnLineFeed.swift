import Diagnostics
import PlanText

extension Rule {
    static let carriageReturnLineFeed = Rule(
        code: .carriageReturnLineFeed,
        name: "crlf",
        severity: .error,
        summary: "Lines end with LF, not with CRLF.",
        rationale: """
            Windows editors end lines with CRLF, and git converts them on one machine (`core.autocrlf`) and not on the \
            next. One plan then has two digests: a sign-off given on a laptop does not match what lands from the \
            forge, and a review shows every line as changed, so that the one that really changed goes unnoticed.
            """,
        remedy: "Set the editor to LF and let `tollgate check --fix` replace every CRLF of the file.",
        failing: .document(
            """
            schema: tollgate/initiative/v1↓\r
            id: SD-104\r
            title: Move password resets to self-service\r
            stage: detailed\r
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

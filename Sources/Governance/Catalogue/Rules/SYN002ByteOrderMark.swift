import Diagnostics
import PlanText

extension Rule {
    static let byteOrderMark = Rule(
        code: .byteOrderMark,
        name: "byte-order-mark",
        severity: .error,
        summary: "A document does not begin with a byte order mark.",
        rationale: """
            Some editors put the bytes `EF BB BF` in front of a text. Nobody sees them, but they change the digest \
            that a sign-off covers: a file that looks untouched no longer matches its signature. Programs that look \
            for a first key or for `---` do not find it behind them.
            """,
        remedy: "Save the file as UTF-8 without byte order mark; `tollgate check --fix` takes it away.",
        failing: .document(
            """
            ↓\u{FEFF}schema: tollgate/initiative/v1
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

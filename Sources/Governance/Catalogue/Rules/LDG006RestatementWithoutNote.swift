import Diagnostics

extension Rule {
    static let restatementWithoutNote = Rule(
        code: .restatementWithoutNote,
        name: "restatement-without-note",
        severity: .error,
        summary: "A reading that replaces an earlier one says why.",
        rationale: """
            A later line with the same item and period replaces the earlier one in all figures. Without a reason \
            nobody can tell a correction from a reading that was adjusted until it fitted.
            """,
        remedy: """
            Say in `note` what was wrong with the earlier reading. The reading itself may be right.
            """,
        failing: .ledger(
            """
            2026-05-04,actual,portal-share,2026-04,39,,
            2026-05-18,actual,portal-share,2026-04,↓41,,
            """),
        passing: .ledger(
            """
            2026-05-04,actual,portal-share,2026-04,39,,
            2026-05-18,actual,portal-share,2026-04,41,,two sites were missing
            """),
        since: "0.1")
}

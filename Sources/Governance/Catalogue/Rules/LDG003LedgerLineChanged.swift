import Diagnostics

extension Rule {
    static let ledgerLineChanged = Rule(
        code: .ledgerLineChanged,
        name: "ledger-line-changed",
        severity: .error,
        summary: "A line of a ledger that has landed is neither changed nor removed.",
        rationale: """
            A figure that can be put right in silence can also be put wrong in silence. Once a reading has \
            landed others have decided on it, and a report of that day must still be able to show it: \
            corrections are lines of their own, so that both figures and the reason stay.
            """,
        remedy: """
            Restore the ledger as it was, and add a line with the same item and period that says in `note` what \
            was wrong. Where a spreadsheet has written the file anew, take the old bytes and add only what is \
            new.
            """,
        failing: .ledgerChange(
            from: """
                2026-05-04,actual,portal-share,2026-04,39,,
                """,
            to: """
                2026-05-04,actual,portal-share,2026-04,↓59,,
                2026-06-01,actual,portal-share,2026-05,46,,
                """),
        passing: .ledgerChange(
            from: """
                2026-05-04,actual,portal-share,2026-04,39,,
                """,
            to: """
                2026-05-04,actual,portal-share,2026-04,39,,
                2026-05-18,actual,portal-share,2026-04,41,,two sites were missing
                """),
        since: "0.1")
}

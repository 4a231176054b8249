import Diagnostics

extension Rule {
    static let restatementWithoutChange = Rule(
        code: .restatementWithoutChange,
        name: "restatement-without-change",
        severity: .info,
        summary: "A reading is recorded once.",
        rationale: """
            A line that says again what an earlier one says changes no figure. Usually an export was imported \
            twice, and whoever counts corrections counts one that never was.
            """,
        remedy: """
            Take the line out while it has not landed.
            """,
        failing: .ledger(
            """
            2026-05-04,actual,portal-share,2026-04,39,,
            2026-05-18,actual,portal-share,2026-04,↓39,,
            """),
        passing: .ledger(
            """
            2026-05-04,actual,portal-share,2026-04,39,,
            2026-06-01,actual,portal-share,2026-05,46,,
            """),
        since: "0.1")
}

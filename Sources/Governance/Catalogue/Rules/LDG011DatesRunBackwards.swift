import Diagnostics

extension Rule {
    static let datesRunBackwards = Rule(
        code: .datesRunBackwards,
        name: "dates-run-backwards",
        severity: .info,
        summary: "New lines of a ledger stand in the order of their dates.",
        rationale: """
            Late records are allowed and common. Where the dates of new lines run backwards something was \
            usually added after the fact, which whoever reads the ledger may want to know.
            """,
        remedy: """
            Nothing has to be done. Lines that have not landed can be put in order.
            """,
        failing: .ledger(
            """
            2026-06-01,actual,portal-share,2026-05,46,,
            ↓2026-05-04,actual,portal-share,2026-04,39,,
            """),
        passing: .ledger(
            """
            2026-05-04,actual,portal-share,2026-04,39,,
            2026-06-01,actual,portal-share,2026-05,46,,
            """),
        since: "0.1")
}

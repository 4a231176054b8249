import Diagnostics

extension Rule {
    static let ledgerDeleted = Rule(
        code: .ledgerDeleted,
        name: "ledger-deleted",
        severity: .error,
        summary: "A ledger stays for as long as its initiative is there, and moves together with it.",
        rationale: """
            With the ledger goes everything that was measured. A plan that is moved to another folder and leaves \
            its ledger behind begins with an empty one, and nothing that was late or missed is to be seen there.
            """,
        remedy: """
            Restore the ledger; where the plan has moved, move the ledger and its evidence in the same landing.
            """,
        failing: .ledgerDeletion(of: "2026-05-04,actual,portal-share,2026-04,39,,"),
        passing: .ledgerChange(
            from: "2026-05-04,actual,portal-share,2026-04,39,,",
            to: """
                2026-05-04,actual,portal-share,2026-04,39,,
                2026-06-01,actual,portal-share,2026-05,46,,
                """),
        since: "0.1")
}

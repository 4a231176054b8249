import Diagnostics

extension Rule {
    static let ledgerLineInserted = Rule(
        code: .ledgerLineInserted,
        name: "ledger-line-inserted",
        severity: .error,
        summary: "New lines of a ledger stand below those that have landed, which keep their order.",
        rationale: """
            Where two branches add lines and git puts both together, the lines of one stand before those that \
            have landed. Every digest of the ledger up to there is different then, and so is the answer to which \
            of two readings is the later one.
            """,
        remedy: """
            Put the lines of the branch that is merged into first and the others below; `tollgate merge-ledger` \
            does that, also as a merge driver.
            """,
        failing: .ledgerChange(
            from: """
                2026-05-04,actual,portal-share,2026-04,39,,
                """,
            to: """
                ↓2026-04-20,milestone,go-live,,done,,
                2026-05-04,actual,portal-share,2026-04,39,,
                """),
        passing: .ledgerChange(
            from: """
                2026-05-04,actual,portal-share,2026-04,39,,
                """,
            to: """
                2026-05-04,actual,portal-share,2026-04,39,,
                2026-04-20,milestone,go-live,,done,,
                """),
        since: "0.1")
}

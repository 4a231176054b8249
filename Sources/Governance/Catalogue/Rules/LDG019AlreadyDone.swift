import Diagnostics

extension Rule {
    static let alreadyDone = Rule(
        code: .alreadyDone,
        name: "already-done",
        severity: .warning,
        summary: "What has happened is neither forecast nor given a new date.",
        rationale: """
            A milestone that is done and then expected again, or a forecast for a month that has its reading, \
            contradicts what the ledger says above. Reports take the one or the other, and people quote the one \
            that suits them.
            """,
        remedy: """
            Leave the line out. A reading that was wrong is restated with a note; what was not done after all is \
            a milestone of its own.
            """,
        failing: .ledger(
            """
            2026-04-20,milestone,go-live,,done,,
            2026-05-02,milestone,go-live,,↓2026-06-15,,
            """),
        passing: .ledger(
            """
            2026-04-02,milestone,go-live,,2026-04-20,,slipped one sprint
            2026-04-20,milestone,go-live,,done,,
            """),
        since: "0.1")
}

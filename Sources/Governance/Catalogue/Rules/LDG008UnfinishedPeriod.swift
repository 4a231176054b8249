import Diagnostics

extension Rule {
    static let unfinishedPeriod = Rule(
        code: .unfinishedPeriod,
        name: "unfinished-period",
        severity: .error,
        summary: "A reading is taken after its period has ended.",
        rationale: """
            What half a month has brought is no month. Such a reading looks like a shortfall, or, where it was \
            extrapolated, like a result that nobody has measured.
            """,
        remedy: """
            Record it after the last day of the period. Until then what is expected is a `forecast`.
            """,
        failing: .ledger(
            "↓2026-05-20,actual,portal-share,2026-05,46,,"),
        passing: .ledger(
            "2026-06-01,actual,portal-share,2026-05,46,,"),
        since: "0.1")
}

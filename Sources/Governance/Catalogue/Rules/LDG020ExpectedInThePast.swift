import Diagnostics

extension Rule {
    static let expectedInThePast = Rule(
        code: .expectedInThePast,
        name: "expected-in-the-past",
        severity: .warning,
        summary: "A milestone is expected on a day that is still to come.",
        rationale: """
            A date that was over when it was written down says nothing about when the milestone will be met. \
            Nobody looked at it, or it was met and the line should say so.
            """,
        remedy: """
            Record `done` with the day on which it was done, or the date on which it is expected now.
            """,
        failing: .ledger(
            "2026-05-02,milestone,go-live,,↓2026-04-20,,"),
        passing: .ledger(
            "2026-05-02,milestone,go-live,,2026-06-15,,"),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let dateAfterLanding = Rule(
        code: .dateAfterLanding,
        name: "date-after-landing",
        severity: .error,
        summary: "No line of a ledger is of a later day than its landing.",
        rationale: """
            A ledger says what has happened. A line of next week was typed wrongly, or says something that is \
            only hoped for and will stand there as a fact, whatever comes.
            """,
        remedy: """
            Correct the date, or record the line when it is so. A day of grace is given for time zones.
            """,
        failing: .ledger(
            "↓2026-07-01,review,,2026-05,held,,"),
        passing: .ledger(
            "2026-06-01,review,,2026-05,held,,"),
        since: "0.1")
}

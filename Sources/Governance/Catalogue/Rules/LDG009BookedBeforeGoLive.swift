import Diagnostics

extension Rule {
    static let bookedBeforeGoLive = Rule(
        code: .bookedBeforeGoLive,
        name: "booked-before-go-live",
        severity: .error,
        summary: "A benefit is booked for periods in which the change was live.",
        rationale: """
            What came before the change went live came from something else. Booked here it makes a change look \
            successful before it has begun, and is usually counted a second time where it belongs.
            """,
        remedy: """
            Record the go-live milestone, or the first deployment, with its own date; correct the period; or \
            take the amount out.
            """,
        failing: .ledger(
            """
            2026-04-20,milestone,go-live,,done,,
            2026-05-04,actual,contact-handling,↓2026-03,8400.00,,
            """),
        passing: .ledger(
            """
            2026-04-20,milestone,go-live,,done,,
            2026-05-04,actual,contact-handling,2026-04,2100.00,,
            """),
        since: "0.1")
}

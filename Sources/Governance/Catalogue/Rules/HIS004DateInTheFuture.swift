import Diagnostics

extension Rule {
    static let dateInTheFuture = Rule(
        code: .dateInTheFuture,
        name: "date-in-the-future",
        severity: .error,
        summary: "A landing is not dated later than now, but for five minutes by which clocks may differ.",
        rationale: """
            Which keys are valid, who holds which role and what is overdue goes by the committer's date of a \
            landing, and anybody can type that date. A key that becomes valid next year would sign today.
            """,
        remedy: """
            Set the clock of the machine right and make the commit again. What has landed is reported until that \
            day has come.
            """,
        failing: .situation(
            """
            The landing is dated 2031-01-01, and it is judged in 2026.
            """),
        passing: .situation(
            """
            The landing is dated two minutes later than the clock of the machine that judges it.
            """),
        since: "0.1")
}

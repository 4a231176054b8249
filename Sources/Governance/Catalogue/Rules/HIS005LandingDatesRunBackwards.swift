import Diagnostics

extension Rule {
    static let landingDatesRunBackwards = Rule(
        code: .landingDatesRunBackwards,
        name: "landing-dates-run-backwards",
        severity: .warning,
        summary: "A landing is dated no more than a day before its first parent.",
        rationale: """
            An old date would let somebody sign with a key that has run out or was withdrawn since. Keys are \
            therefore judged at the later of both dates, and the date itself is only reported: a clock that was \
            wrong cannot be mended once the commit has landed, and an error would fail every check of that \
            history for good.
            """,
        remedy: """
            Find out whose clock was wrong. A commit that has not landed yet is made again with `git commit \
            --amend --no-edit`.
            """,
        failing: .situation(
            """
            The tip of `main` is dated 2026-06-10, and the next landing 2026-06-01.
            """),
        passing: .situation(
            """
            The tip of `main` is dated 2026-06-10 09:00, and the next landing 2026-06-10 08:40, by another \
            clock.
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let rateRestated = Rule(
        code: .rateRestated,
        name: "rate-restated",
        severity: .error,
        summary: "A rate that replaces an earlier one for its month and currency names another source.",
        rationale: """
            Of two lines for one month the later one counts. A bank publishes one rate; where the second line \
            names the same source, one of the two was typed wrongly, and nobody can tell which.
            """,
        remedy: """
            Name what the later rate rests on, such as `ECB, corrected 2026-06-12`; a source with a comma is \
            written in quotes.
            """,
        failing: .rates(
            """
            2026-05,USD,0.9214,ECB
            2026-05,USD,0.9241,↓ECB
            """),
        passing: .rates(
            """
            2026-05,USD,0.9214,ECB
            2026-05,USD,0.9241,ECB corrected 2026-06-08
            """),
        since: "0.1")
}

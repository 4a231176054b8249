import Diagnostics

extension Rule {
    static let negativeAmount = Rule(
        code: .negativeAmount,
        name: "negative-amount",
        severity: .warning,
        summary: "An amount of a value line is written without a sign.",
        rationale: """
            Whether an amount counts for or against an initiative is said by the `kind` of its line. A cost that \
            is booked as `-38000.00` is subtracted twice, and turns into a benefit.
            """,
        remedy: """
            Write the amount without a sign. A month in which more was taken back than booked is restated.
            """,
        failing: .ledger(
            """
            2026-04-20,milestone,go-live,,done,,
            2026-06-05,actual,contact-handling,2026-05,↓-8400.00,,
            """),
        passing: .ledger(
            """
            2026-04-20,milestone,go-live,,done,,
            2026-06-05,actual,contact-handling,2026-05,8400.00,,
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let rateForUnfinishedMonth = Rule(
        code: .rateForUnfinishedMonth,
        name: "rate-for-unfinished-month",
        severity: .error,
        summary: "The actual rate of a month is recorded when the month has ended.",
        rationale: """
            Before its end there is no average and no closing rate of a month. What is recorded then is a \
            forecast, and those stand in the policy, as rates of the plan.
            """,
        remedy: """
            Record it after the last day of the month.
            """,
        failing: .rates("↓2026-06,USD,0.9214,ECB"),
        passing: .rates("2026-05,USD,0.9214,ECB"),
        since: "0.1")
}

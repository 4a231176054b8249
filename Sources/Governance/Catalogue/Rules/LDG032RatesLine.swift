import Diagnostics
import PlanModel

extension Rule {
    static let ratesLine = Rule(
        code: .ratesLine,
        name: "rates-line",
        severity: .error,
        summary: "Each exchange rate has a month, a currency, a rate above zero, and says who published it.",
        rationale: """
            A line that cannot be read gives no rate, and the amounts of that month fall out of every sum in the \
            reporting currency. A rate without a source is anybody's.
            """,
        remedy: """
            Write the field as the finding says: months as `2026-05`, currencies by ISO 4217, rates as plain \
            decimals with a point.
            """,
        failing: .rates("2026-05,USD,↓zero,ECB"),
        passing: .rates("2026-05,USD,0.9214,ECB"),
        since: "0.1")
}

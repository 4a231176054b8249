import Diagnostics
import PlanModel

extension Rule {
    static let ratesHeader = Rule(
        code: .ratesHeader,
        name: "rates-header",
        severity: .error,
        summary: "The actual exchange rates begin with the header that names their four columns.",
        rationale: """
            The columns are read by their places. In another order a rate becomes a year, or the header of \
            somebody else's export becomes a rate.
            """,
        remedy: """
            Write the header that the finding shows as the first line.
            """,
        failing: .tree(["plans/fx.csv": "↓month,rate,currency,source\n2026-05,0.9214,USD,ECB\n"]),
        passing: .rates("2026-05,USD,0.9214,ECB"),
        since: "0.1")
}

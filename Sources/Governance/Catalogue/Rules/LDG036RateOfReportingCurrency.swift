import Diagnostics

extension Rule {
    static let rateOfReportingCurrency = Rule(
        code: .rateOfReportingCurrency,
        name: "rate-of-reporting-currency",
        severity: .error,
        summary: "The reporting currency has no rate but 1.",
        rationale: """
            Rates are units of the reporting currency for one unit of another. A line for the reporting currency \
            itself usually means that they were exported the other way round, and every amount is converted in \
            the wrong direction.
            """,
        remedy: """
            Take the line out, and look whether the other rates are the right way round.
            """,
        failing: .rates(
            "2026-05,EUR,↓1.0853,ECB",
            more: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, decided, closed]
                currencies: {reporting: EUR}
                """
            ]),
        passing: .rates(
            "2026-05,USD,0.9214,ECB",
            more: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, decided, closed]
                currencies: {reporting: EUR}
                """
            ]),
        since: "0.1")
}

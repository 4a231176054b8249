import Diagnostics

extension Rule {
    static let currencyWithoutRate = Rule(
        code: .currencyWithoutRate,
        name: "currency-without-rate",
        severity: .warning,
        summary: "Where the policy names a reporting currency, it has a plan rate for every amount of a plan.",
        rationale: """
            An amount that cannot be converted is in no total. The licence in dollars is then missing from the run \
            cost, and the case looks better by as much as was forgotten.
            """,
        remedy: """
            Add the rate to `currencies.plan-rates` in the policy, or state the amounts in the reporting currency.
            """,
        failing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, identified, detailed, decided, implemented, closed]
            currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.92}}}
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            value:
              - id: licence
                kind: run-cost
                currency: ↓CHF
                recurring: true
                plan: {2026-05: 1900.00, 2026-06: 1900.00}
            """,
        ]),
        passing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, identified, detailed, decided, implemented, closed]
            currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.92}}}
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            value:
              - id: licence
                kind: run-cost
                currency: USD
                recurring: true
                plan: {2026-05: 1900.00, 2026-06: 1900.00}
            """,
        ]),
        since: "0.1")
}

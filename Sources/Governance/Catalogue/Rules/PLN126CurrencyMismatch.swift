import Diagnostics

extension Rule {
    static let currencyMismatch = Rule(
        code: .currencyMismatch,
        name: "currency-mismatch",
        severity: .error,
        summary: "A value line has the currency of the metric that drives it, where that metric is itself money.",
        rationale: """
            Invoices are measured in euro and the saving is planned in dollars: at the end of the month the two \
            figures differ by the exchange rate, and the difference is called a result.
            """,
        remedy: "State both in one currency.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: reset-contacts
                class: outcome
                unit: EUR/month
                direction: decrease
                baseline: {value: 24000, from: 2025-10, to: 2025-12}
                target: {value: 6000, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            value:
              - id: overflow-desk
                kind: hard-saving
                currency: ↓USD
                recurring: true
                metric: reset-contacts
                basis: invoices of the overflow desk, 24000 EUR a month in 2025
                plan: {2026-05: 9000.00}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: reset-contacts
                class: outcome
                unit: EUR/month
                direction: decrease
                baseline: {value: 24000, from: 2025-10, to: 2025-12}
                target: {value: 6000, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            value:
              - id: overflow-desk
                kind: hard-saving
                currency: EUR
                recurring: true
                metric: reset-contacts
                basis: invoices of the overflow desk, 24000 EUR a month in 2025
                plan: {2026-05: 9000.00}
            """),
        since: "0.1")
}

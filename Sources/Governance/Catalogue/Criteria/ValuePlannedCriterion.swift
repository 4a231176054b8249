extension CriterionDescription {
    static let valuePlanned = CriterionDescription(
        name: "value-planned",
        key: "value",
        form: "value: {planned: true}",
        summary: "Every value line has a plan for at least one period.",
        detail: "Costs are value lines too. A plan without value lines does not hold.",
        readsLedger: false,
        rationale: "A benefit without months cannot come late, and one without an amount cannot fall short.",
        remedy: "Add `plan:` with an amount for each month.",
        failing: Example(
            "value: {planned: true}",
            plan: """
                value:
                  - id: contact-handling
                    kind: hard-saving
                    currency: EUR
                    recurring: true
                    basis: 4500 contacts a month less at 4.00 EUR each
                    plan: {2026-05: 12000.00}
                  - id: ↓portal-licence
                    kind: one-off-cost
                    currency: EUR
                    recurring: false
                """,
            found: "`portal-licence` has no plan"),
        passing: Example(
            "value: {planned: true}",
            plan: """
                value:
                  - id: contact-handling
                    kind: hard-saving
                    currency: EUR
                    recurring: true
                    basis: 4500 contacts a month less at 4.00 EUR each
                    plan: {2026-05: 12000.00}
                  - id: portal-licence
                    kind: one-off-cost
                    currency: EUR
                    recurring: false
                    plan: {2026-03: 38000.00}
                """,
            found: "`contact-handling` has a plan for 1 period; `portal-licence` has a plan for 1 period"))
}

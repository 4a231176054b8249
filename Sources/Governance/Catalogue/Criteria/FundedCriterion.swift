extension CriterionDescription {
    static let funded = CriterionDescription(
        name: "funded",
        key: "funded",
        form: "funded: true",
        summary: "The run cost names who pays, and the value planned in a year exceeds it.",
        detail: """
            The run cost of a year is compared with the most that the benefits have in any twelve consecutive months \
            of their plan. `change.run-cost.because` may say why the value need not exceed it; who pays has to be \
            said all the same. Other currencies are converted at the plan rate of the policy.
            """,
        readsLedger: false,
        rationale: """
            What has been switched on is kept running, by whoever is left with the invoice. Both are cheap to settle \
            before the decision and never afterwards.
            """,
        remedy: """
            Name the cost centre that has agreed in `funded-by`; correct the figures, or say in `because` why it is \
            worth it.
            """,
        failing: Example(
            "funded: true",
            plan: """
                change:
                  run-cost: {amount: ↓2100.00, currency: EUR, per: month, funded-by: cc-4711}
                value:
                  - id: contact-handling
                    kind: hard-saving
                    currency: EUR
                    recurring: true
                    basis: 4500 contacts a month less at 4.00 EUR each
                    plan: {2026-05: 12000.00, 2026-06: 12000.00}
                """,
            found: "the value planned in a year, 24000.00 EUR, does not exceed the run cost, 25200.00"),
        passing: Example(
            "funded: true",
            plan: """
                change:
                  run-cost: {amount: 2100.00, currency: EUR, per: month, funded-by: cc-4711}
                value:
                  - id: contact-handling
                    kind: hard-saving
                    currency: EUR
                    recurring: true
                    basis: 4500 contacts a month less at 4.00 EUR each
                    plan: {2026-05: 12000.00, 2026-06: 13200.01}
                """,
            found: "cc-4711 pays 25200.00 EUR a year, for 25200.01 of value"))
}

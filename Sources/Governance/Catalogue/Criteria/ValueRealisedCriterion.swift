extension CriterionDescription {
    static let valueRealised = CriterionDescription(
        name: "value-realised",
        key: "value",
        form: "value: {realised: 95%, sustain: 2}",
        summary: "At least that share of the promised benefits has come true, in each of the last complete periods.",
        detail: """
            For each complete period the actuals of all benefits up to and with it are divided by their plan; \
            `sustain` says how many of the last periods must have the share, one where it says nothing. A month \
            without a reading counts as nothing realised; a benefit that comes late counts when it comes. Other \
            currencies are converted at the plan rate of the policy; without a rate the criterion cannot be decided, \
            and the gate stays closed. Costs do not count here. Where there are benefits of several kinds, each is \
            shown apart.
            """,
        readsLedger: true,
        rationale: """
            Savings are reported when they are planned and not when they are in the accounts. Here only lines of the \
            ledger count, against the plan as it was locked.
            """,
        remedy: "Record the actuals. If the value does not come, re-baseline, or close with a shortfall.",
        failing: Example(
            "value: {realised: 95%, sustain: 2}",
            plan: """
                value:
                  - id: ↓contact-handling
                    kind: hard-saving
                    currency: EUR
                    recurring: true
                    basis: 4500 contacts a month less at 4.00 EUR each
                    plan: {2026-04: 4000.00, 2026-05: 12000.00, 2026-06: 18000.00}
                """,
            ledger: """
                2026-04-20,deployment,portal,,done,,
                2026-05-05,actual,contact-handling,2026-04,4000.00,https://gl.example.com/2026-04,
                2026-06-05,actual,contact-handling,2026-05,8400.00,https://gl.example.com/2026-05,
                """,
            found: "12400.00 of 16000.00 EUR up to 2026-05, 77.5 %"),
        passing: Example(
            "value: {realised: 95%, sustain: 2}",
            plan: """
                value:
                  - id: contact-handling
                    kind: hard-saving
                    currency: EUR
                    recurring: true
                    basis: 4500 contacts a month less at 4.00 EUR each
                    plan: {2026-04: 4000.00, 2026-05: 12000.00, 2026-06: 18000.00}
                """,
            ledger: """
                2026-04-20,deployment,portal,,done,,
                2026-05-05,actual,contact-handling,2026-04,3800.00,https://gl.example.com/2026-04,
                2026-06-05,actual,contact-handling,2026-05,11900.00,https://gl.example.com/2026-05,
                """,
            found: "3800.00 of 4000.00 EUR up to 2026-04, 95.0 %; 15700.00 of 16000.00 EUR up to 2026-05, 98.1 %"))
}

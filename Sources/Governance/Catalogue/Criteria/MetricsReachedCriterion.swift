extension CriterionDescription {
    static let metricsReached = CriterionDescription(
        name: "metrics-reached",
        key: "metrics",
        form: "metrics: {class: outcome, reached: 100%}",
        summary: "Every metric of a class has come that share of the way from its baseline to its target.",
        detail: """
            The share is (reading − baseline) ÷ (target − baseline), exactly; a metric that is to stay within bounds \
            has come all the way, or none of it. It must hold in the newest readings of complete periods, as many \
            consecutive ones as the metric's `sustain` says, one where it says nothing. Of several readings for one \
            month the last counts; a month is complete on the day after its last.
            """,
        readsLedger: true,
        rationale: """
            One good month after a holiday is no result. And where the best of many metrics were enough, somebody \
            would always find one.
            """,
        remedy: """
            Record the readings that are missing. If the target is not reached, wait, re-baseline, or close with a \
            shortfall; each is a step that others agree to.
            """,
        failing: Example(
            "metrics: {class: outcome, reached: 100%}",
            plan: """
                metrics:
                  - id: reset-contacts
                    class: outcome
                    unit: contacts/month
                    direction: decrease
                    baseline: {value: 6000, from: 2025-10, to: 2025-12}
                    target: {value: 1500, by: 2026-09}
                    sustain: 2
                    guardrail: reopened
                  - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0}
                """,
            ledger: """
                2026-05-04,actual,reset-contacts,2026-04,↓2400,https://itsm.example.com/r/9,
                2026-06-03,actual,reset-contacts,2026-05,1500,https://itsm.example.com/r/10,
                """,
            found: "`reset-contacts` was 2400 in 2026-04: 80.0 % of the way from 6000 to 1500"),
        passing: Example(
            "metrics: {class: outcome, reached: 100%}",
            plan: """
                metrics:
                  - id: reset-contacts
                    class: outcome
                    unit: contacts/month
                    direction: decrease
                    baseline: {value: 6000, from: 2025-10, to: 2025-12}
                    target: {value: 1500, by: 2026-09}
                    sustain: 2
                    guardrail: reopened
                  - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0}
                """,
            ledger: """
                2026-05-04,actual,reset-contacts,2026-04,1500,https://itsm.example.com/r/9,
                2026-06-03,actual,reset-contacts,2026-05,1410,https://itsm.example.com/r/10,
                """,
            found: """
                `reset-contacts` was 1410 in 2026-05: 102.0 % of the way from 6000 to 1500; `reset-contacts` was \
                1500 in 2026-04: 100.0 % of the way from 6000 to 1500
                """))
}

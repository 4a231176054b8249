extension CriterionDescription {
    static let guardrails = CriterionDescription(
        name: "guardrails",
        key: "guardrails",
        form: "guardrails: held",
        summary: "The newest reading of every guardrail is within its limit.",
        detail: """
            With `direction: decrease` a reading is at most the `limit`, with `increase` at least, with `within` \
            between `low` and `high`, all included. Only readings of complete periods count. A plan without \
            guardrails does not hold, and neither does a guardrail without a reading.
            """,
        readsLedger: true,
        rationale: """
            Contacts fall when staff reset their own passwords, and they fall when the telephone is not answered. \
            Only the guardrail tells them apart.
            """,
        remedy: """
            Record the reading that is missing. Where the limit is broken, mend that first: the outcome was reached \
            at somebody's cost.
            """,
        failing: Example(
            "guardrails: held",
            plan: """
                metrics:
                  - id: reset-contacts
                    class: outcome
                    unit: contacts/month
                    direction: decrease
                    baseline: {value: 6000, from: 2025-10, to: 2025-12}
                    target: {value: 1500, by: 2026-09}
                    guardrail: reopened
                  - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0}
                """,
            ledger: """
                2026-05-04,actual,reopened,2026-04,9.1,https://itsm.example.com/r/9,
                2026-06-03,actual,reopened,2026-05,↓10.1,https://itsm.example.com/r/10,
                """,
            found: "`reopened` was 10.1 in 2026-05; its limit is at most 10.0"),
        passing: Example(
            "guardrails: held",
            plan: """
                metrics:
                  - id: reset-contacts
                    class: outcome
                    unit: contacts/month
                    direction: decrease
                    baseline: {value: 6000, from: 2025-10, to: 2025-12}
                    target: {value: 1500, by: 2026-09}
                    guardrail: reopened
                  - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0}
                """,
            ledger: """
                2026-05-04,actual,reopened,2026-04,12.4,https://itsm.example.com/r/9,
                2026-06-03,actual,reopened,2026-05,10.0,https://itsm.example.com/r/10,
                """,
            found: "`reopened` was 10.0 in 2026-05; its limit is at most 10.0"))
}

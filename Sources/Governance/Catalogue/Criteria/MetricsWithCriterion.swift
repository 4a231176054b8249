extension CriterionDescription {
    static let metricsWith = CriterionDescription(
        name: "metrics-with",
        key: "metrics",
        form: "metrics: {class: outcome, at-least: 1, with: [baseline, target]}",
        summary: "At least so many metrics of a class have the parts that are named.",
        detail: """
            Parts are `baseline`, `target`, `population`, `limit`, `guardrail`, `unit`, `direction` and `sustain`; \
            one that cannot be read is not there. Metrics of other classes do not count; a policy that asks for \
            `activity` or `output` is refused, since what was done is no result. Without `at-least` one metric is \
            enough.
            """,
        readsLedger: false,
        rationale: "Without a baseline that was fixed beforehand every later figure is an improvement.",
        remedy: "Add the part that is missing, or another metric of the class.",
        failing: Example(
            "metrics: {class: outcome, at-least: 1, with: [baseline, target]}",
            plan: """
                metrics:
                  - id: ↓reset-contacts
                    class: outcome
                    unit: contacts/month
                    direction: decrease
                    target: {value: 1500, by: 2026-09}
                    guardrail: reopened
                  - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0}
                """,
            found: "`reset-contacts` lacks `baseline`"),
        passing: Example(
            "metrics: {class: outcome, at-least: 1, with: [baseline, target]}",
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
            found: "1 outcome metric"))
}

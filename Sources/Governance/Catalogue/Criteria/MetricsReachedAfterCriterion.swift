extension CriterionDescription {
    static let metricsReachedAfter = CriterionDescription(
        name: "metrics-reached-after",
        key: "metrics",
        form: "metrics: {class: adoption, reached: 50%, after: go-live}",
        summary: "Every metric of a class has come that share of the way, in periods after go-live.",
        detail: """
            As `metrics-reached`, and only months after the one in which the milestone marked `go-live` was done \
            count; where no such milestone is done, those after the first deployment.
            """,
        readsLedger: true,
        rationale: """
            In the pilot everybody uses the portal, because somebody stands beside them. Adoption is what they do \
            afterwards.
            """,
        remedy: "Record the go-live when it has happened, and then the reading of each month after it.",
        failing: Example(
            "metrics: {class: adoption, reached: 50%, after: go-live}",
            plan: """
                metrics:
                  - id: ↓portal-share
                    class: adoption
                    unit: percent
                    direction: increase
                    population: {who: staff with a directory account, size: 5200}
                    baseline: {value: 0, from: 2025-12, to: 2025-12}
                    target: {value: 80, by: 2026-09}
                milestones:
                  - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
                """,
            ledger: """
                2026-04-20,milestone,go-live,,done,https://change.example.com/4711,
                2026-05-04,actual,portal-share,2026-04,64,https://itsm.example.com/r/9,
                """,
            found: "`portal-share` has 0 readings for complete periods after go-live; expected 1"),
        passing: Example(
            "metrics: {class: adoption, reached: 50%, after: go-live}",
            plan: """
                metrics:
                  - id: portal-share
                    class: adoption
                    unit: percent
                    direction: increase
                    population: {who: staff with a directory account, size: 5200}
                    baseline: {value: 0, from: 2025-12, to: 2025-12}
                    target: {value: 80, by: 2026-09}
                milestones:
                  - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
                """,
            ledger: """
                2026-04-20,milestone,go-live,,done,https://change.example.com/4711,
                2026-05-04,actual,portal-share,2026-04,64,https://itsm.example.com/r/9,
                2026-06-03,actual,portal-share,2026-05,40,https://itsm.example.com/r/10,
                """,
            found: "`portal-share` was 40 in 2026-05: 50.0 % of the way from 0 to 80"))
}

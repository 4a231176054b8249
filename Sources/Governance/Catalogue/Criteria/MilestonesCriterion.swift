extension CriterionDescription {
    static let milestones = CriterionDescription(
        name: "milestones",
        key: "milestones",
        form: "milestones: {mandatory: done}",
        summary: "Each mandatory milestone has a line in the ledger that says that it is done.",
        detail: """
            The plan says when a milestone is due, the ledger when it was met. A plan without a mandatory milestone \
            does not hold.
            """,
        readsLedger: true,
        rationale: """
            An initiative is called implemented when its date has come. The line in the ledger has a date and \
            evidence of its own.
            """,
        remedy: "When it is done, record it: `tollgate record SD-104 go-live done`.",
        failing: Example(
            "milestones: {mandatory: done}",
            plan: """
                milestones:
                  - {id: pilot, title: Pilot with 200 users, due: 2026-03-15, mandatory: true}
                  - {id: ↓go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
                """,
            ledger: """
                2026-03-14,milestone,pilot,,done,https://change.example.com/4690,
                2026-04-02,milestone,go-live,,2026-05-11,,connector late
                """,
            found: "`go-live` is not done"),
        passing: Example(
            "milestones: {mandatory: done}",
            plan: """
                milestones:
                  - {id: pilot, title: Pilot with 200 users, due: 2026-03-15}
                  - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
                """,
            ledger: """
                2026-05-11,milestone,go-live,,done,https://change.example.com/4711,
                """,
            found: "`go-live` was done on 2026-05-11"))
}

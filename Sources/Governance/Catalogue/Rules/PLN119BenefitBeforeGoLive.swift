import Diagnostics

extension Rule {
    static let benefitBeforeGoLive = Rule(
        code: .benefitBeforeGoLive,
        name: "benefit-before-go-live",
        severity: .error,
        summary: "A recurring benefit is planned from the month of go-live on.",
        rationale: """
            Money that a portal saves before it exists is in no account. Mostly the go-live has slipped and the plan \
            of the value has not, so that the case still looks as good as on the first day.
            """,
        remedy: """
            Move the plan to the months from go-live on. What comes earlier and once is a line of its own with \
            `recurring: false`.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            value:
              - id: contact-handling
                kind: hard-saving
                currency: EUR
                recurring: true
                basis: 4500 contacts a month less at 4.00 EUR each
                plan: {2026-03: ↓4000.00, 2026-04: 12000.00}
            milestones:
              - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            value:
              - id: contact-handling
                kind: hard-saving
                currency: EUR
                recurring: true
                basis: 4500 contacts a month less at 4.00 EUR each
                plan: {2026-04: 4000.00, 2026-05: 12000.00}
            milestones:
              - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
            """),
        since: "0.1")
}

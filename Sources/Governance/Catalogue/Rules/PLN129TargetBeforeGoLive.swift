import Diagnostics

extension Rule {
    static let targetBeforeGoLive = Rule(
        code: .targetBeforeGoLive,
        name: "target-before-go-live",
        severity: .warning,
        summary: "The target of an outcome or an adoption is promised for the month of go-live or later.",
        rationale: """
            A result cannot come before its cause. Where it is promised earlier, the go-live has been moved and the \
            target forgotten, or the result does not come from this initiative.
            """,
        remedy: "Move the target behind go-live; under a lock that is a re-baseline.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: reset-contacts
                class: outcome
                unit: contacts/month
                direction: decrease
                baseline: {value: 6000, from: 2025-10, to: 2025-12}
                target: {value: 1500, by: ↓2026-03}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            milestones:
              - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
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
                unit: contacts/month
                direction: decrease
                baseline: {value: 6000, from: 2025-10, to: 2025-12}
                target: {value: 1500, by: 2026-04}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            milestones:
              - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
            """),
        since: "0.1")
}

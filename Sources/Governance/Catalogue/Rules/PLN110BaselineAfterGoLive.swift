import Diagnostics

extension Rule {
    static let baselineAfterGoLive = Rule(
        code: .baselineAfterGoLive,
        name: "baseline-after-go-live",
        severity: .error,
        summary: "A baseline is of months that end before go-live.",
        rationale: """
            What is measured after the change is the new state. A baseline that reaches into it hides a part of the \
            result, or invents one: the weeks after a go-live are the worst of the year.
            """,
        remedy: "Measure the baseline over months that end before the milestone marked `go-live`.",
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
                baseline: {value: 6000, from: 2026-02, to: ↓2026-04}
                target: {value: 1500, by: 2026-09}
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
                baseline: {value: 6000, from: 2026-01, to: 2026-03}
                target: {value: 1500, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            milestones:
              - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
            """),
        since: "0.1")
}

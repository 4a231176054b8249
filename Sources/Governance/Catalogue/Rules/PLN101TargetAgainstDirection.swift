import Diagnostics

extension Rule {
    static let targetAgainstDirection = Rule(
        code: .targetAgainstDirection,
        name: "target-against-direction",
        severity: .error,
        summary: "A target lies on the side of the baseline that the direction says, or within its bounds.",
        rationale: """
            A target of 7500 contacts for a metric that is to fall from 6000 is a slip of the pen, or a baseline and \
            a target exchanged. Nobody would see it until the first reading, which then counts as far beyond the \
            target although nothing has become better.
            """,
        remedy: "Correct whichever of target, baseline and direction is wrong.",
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
                target: {value: ↓7500, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
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
                target: {value: 1500, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let baselineNotMeasured = Rule(
        code: .baselineNotMeasured,
        name: "baseline-not-measured",
        severity: .error,
        summary: "From the first gate that locks on, a baseline is of months that are over on the day it is judged.",
        rationale: """
            A baseline for a quarter that is still running is a guess. Once it is locked, the result is measured \
            against the guess, and it is chosen by those who want the result. Where no gate of the policy locks \
            anything, the rule holds at every stage.
            """,
        remedy: """
            Measure first. Until then leave `baseline` out, or state the reading of the last months that are over.
            """,
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
                baseline: {value: 6000, from: 2026-04, to: ↓2026-06}
                target: {value: 1500, by: 2026-09}
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
                baseline: {value: 6000, from: 2026-03, to: 2026-05}
                target: {value: 1500, by: 2026-09}
                guardrail: reopened
              - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
            """),
        since: "0.1")
}

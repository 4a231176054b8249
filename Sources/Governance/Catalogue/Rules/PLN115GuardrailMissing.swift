import Diagnostics

extension Rule {
    static let guardrailMissing = Rule(
        code: .guardrailMissing,
        name: "guardrail-missing",
        severity: .warning,
        summary: "An outcome with a target names the guardrail that would show it if it were gamed.",
        rationale: """
            Contacts fall when staff reset their own passwords, and they fall when the telephone is not answered. \
            The target alone rewards both; the guardrail tells them apart.
            """,
        remedy: """
            Add a metric of the class `guardrail` that gets worse when the outcome is reached at somebody else's \
            cost, and name it in `guardrail:`.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: ↓reset-contacts
                class: outcome
                unit: contacts/month
                direction: decrease
                baseline: {value: 6000, from: 2025-10, to: 2025-12}
                target: {value: 1500, by: 2026-09}
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

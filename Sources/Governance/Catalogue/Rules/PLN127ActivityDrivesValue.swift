import Diagnostics

extension Rule {
    static let activityDrivesValue = Rule(
        code: .activityDrivesValue,
        name: "activity-drives-value",
        severity: .warning,
        summary: "A benefit is driven by an outcome, an adoption or a guardrail, not by an activity or an output.",
        rationale: """
            Models that are written save nothing; changes that no longer wait do. A benefit that hangs on what was \
            done is due as soon as the project has been busy.
            """,
        remedy: "Name the metric in which the money shows.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - {id: guides, name: Guides written, class: activity, unit: guides, target: {value: 12, by: 2026-03}}
            value:
              - id: contact-handling
                kind: hard-saving
                currency: EUR
                recurring: true
                basis: 4500 contacts a month less at 4.00 EUR each
                plan: {2026-05: 12000.00}
                metric: ↓guides
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - {id: guides, name: Guides written, class: activity, unit: guides, target: {value: 12, by: 2026-03}}
            value:
              - id: contact-handling
                kind: hard-saving
                currency: EUR
                recurring: true
                basis: 4500 contacts a month less at 4.00 EUR each
                plan: {2026-05: 12000.00}
            """),
        since: "0.1")
}

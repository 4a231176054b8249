import Diagnostics

extension Rule {
    static let percentOutOfRange = Rule(
        code: .percentOutOfRange,
        name: "percent-out-of-range",
        severity: .error,
        summary: "Figures in percent lie between 0 and 100.",
        rationale: """
            A share of 750 percent is a typing mistake for 75.0, or the number is a count and its unit is wrong. \
            Growth, which may be more than 100, has a unit that says of what it is a percentage.
            """,
        remedy: "Correct the figure; or give the metric the unit that it has, such as `percent of 2025` or `index`.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: portal-share
                class: adoption
                unit: percent
                direction: increase
                population: {who: staff with a directory account, size: 5200}
                baseline: {value: 0, from: 2025-12, to: 2025-12}
                target: {value: ↓750, by: 2026-09}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: portal-share
                class: adoption
                unit: percent
                direction: increase
                population: {who: staff with a directory account, size: 5200}
                baseline: {value: 0, from: 2025-12, to: 2025-12}
                target: {value: 75.0, by: 2026-09}
            """),
        since: "0.1")
}

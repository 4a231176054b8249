import Diagnostics

extension Rule {
    static let populationMissing = Rule(
        code: .populationMissing,
        name: "population-missing",
        severity: .warning,
        summary: "An adoption metric says who has to adopt the change, and how many they are.",
        rationale: """
            75 percent of whom? Without a population those who never open the portal are left out of the count, and \
            adoption rises with everybody who gives up.
            """,
        remedy: "Add `population:` with `who` and `size`.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            metrics:
              - id: ↓portal-share
                class: adoption
                unit: percent
                direction: increase
                baseline: {value: 0, from: 2025-12, to: 2025-12}
                target: {value: 75, by: 2026-09}
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
                target: {value: 75, by: 2026-09}
            """),
        since: "0.1")
}

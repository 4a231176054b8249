import Diagnostics

extension Rule {
    static let populationExceeded = Rule(
        code: .populationExceeded,
        name: "population-exceeded",
        severity: .error,
        summary: "No more people adopt a change than its population has.",
        rationale: """
            Where 60 people of a population of 52 are to move, one of the two numbers is of another year or counts \
            something else, and the share that is reported later is of neither.
            """,
        remedy: "Correct the number of people, or the size of the population.",
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
                population: {who: staff with a directory account, size: 52}
                baseline: {value: 0, from: 2025-12, to: 2025-12}
                target: {value: 75, by: 2026-09}
            transition:
              - {team: level-1-desk, people: 42, from: resets by phone, to: exceptions only, metric: portal-share}
              - {team: level-2-desk, people: ↓18, from: resets by phone, to: exceptions only, metric: portal-share}
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
                population: {who: staff with a directory account, size: 60}
                baseline: {value: 0, from: 2025-12, to: 2025-12}
                target: {value: 75, by: 2026-09}
            transition:
              - {team: level-1-desk, people: 42, from: resets by phone, to: exceptions only, metric: portal-share}
              - {team: level-2-desk, people: 18, from: resets by phone, to: exceptions only, metric: portal-share}
            """),
        since: "0.1")
}

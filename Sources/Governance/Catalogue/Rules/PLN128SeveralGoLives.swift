import Diagnostics

extension Rule {
    static let severalGoLives = Rule(
        code: .severalGoLives,
        name: "several-go-lives",
        severity: .error,
        summary: "One milestone at most is marked `go-live`.",
        rationale: """
            Value, baselines and adoption are judged from go-live on. With two of them the earlier counts for the \
            start of value and the later for excuses.
            """,
        remedy: "Mark the milestone from which on value can come; later roll-outs are milestones like others.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            milestones:
              - {id: pilot, title: Pilot with 200 users, due: 2026-03-15, mandatory: true, go-live: true}
              - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: ↓true}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            milestones:
              - {id: pilot, title: Pilot with 200 users, due: 2026-03-15, mandatory: true}
              - {id: go-live, title: Portal live for all staff, due: 2026-04-20, mandatory: true, go-live: true}
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let innerIDStandsTwice = Rule(
        code: .innerIDStandsTwice,
        name: "inner-id-stands-twice",
        severity: .error,
        summary: "Within its list an id names one thing, and a value line has no metric's id.",
        rationale: """
            A line of the ledger says `actual,contacts` and nothing more. With two items of that id it is not known \
            what was measured, and whoever reads it picks the better one.
            """,
        remedy: """
            Give one of the two an id of its own. Ids of metrics, value lines and milestones that the ledger names \
            already have to stay.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            milestones:
              - {id: pilot, title: Pilot with 200 users, due: 2026-03-15}
              - {id: ↓pilot, title: Pilot with 900 users, due: 2026-04-20}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            milestones:
              - {id: pilot, title: Pilot with 200 users, due: 2026-03-15}
              - {id: second-pilot, title: Pilot with 900 users, due: 2026-04-20}
            """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let unknownObjective = Rule(
        code: .unknownObjective,
        name: "unknown-objective",
        severity: .error,
        summary: "An objective is one of the change plan in the same folder.",
        rationale: """
            An initiative that serves no objective anybody has stated is counted for none, and the objective that it \
            was meant for looks as if nobody worked on it.
            """,
        remedy: "Name an objective of `plan.yaml`, or add it there.",
        failing: .tree([
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            objective: ↓less-work
            """,
            "plans/service-desk/plan.yaml": """
            schema: tollgate/plan/v1
            id: service-desk
            title: A service desk that staff reach for the exceptions
            objectives:
              - {id: less-toil, title: Staff help themselves where no judgement is needed}
            """,
        ]),
        passing: .tree([
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            objective: less-toil
            """,
            "plans/service-desk/plan.yaml": """
            schema: tollgate/plan/v1
            id: service-desk
            title: A service desk that staff reach for the exceptions
            objectives:
              - {id: less-toil, title: Staff help themselves where no judgement is needed}
            """,
        ]),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let criterionNotMet = Rule(
        code: .criterionNotMet,
        name: "criterion-not-met",
        severity: .error,
        summary: "A step lands only when every criterion of its gate holds in the landing's own tree.",
        rationale: """
            A stage that is reached because its date has come says nothing. The gate's criteria are what was agreed must be \
            there first: without them the decision is taken on a plan that names no baseline, and nobody can say later \
            whether it worked.
            """,
        remedy: """
            Do what the finding says is missing, or take the step back. `tollgate gate <id>` shows the whole checklist \
            before anything is committed.
            """,
        failing: .landing(
            before: [
                "plans/policy.yaml": gatedPolicy,
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """,
            ],
            after: [
                "plans/policy.yaml": gatedPolicy,
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: ↓identified
                """,
            ]),
        passing: .landing(
            before: [
                "plans/policy.yaml": gatedPolicy,
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """,
            ],
            after: [
                "plans/policy.yaml": gatedPolicy,
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: identified
                problem: Password resets are 31 % of service desk contacts.
                """,
            ]),
        since: "0.1")

    private static let gatedPolicy = """
        schema: tollgate/policy/v1
        version: 3
        stages: [defined, identified, detailed, decided]
        gates:
          identified: {require: [{fields: [problem]}]}
        """
}

import Diagnostics

extension Rule {
    static let undeclaredStep = Rule(
        code: .undeclaredStep,
        name: "undeclared-step",
        severity: .error,
        summary: "A re-baseline and a closure below the promise need a gate in the policy.",
        rationale: """
            Both set aside what others have agreed to. Where the policy does not say who must agree to that, nobody may: \
            otherwise writing a sentence into `because` would be enough to lower a target that the controller had signed.
            """,
        remedy: """
            Take the step back, or land `gates.rebaseline` or `gates.shortfall` in the policy first, with the roles that sign.
            """,
        failing: .landing(
            before: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: implemented
                """
            ],
            after: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: ↓closed
                shortfall: {because: The vendor stopped the connector; half of the staff is served.}
                """
            ]),
        passing: .landing(
            before: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: implemented
                """
            ],
            after: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: closed
                """
            ]),
        since: "0.1")
}

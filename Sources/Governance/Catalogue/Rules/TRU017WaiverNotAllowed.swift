import Diagnostics

extension Rule {
    static let waiverNotAllowed = Rule(
        code: .waiverNotAllowed,
        name: "waiver-not-allowed",
        severity: .error,
        summary: "Waivers of the policy name rules that exist and that can be waived.",
        rationale: """
            A waiver is for what a gate asks for and an initiative cannot give, such as one that was decided on paper \
            before Tollgate came. Deleting initiatives, skipping stages, and whatever touches sign-offs, trust and \
            history has no such case. A mistyped code waives nothing, while its author believes that it does.
            """,
        remedy: "Correct the code, or remove the waiver.",
        failing: .landing(
            before: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                """
            ],
            after: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 4
                stages: [defined, identified, detailed, decided, implemented, closed]
                waivers:
                  - {rule: ↓GAT002, initiative: SD-104, until: 2026-12-31, because: decided on paper, by: raj.iyer}
                """
            ]),
        passing: .landing(
            before: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
                stages: [defined, identified, detailed, decided, implemented, closed]
                """
            ],
            after: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 4
                stages: [defined, identified, detailed, decided, implemented, closed]
                waivers:
                  - {rule: GAT010, initiative: SD-104, until: 2026-12-31, because: decided on paper, by: raj.iyer}
                """
            ]),
        since: "0.1")
}

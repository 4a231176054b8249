import Diagnostics

extension Rule {
    static let personWithoutRole = Rule(
        code: .personWithoutRole,
        name: "person-without-role",
        severity: .error,
        summary: "Whoever an initiative names holds the role, where a gate asks for it.",
        rationale: """
            To be named in a plan gives nobody a role: otherwise whoever may edit the plan chooses who approves it. A \
            person who is named and does not hold the role on the day cannot sign, and the gate stays closed.
            """,
        remedy:
            "Name somebody who holds the role in this folder, or land a change of people.yaml first. Closed and cancelled initiatives keep their names.",
        failing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, identified, detailed, decided, implemented, closed]
            gates:
              decided: {sign-off: [{role: controller}]}
            """,
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, from: 2025-01-01}
              li.chen:
                name: Li Chen
                roles: [{role: controller, until: 2026-03-31}]
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            controller: ↓li.chen
            """,
        ]),
        passing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, identified, detailed, decided, implemented, closed]
            gates:
              decided: {sign-off: [{role: controller}]}
            """,
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, from: 2025-01-01}
              li.chen:
                name: Li Chen
                roles: [{role: controller, until: 2026-03-31}]
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            controller: dana.weiss
            """,
        ]),
        since: "0.1")
}

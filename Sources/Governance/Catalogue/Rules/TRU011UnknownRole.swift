import Diagnostics

extension Rule {
    static let unknownRole = Rule(
        code: .unknownRole,
        name: "unknown-role",
        severity: .error,
        summary: "Each role that the policy names is had by somebody.",
        rationale: """
            A mistyped role in a gate closes it for good, and one in `same-person-may` or `break-glass` gives nobody the \
            way out that was meant. Neither shows before it is needed.
            """,
        remedy: "Correct the role, or list in people.yaml who has it.",
        failing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, identified, detailed, decided, implemented, closed]
            gates:
              decided: {sign-off: [{role: ↓controler}]}
            """,
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, from: 2025-01-01}
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
            """,
        ]),
        since: "0.1")
}

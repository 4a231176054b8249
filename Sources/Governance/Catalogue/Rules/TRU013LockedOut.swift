import Diagnostics

extension Rule {
    static let lockedOut = Rule(
        code: .lockedOut,
        name: "locked-out",
        severity: .error,
        summary:
            "Somebody is left who can change the trust set: by the gates `policy` and `people`, or by breaking the glass.",
        rationale: """
            When the last policy owner leaves, nobody can name the next one. The only ways on from there are to live \
            without changes or to rewrite history, which nobody outside can tell from an attack.
            """,
        remedy: "Give the role to enough people, for every folder, before somebody leaves.",
        failing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, identified, detailed, decided, implemented, closed]
            gates:
              people: {sign-off: [{role: ↓policy-owner, count: 2}]}
            """,
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                roles: [{role: policy-owner}]
              li.chen:
                name: Li Chen
                roles: [{role: policy-owner, until: 2026-06-09}]
            """,
        ]),
        passing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, identified, detailed, decided, implemented, closed]
            gates:
              people: {sign-off: [{role: policy-owner, count: 2}]}
            """,
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                roles: [{role: policy-owner}]
              li.chen:
                name: Li Chen
                roles: [{role: policy-owner, until: 2026-06-10}]
            """,
        ]),
        since: "0.1")
}

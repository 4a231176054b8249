import Diagnostics

extension Rule {
    static let roleValidity = Rule(
        code: .roleValidity,
        name: "role-validity",
        severity: .error,
        summary: "A role does not end before it begins.",
        rationale: """
            With its days exchanged a role is held on no day at all. Nobody notices until the one signature that a \
            decision waits for does not count.
            """,
        remedy: "Correct `from` or `until`; both days count, in UTC.",
        failing: .tree([
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, from: 2026-03-01, until: ↓2026-02-28}
            """
        ]),
        passing: .tree([
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, from: 2026-03-01, until: 2026-03-01}
            """
        ]),
        since: "0.1")
}

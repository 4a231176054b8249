import Diagnostics

extension Rule {
    static let standingIn = Rule(
        code: .standingIn,
        name: "standing-in",
        severity: .error,
        summary: "Whoever stands in does so for another person who has the role, in the same folders and days.",
        rationale: """
            Standing in lends out what somebody has. Without that somebody it is a role out of nothing: it looks like a \
            substitute for the holidays in a review, and makes a new approver.
            """,
        remedy: "Name the person whose role it is, or grant the role without `standing-in-for`.",
        failing: .tree([
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
                roles:
                  - {role: controller, from: 2026-03-01, until: 2026-03-31, standing-in-for: ↓dana.wiess}
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
                  - {role: controller, from: 2025-01-01}
              li.chen:
                name: Li Chen
                roles:
                  - {role: controller, from: 2026-03-01, until: 2026-03-31, standing-in-for: dana.weiss}
            """
        ]),
        since: "0.1")
}

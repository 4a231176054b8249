import Diagnostics

extension Rule {
    static let machineWithRole = Rule(
        code: .machineWithRole,
        name: "machine-with-role",
        severity: .error,
        summary: "Only a person has roles: a bot or a forge approves nothing.",
        rationale: """
            Who holds the key of a bot is whoever may edit its configuration. A bot may land a change, and a forge may \
            vouch for a review that it saw; an approval is the act of somebody who can be asked about it.
            """,
        remedy: "Give the role to a person, and remove `roles` from the bot or forge.",
        failing: .tree([
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, from: 2025-01-01}
              release-bot:
                name: Release bot
                kind: bot
                emails: [bot@example.com]
                roles: [{role: ↓controller}]
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
              release-bot:
                name: Release bot
                kind: bot
                emails: [bot@example.com]
            """
        ]),
        since: "0.1")
}

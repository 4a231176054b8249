import Diagnostics

extension Rule {
    static let peopleUnreadable = Rule(
        code: .peopleUnreadable,
        name: "people-unreadable",
        severity: .error,
        summary: "Once there is a people.yaml, each landing leaves one that can be read.",
        rationale: """
            Who may sign is read from the file of the first parent. Were it gone or broken, nobody would hold any role, \
            and everything after it would be undecided; a reader that passed over what it does not understand would let \
            people sign for more than was granted.
            """,
        remedy: "Mend what the other findings in the file name, or restore it.",
        failing: .landing(
            before: [
                "plans/people.yaml": """
                ↓schema: tollgate/people/v1
                people:
                  dana.weiss:
                    name: Dana Weiss
                    emails: [dana.weiss@example.com]
                    roles:
                      - {role: controller, from: 2025-01-01}
                """
            ],
            after: [:]),
        passing: .landing(
            before: [
                "plans/people.yaml": """
                schema: tollgate/people/v1
                people:
                  dana.weiss:
                    name: Dana Weiss
                    emails: [dana.weiss@example.com]
                    roles:
                      - {role: controller, from: 2025-01-01}
                """
            ],
            after: [
                "plans/people.yaml": """
                schema: tollgate/people/v1
                people:
                  dana.weiss:
                    name: Dana Weiss
                    emails: [dana.weiss@example.com]
                    roles:
                      - {role: controller, from: 2025-01-01, until: 2026-12-31}
                """
            ]),
        since: "0.1")
}

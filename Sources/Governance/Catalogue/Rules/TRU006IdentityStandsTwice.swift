import Diagnostics

extension Rule {
    static let identityStandsTwice = Rule(
        code: .identityStandsTwice,
        name: "identity-stands-twice",
        severity: .error,
        summary: "An e-mail address or an account on a forge belongs to one person.",
        rationale: """
            Addresses tell who had a part in the content, accounts whose review a forge vouches for. If two people \
            shared one, a single human could be author and independent controller at once, each under another name. Case \
            does not count in addresses.
            """,
        remedy: "Leave it with the one person that it belongs to.",
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
                emails: [li.chen@example.com, ↓Dana.Weiss@example.com]
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
                emails: [li.chen@example.com]
            """
        ]),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let unknownPrincipal = Rule(
        code: .unknownPrincipal,
        name: "unknown-principal",
        severity: .error,
        summary: "Each principal of allowed_signers is a person of people.yaml, or the address of one.",
        rationale: """
            A key of nobody approves nothing. Mostly its person is mistyped, and it shows when the sign-off is due; or the person has \
            left people.yaml and the key was forgotten.
            """,
        remedy: "Correct the principal, list the person, or remove the line.",
        failing: .tree([
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles: [{role: controller}]
              li.chen:
                name: Li Chen
                emails: [li.chen@example.com]
            """,
            "plans/allowed_signers": """
            ↓dana.wiess ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh
            dana.weiss ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi
            """,
        ]),
        passing: .tree([
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles: [{role: controller}]
              li.chen:
                name: Li Chen
                emails: [li.chen@example.com]
            """,
            "plans/allowed_signers": """
            dana.weiss ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh
            Dana.Weiss@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi
            """,
        ]),
        since: "0.1")
}

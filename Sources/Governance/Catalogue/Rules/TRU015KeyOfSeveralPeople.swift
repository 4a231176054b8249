import Diagnostics

extension Rule {
    static let keyOfSeveralPeople = Rule(
        code: .keyOfSeveralPeople,
        name: "key-of-several-people",
        severity: .error,
        summary: "A key is listed for one person only, by whatever ids and addresses.",
        rationale: """
            Two people who share a key are one signature: neither can be held to it, and a quorum of two is met by whoever has the \
            key. All lines of a key count, wherever they stand, and an address counts for the person who has it.
            """,
        remedy: "Leave the key with the one who has it; everybody else adds a key of their own.",
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
            dana.weiss ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh
            ↓li.chen@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh
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
            dana.weiss@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh
            li.chen@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi
            """,
        ]),
        since: "0.1")
}

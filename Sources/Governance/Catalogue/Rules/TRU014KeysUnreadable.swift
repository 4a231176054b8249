import Diagnostics

extension Rule {
    static let keysUnreadable = Rule(
        code: .keysUnreadable,
        name: "keys-unreadable",
        severity: .error,
        summary: "Every line of allowed_signers and revoked_signers can be read, in one way only.",
        rationale: """
            OpenSSH takes wildcards, negations, certificates and local times; each of them lets one line mean another thing on \
            another machine, or lets somebody else name the people. A file with such a line lists no key at all: what one reader \
            guesses is what another one takes for an approval.
            """,
        remedy:
            "Write person ids or addresses literally, times in UTC with `Z`, and keys of the kinds that are taken; `tollgate keys add` does.",
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
            ↓*@example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh
            ↓dana.weiss valid-before="20270101" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh
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
            dana.weiss@example.com namespaces="tollgate,git" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh
            li.chen valid-before="20270101Z" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi
            """,
        ]),
        since: "0.1")
}

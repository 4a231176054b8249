import Diagnostics

extension Rule {
    static let trustGateWithCriteria = Rule(
        code: .trustGateWithCriteria,
        name: "gate-of-trust-set-with-criteria",
        severity: .error,
        summary: "The gates `policy` and `people` ask for sign-offs alone, at all times.",
        rationale: """
            What passes these gates are the files of the trust set. There is no initiative that could have fields, metrics or planned \
            value, so that a criterion would hold for nothing and a condition would never be true: the sign-off that depends on it \
            would never be asked for.
            """,
        remedy: "Remove `require` and `when` there.",
        failing: .landing(
            before: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
                repository: 0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55
                branches: [main]
                stages: [defined, identified, detailed, decided, implemented, closed]
                """,
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
                """,
                "plans/revoked_signers": """
                # nothing was withdrawn
                """,
            ],
            after: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 4
                repository: 0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55
                branches: [main]
                stages: [defined, identified, detailed, decided, implemented, closed]
                gates:
                  people:
                    sign-off:
                      - {role: controller, ↓when: {planned-value: ">= 1 EUR"}}
                  policy:
                    require:
                      - ↓fields: [owner]
                """,
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
                """,
                "plans/revoked_signers": """
                # nothing was withdrawn
                """,
            ]),
        passing: .landing(
            before: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
                repository: 0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55
                branches: [main]
                stages: [defined, identified, detailed, decided, implemented, closed]
                """,
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
                """,
                "plans/revoked_signers": """
                # nothing was withdrawn
                """,
            ],
            after: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 4
                repository: 0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55
                branches: [main]
                stages: [defined, identified, detailed, decided, implemented, closed]
                gates:
                  people: {sign-off: [{role: controller}]}
                """,
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
                """,
                "plans/revoked_signers": """
                # nothing was withdrawn
                """,
            ]),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let signOffsWithoutIdentity = Rule(
        code: .signOffsWithoutIdentity,
        name: "sign-offs-without-identity",
        severity: .error,
        summary: "A policy that asks for sign-offs has an identity, `repository`, and names the governed `branches`.",
        rationale: """
            A sign-off names the repository and the branch that it is for. Where the policy has none, an approval that was given in a \
            fork or on another branch could be used here.
            """,
        remedy: "Add `repository:` with a UUID that no other repository has, and `branches`.",
        failing: .landing(
            before: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
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
                branches: [main]
                stages: [defined, identified, detailed, decided, implemented, closed]
                gates:
                  decided: {sign-off: [↓{role: controller}]}
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
                  decided: {sign-off: [{role: controller}]}
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

import Diagnostics

extension Rule {
    static let trustFileMissing = Rule(
        code: .trustFileMissing,
        name: "trust-file-missing",
        severity: .error,
        summary:
            "Where the policy asks for sign-offs or signatures, people.yaml, allowed_signers and revoked_signers are all there.",
        rationale: """
            Whoever takes the list of withdrawn keys away gives them back to whoever stole them, and OpenSSH says nothing. A list that \
            is not there is not the same as an empty one: without it no sign-off can be judged, and every gate is undecided.
            """,
        remedy: "Add the file. One that lists nothing has a comment: `# nothing was withdrawn`.",
        failing: .landing(
            before: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
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
                ↓# nothing was withdrawn
                """,
            ],
            after: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
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
            ]),
        passing: .landing(
            before: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
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
            ],
            after: [
                "plans/policy.yaml": """
                schema: tollgate/policy/v1
                version: 3
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
                # nothing was withdrawn until 2026-06-10
                """,
            ]),
        since: "0.1")
}

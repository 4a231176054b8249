import Diagnostics

extension Rule {
    static let trustSetLandsAlone = Rule(
        code: .trustSetLandsAlone,
        name: "trust-set-lands-alone",
        severity: .error,
        summary: "policy.yaml, people.yaml, allowed_signers and revoked_signers land alone.",
        rationale: """
            A landing is judged by the rules and the people of its first parent. One that changes both a plan and who \
            may decide about plans asks its reviewers to look at two things at once, and the small one is the role. \
            Records of sign-offs, and files that the policy protects, may come with it.
            """,
        remedy: "Land the trust set first, and the plans afterwards.",
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
                """,
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """,
            ],
            after: [
                "plans/people.yaml": """
                schema: tollgate/people/v1
                people:
                  dana.weiss:
                    name: Dana Weiss
                    emails: [dana.weiss@example.com]
                    roles:
                      - {role: controller, from: 2025-01-01}
                      - {role: sponsor, from: 2026-06-01}
                """,
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                owner: dana.weiss
                """,
            ]),
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
                """,
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """,
            ],
            after: [
                "plans/people.yaml": """
                schema: tollgate/people/v1
                people:
                  dana.weiss:
                    name: Dana Weiss
                    emails: [dana.weiss@example.com]
                    roles:
                      - {role: controller, from: 2025-01-01}
                      - {role: sponsor, from: 2026-06-01}
                """,
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """,
            ]),
        since: "0.1")
}

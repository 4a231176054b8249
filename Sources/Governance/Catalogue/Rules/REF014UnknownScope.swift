import Diagnostics

extension Rule {
    static let unknownScope = Rule(
        code: .unknownScope,
        name: "unknown-scope",
        severity: .warning,
        summary: "Folders that a role is held for are folders of plans.",
        rationale: """
            A role for a folder that does not exist is held for nothing. With one letter wrong, the person seems to have \
            the role and cannot sign.
            """,
        remedy: "Correct the folder: its path below the policy's folder. Where it is to come later, land it first.",
        failing: .tree([
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, in: [↓service-dsk], from: 2025-01-01}
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            """,
        ]),
        passing: .tree([
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, in: [service-desk], from: 2025-01-01}
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

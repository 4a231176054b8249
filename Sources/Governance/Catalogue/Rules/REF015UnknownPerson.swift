import Diagnostics

extension Rule {
    static let unknownPerson = Rule(
        code: .unknownPerson,
        name: "unknown-person",
        severity: .error,
        summary: "The people whom an initiative names are in people.yaml, where there is one.",
        rationale: """
            A name that is nobody's answers for nothing: the gate waits for a sign-off that nobody can give, and the \
            report has a column for a spelling mistake.
            """,
        remedy: "Correct the name, or land a change of people.yaml that lists the person.",
        failing: .tree([
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
            controller: ↓dana.wiess
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
                  - {role: controller, from: 2025-01-01}
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            controller: dana.weiss
            """,
        ]),
        since: "0.1")
}

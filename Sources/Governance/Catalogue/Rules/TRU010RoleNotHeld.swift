import Diagnostics

extension Rule {
    static let roleNotHeld = Rule(
        code: .roleNotHeld,
        name: "role-not-held",
        severity: .error,
        summary: "Enough people hold each role that a gate asks for, in every folder of plans and on the day.",
        rationale: """
            A gate whose role has run out cannot be passed, and it shows when the decision is due: the plan is ready, \
            the deputy's month ended yesterday, and the change of people.yaml needs sign-offs of its own. Standing in \
            counts; who is owner or sponsor of an initiative does not count for an independent role.
            """,
        remedy: "Land a change of people.yaml that gives the role to enough people, or corrects its days and folders.",
        failing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
            stages: [defined, identified, detailed, decided, implemented, closed]
            gates:
              decided: {sign-off: [{role: ↓controller}]}
            """,
            "plans/people.yaml": """
            schema: tollgate/people/v1
            people:
              dana.weiss:
                name: Dana Weiss
                emails: [dana.weiss@example.com]
                roles:
                  - {role: controller, until: 2026-06-09}
            """,
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: defined
            """,
        ]),
        passing: .tree([
            "plans/policy.yaml": """
            schema: tollgate/policy/v1
            version: 3
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
                roles:
                  - {role: controller, until: 2026-06-10}
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

import Diagnostics

extension Rule {
    static let idStandsTwice = Rule(
        code: .idStandsTwice,
        name: "duplicate-id",
        severity: .error,
        summary: "An id stands in one file only.",
        rationale: """
            Two files with one id share sign-offs and history. A copy in another folder could be edited at will while \
            the gates of the original seem to cover it, and no report could say which of the two was promised.
            """,
        remedy: "Give the newer file an id that was never used, and name the file by it.",
        failing: .landing(
            before: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """
            ],
            after: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """,
                "plans/identity/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: ↓SD-104
                title: Retire the old directory
                stage: defined
                """,
            ]),
        passing: .landing(
            before: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """
            ],
            after: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: defined
                """,
                "plans/identity/SD-131.yaml": """
                schema: tollgate/initiative/v1
                id: SD-131
                title: Retire the old directory
                stage: defined
                """,
            ]),
        since: "0.1")
}

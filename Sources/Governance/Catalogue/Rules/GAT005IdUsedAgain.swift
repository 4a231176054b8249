import Diagnostics

extension Rule {
    static let idUsedAgain = Rule(
        code: .idUsedAgain,
        name: "id-used-again",
        severity: .error,
        summary: "An id that an initiative once had is never used again.",
        rationale: """
            Sign-offs, ledger lines and reports know an initiative by its id alone. A second SD-104 would inherit the \
            approvals of the first, and whoever deletes a file and creates it anew would have wiped its history: \
            comparing two revisions shows one changed file.
            """,
        remedy: "Choose an id that no landing has had, or restore the initiative that the id belongs to.",
        failing: .landing(
            before: [:],
            after: [
                "plans/service-desk/SD-104.yaml": """
                schema: tollgate/initiative/v1
                id: ↓SD-104
                title: Move password resets to self-service
                stage: defined
                """
            ],
            formerIDs: ["SD-104"]),
        passing: .landing(
            before: [:],
            after: [
                "plans/service-desk/SD-131.yaml": """
                schema: tollgate/initiative/v1
                id: SD-131
                title: Move password resets to self-service
                stage: defined
                """
            ],
            formerIDs: ["SD-104"]),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let unreadableInitiative = Rule(
        code: .unreadableInitiative,
        name: "unreadable-initiative",
        severity: .error,
        summary: "A landing leaves every initiative readable.",
        rationale: """
            What cannot be read has no stage, so that no step could be judged. Breaking a file in one landing and \
            mending it in the next, with another stage, would lead past the gate in between.
            """,
        remedy: "Mend what the other finding at this place names, or restore the file.",
        failing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Password resets↓: the move to self-service
                stage: detailed
                """),
        passing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: "Password resets: the move to self-service"
                stage: detailed
                """),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let skippedStage = Rule(
        code: .skippedStage,
        name: "skipped-stage",
        severity: .error,
        summary: "A landing moves an initiative forward by one stage at most.",
        rationale: """
            Each stage has a gate with criteria and sign-offs of its own. From `identified` straight to `decided`, \
            nobody has confirmed the baselines that the decision rests on, and the history shows no trace of the gate \
            that was left out.
            """,
        remedy: "Set the next stage, land that, and go on from there.",
        failing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: identified
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: ↓decided
                """),
        passing: .change(
            from: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: identified
                """,
            to: """
                schema: tollgate/initiative/v1
                id: SD-104
                title: Move password resets to self-service
                stage: detailed
                """),
        since: "0.1")
}

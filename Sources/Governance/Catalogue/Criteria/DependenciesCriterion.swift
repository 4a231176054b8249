extension CriterionDescription {
    static let dependencies = CriterionDescription(
        name: "dependencies",
        key: "dependencies",
        form: "dependencies: {at-least-stage: decided}",
        summary: "Every initiative that this one needs has come that far and is not cancelled.",
        detail: """
            Only dependencies of the kind `needs` count; a plan without any holds. The stages are those of the same \
            tree. One that is not there, or cannot be read, does not hold.
            """,
        readsLedger: false,
        rationale: """
            The portal relies on a directory that nobody has decided to clean up. Decided alone, it waits, and its \
            run cost does not.
            """,
        remedy: "Bring the other initiative so far first, or take the dependency out of the plan.",
        failing: Example(
            "dependencies: {at-least-stage: decided}",
            plan: """
                dependencies:
                  - {on: ↓SD-031, kind: needs, by: 2026-07-01}
                """,
            files: [
                "SD-031.yaml": """
                schema: tollgate/initiative/v1
                id: SD-031
                title: Clean up the staff directory
                stage: defined
                """
            ],
            found: "`SD-031` is at `defined`"),
        passing: Example(
            "dependencies: {at-least-stage: decided}",
            plan: """
                dependencies:
                  - {on: SD-031, kind: needs, by: 2026-07-01}
                """,
            files: [
                "SD-031.yaml": """
                schema: tollgate/initiative/v1
                id: SD-031
                title: Clean up the staff directory
                stage: decided
                """
            ],
            found: "`SD-031` is at `decided`"))
}

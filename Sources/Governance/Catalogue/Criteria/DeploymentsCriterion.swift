extension CriterionDescription {
    static let deployments = CriterionDescription(
        name: "deployments",
        key: "deployments",
        form: "deployments: {at-least: 1, with: evidence}",
        summary: "The ledger has at least so many deployments, with evidence that can be followed.",
        detail: """
            `with: evidence` asks that each deployment that counts names a commit, a tag with its commit, or a file, \
            and that it is there; a tag that was moved is not. Without it every deployment line counts.
            """,
        readsLedger: true,
        rationale: "Value that is said to come from a portal which was never deployed comes from somewhere else.",
        remedy: "Record the deployment with the tag or commit that was deployed.",
        failing: Example(
            "deployments: {at-least: 1, with: evidence}",
            plan: """
                outcome: Staff reset their own passwords.
                """,
            ledger: """
                2026-04-20,deployment,portal,,done,↓evidence/cutover.txt,
                """,
            found: """
                the deployment `portal` of 2026-04-20 names `evidence/cutover.txt`, which is not in this repository
                """),
        passing: Example(
            "deployments: {at-least: 1, with: evidence}",
            plan: """
                outcome: Staff reset their own passwords.
                """,
            ledger: """
                2026-04-20,deployment,portal,,done,evidence/cutover.txt,
                """,
            files: [
                "evidence/cutover.txt": """
                Cut over at 06:40, no incident.
                """
            ],
            found: "the deployment `portal` of 2026-04-20"))
}

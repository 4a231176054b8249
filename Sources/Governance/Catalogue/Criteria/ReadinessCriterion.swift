extension CriterionDescription {
    static let readiness = CriterionDescription(
        name: "readiness",
        key: "readiness",
        form: "readiness: complete",
        summary: "Every readiness item is done and has evidence that exists.",
        detail: """
            Evidence is a file below `evidence/` in the same tree, a commit or a tag that can be found, or an \
            address. Words are none. A plan without readiness items does not hold.
            """,
        readsLedger: false,
        rationale: """
            A list on which everything is ticked on the evening before the decision costs nothing. The minutes of \
            the meeting in which it was agreed do.
            """,
        remedy: "Settle the item, put what shows it into `evidence/`, and name it there.",
        failing: Example(
            "readiness: complete",
            plan: """
                readiness:
                  - {id: workflow, item: Reset workflow agreed by the desk leads, done: true, evidence: ↓evidence/workflow.txt}
                  - {id: ↓budget, item: Run cost accepted by cost centre 4711, done: false}
                """,
            found: "`workflow` names `evidence/workflow.txt`, which is not there; `budget` is not done"),
        passing: Example(
            "readiness: complete",
            plan: """
                readiness:
                  - {id: workflow, item: Reset workflow agreed by the desk leads, done: true, evidence: evidence/workflow.txt}
                """,
            files: [
                "evidence/workflow.txt": """
                Agreed by the desk leads on 2026-03-02.
                """
            ],
            found: "`workflow` has evidence"))
}

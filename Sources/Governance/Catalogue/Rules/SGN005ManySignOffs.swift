import Diagnostics

extension Rule {
    static let manySignOffs = Rule(
        code: .manySignOffs,
        name: "many-sign-offs",
        severity: .warning,
        summary: "One commit carries no more sign-offs than somebody can have read.",
        rationale: """
            Signing fifty statements at once is possible, and each of them is verified by itself. Whether anybody \
            looked at what was signed is another question, and the one that an auditor asks.
            """,
        remedy: """
            Nothing has to be mended. Sign each step where it is proposed, and the finding does not come up again.
            """,
        failing: .situation(
            """
            A commit with fifty lines `Gate-Signoff`.
            """),
        passing: .situation("A commit with the two sign-offs of the step that it lands."),
        since: "0.1")
}

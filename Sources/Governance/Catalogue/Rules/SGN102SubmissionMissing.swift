import Diagnostics

extension Rule {
    static let submissionMissing = Rule(
        code: .submissionMissing,
        name: "submission-missing",
        severity: .error,
        summary: "Where a role is independent, somebody says who answers for the content.",
        rationale: """
            Names on commits are typed by whoever makes them, and a squash replaces them. An independent reviewer can \
            only be told apart from the authors when somebody answers for the content with a signature: the \
            submission.
            """,
        remedy: """
            Whoever answers for the content runs `tollgate signoff <id> --submit`.
            """,
        failing: .situation(
            """
            `decided` asks for an independent controller; Dana has signed as controller, and nobody has submitted the \
            plan.
            """),
        passing: .situation("Ana has submitted the plan, and Dana has signed as controller."),
        since: "0.1")
}

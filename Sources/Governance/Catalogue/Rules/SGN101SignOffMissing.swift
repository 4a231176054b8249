import Diagnostics

extension Rule {
    static let signOffMissing = Rule(
        code: .signOffMissing,
        name: "sign-off-missing",
        severity: .error,
        summary: "A step lands only when everybody whom its gate asks for has signed these very bytes.",
        rationale: """
            An approval is a statement with a signature of its own, over the bytes of the plan, the ledger and the \
            evidence that land. What was signed before the last change was made approves something else. So a sign-off \
            counts when its person holds the role by the first parent's people.yaml, its key was valid, and its \
            digests are those of what lands.
            """,
        remedy: """
            The finding names who may sign, and why a sign-off that is there does not count. They run `tollgate \
            signoff <id>`; `tollgate verify` shows each step of the reasoning for one sign-off.
            """,
        failing: .situation(
            """
            `SD-104` moves to `decided`, and the only sign-off by its sponsor was made before a target was changed.
            """),
        passing: .situation("The sponsor has signed the bytes that land."),
        since: "0.1")
}

import Diagnostics

extension Rule {
    static let unmergedPath = Rule(
        code: .unmergedPath,
        name: "unmerged-path",
        severity: .error,
        summary: "No plan has a merge conflict.",
        rationale: """
            During a conflict the index holds two or three versions of a file, and none of them is the one that is \
            going to land. A verdict about one of them would be about a plan that nobody has chosen.
            """,
        remedy: """
            Resolve the conflict in the file, then run `git add <path>`. Of a ledger that both sides appended to, \
            `tollgate merge-ledger` keeps the lines of both, the target's first; it can be git's merge driver for ledgers.
            """,
        failing: .situation(
            """
            `git merge` stops with a conflict in `plans/service-desk/SD-104.yaml`: both sides moved the date of the \
            pilot.
            """),
        passing: .situation("The conflict is resolved, and `git ls-files --unmerged` prints nothing."),
        since: "0.1")
}

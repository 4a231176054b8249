import Diagnostics

extension Rule {
    static let indexFlags = Rule(
        code: .indexFlags,
        name: "index-flags",
        severity: .warning,
        summary: "git compares every plan with the work tree and has its content in the index.",
        rationale: """
            With `assume-unchanged` or `skip-worktree` git does not notice that a plan was edited, so that what was \
            checked in the work tree is not what the next commit holds. A file that is only announced (`git add \
            --intent-to-add`) is not in that commit at all.
            """,
        remedy: """
            Run `git update-index --no-assume-unchanged <path>`, `git update-index --no-skip-worktree <path>` or `git \
            add <path>`, as the finding says.
            """,
        failing: .situation(
            """
            After `git update-index --assume-unchanged plans/service-desk/SD-104.yaml` the file is edited, and `git \
            status` reports nothing.
            """),
        passing: .situation("`git ls-files -v plans/` shows a capital `H` in front of every path."),
        since: "0.1")
}

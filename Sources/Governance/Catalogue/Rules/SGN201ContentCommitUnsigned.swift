import Diagnostics

extension Rule {
    static let contentCommitUnsigned = Rule(
        code: .contentCommitUnsigned,
        name: "content-commit-unsigned",
        severity: .error,
        summary: "With `commits: {content: signed}` every commit that changes a plan or a ledger is signed.",
        rationale: """
            Author and committer of a commit are what somebody typed. Where a policy wants to know who really \
            wrote a promise or a reading, only a key says so. A squash takes the signatures of the squashed \
            commits away, so that its content is signed by whoever squashed.
            """,
        remedy: """
            Sign the commits with `git commit -S`, or again with `git rebase --exec 'git commit --amend --no- \
            edit -S'`, and land them by a merge that keeps them.
            """,
        failing: .situation(
            """
            The policy says `commits: {content: signed}`, and a commit without a signature changes \
            `SD-104.yaml`.
            """),
        passing: .situation(
            """
            The same commit, made with `git commit -S` by a person whose key `allowed_signers` lists for `git`.
            """),
        since: "0.1")
}

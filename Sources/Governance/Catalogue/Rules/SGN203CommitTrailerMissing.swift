import Diagnostics

extension Rule {
    static let commitTrailerMissing = Rule(
        code: .commitTrailerMissing,
        name: "commit-trailer-missing",
        severity: .error,
        summary: "A commit that changes a plan or a ledger has the trailers that the policy lists under `commits`.",
        rationale: """
            `Initiative` connects commits with the initiatives that they change, here and in the repositories of \
            the code; `Signed-off-by` is the author's own word on the origin of the change. Both are read as git \
            finds them: in the last paragraph of the message. They identify nobody.
            """,
        remedy: """
            `git commit --amend --trailer 'Initiative: SD-104'` adds the one, `git commit --amend --signoff` the \
            other.
            """,
        failing: .situation(
            """
            The policy says `commits: {trailers: [Initiative]}`, and a commit that changes `SD-104.csv` and \
            `SD-105.yaml` ends with `Initiative: SD-104`.
            """),
        passing: .situation(
            """
            The commit ends with `Initiative: SD-104, SD-105`.
            """),
        since: "0.1")
}

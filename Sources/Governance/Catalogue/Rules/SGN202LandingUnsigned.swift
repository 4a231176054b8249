import Diagnostics

extension Rule {
    static let landingUnsigned = Rule(
        code: .landingUnsigned,
        name: "landing-unsigned",
        severity: .error,
        summary: "With `commits: {landings: signed}` every landing is signed by somebody known, which may be a forge.",
        rationale: """
            Who merged is otherwise what somebody typed. The signature says who moved the governed branch; it \
            approves nothing of what landed.
            """,
        remedy: """
            Land with `git merge -S`, or let the forge sign its merges and list its key in `allowed_signers` and \
            itself in people.yaml with `kind: forge`.
            """,
        failing: .situation(
            """
            The policy says `commits: {landings: signed}`, and the merge commit on `main` has no signature.
            """),
        passing: .situation(
            """
            The merge commit is signed by the key of the forge, which people.yaml lists with `kind: forge`.
            """),
        since: "0.1")
}

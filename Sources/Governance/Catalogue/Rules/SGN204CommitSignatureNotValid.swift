import Diagnostics

extension Rule {
    static let commitSignatureNotValid = Rule(
        code: .commitSignatureNotValid,
        name: "commit-signature-not-valid",
        severity: .error,
        summary: "A signature that the policy asks for is by a key that is known, and valid when the commit lands.",
        rationale: """
            A signature by a key that nobody has registered, or over other bytes, says no more than none. \
            OpenPGP signatures are not verified: the user id in such a key is as easily typed as an author.
            """,
        remedy: """
            The finding says what is wrong. Sign with `gpg.format=ssh` and a key that `allowed_signers` lists \
            for `git`, of somebody whom people.yaml lists.
            """,
        failing: .situation(
            """
            A commit that changes `SD-104.yaml` is signed with OpenPGP, and the policy says `commits: {content: \
            signed}`.
            """),
        passing: .situation(
            """
            The same commit is signed by an SSH key that `allowed_signers` lists for its author.
            """),
        since: "0.1")
}

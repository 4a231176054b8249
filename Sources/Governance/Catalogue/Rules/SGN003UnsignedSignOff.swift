import Diagnostics

extension Rule {
    static let unsignedSignOff = Rule(
        code: .unsignedSignOff,
        name: "unsigned-sign-off",
        severity: .warning,
        summary: "A sign-off has a signature, or it is a claim that satisfies nothing.",
        rationale: """
            Anybody can type the name of somebody else into a commit message, and whoever squashes a pull request \
            edits the message of its commit. A text without a signature says what somebody says that somebody agreed \
            to.
            """,
        remedy: """
            Whoever is named signs with `tollgate signoff`, or the line is taken out.
            """,
        failing: .situation(
            """
            A merge commit in whose message somebody typed `Gate-Signoff: … by=dana.weiss` without a signature.
            """),
        passing: .situation("The same line with the `Gate-Signature` that Dana's own key made."),
        since: "0.1")
}

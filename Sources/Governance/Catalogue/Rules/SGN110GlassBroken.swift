import Diagnostics

extension Rule {
    static let glassBroken = Rule(
        code: .glassBroken,
        name: "glass-broken",
        severity: .warning,
        summary: "A step that lands by break-glass is told loudly, with everything that it set aside.",
        rationale: """
            A policy can name a quorum that may land anything, so that nobody is ever locked out of the own \
            repository. Its use is never quiet: the audit lists it with what the gates lacked.
            """,
        remedy: """
            Nothing has to be mended. Say in the plan why it was necessary, and let the auditors know before they find \
            it.
            """,
        failing: .situation(
            """
            Three policy-owners have signed `break-glass:policy` for a change of the policy that its own gate would \
            not let pass.
            """),
        passing: .situation("The change waits for the sign-offs that its gate asks for."),
        since: "0.1")
}

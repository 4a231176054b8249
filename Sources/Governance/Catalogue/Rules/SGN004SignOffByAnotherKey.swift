import Diagnostics

extension Rule {
    static let signOffByAnotherKey = Rule(
        code: .signOffByAnotherKey,
        name: "sign-off-by-another-key",
        severity: .error,
        summary: "A sign-off is signed by the key of the person whom it names.",
        rationale: """
            A key stands for one person. A statement in the name of one and by the key of another is a mistake in the \
            best case and a forgery otherwise; it counts for neither of the two.
            """,
        remedy: """
            Take it out. Whoever agrees signs with a key of their own; a forge names the account whose review it saw.
            """,
        failing: .situation(
            """
            A statement with `by=ana.ruiz` under which Bob's signature stands, or one whose bytes were changed after \
            it was signed.
            """),
        passing: .situation("A statement with `by=ana.ruiz` that the key registered for Ana signed."),
        since: "0.1")
}

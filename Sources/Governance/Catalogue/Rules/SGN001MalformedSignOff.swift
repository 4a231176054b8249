import Diagnostics

extension Rule {
    static let malformedSignOff = Rule(
        code: .malformedSignOff,
        name: "malformed-sign-off",
        severity: .error,
        summary: "A line `Gate-Signoff` holds a statement in its one form.",
        rationale: """
            A statement that is nearly one would be read by one tool and passed over by another, and nobody could say \
            afterwards what somebody had agreed to. So there is one spelling, and what is not written in it is a \
            finding and never ignored.
            """,
        remedy: """
            Take the line out, and have whoever agrees make it again with `tollgate signoff`: it writes the one form.
            """,
        failing: .situation(
            """
            A commit whose message has a line `Gate-Signoff:` with fields in another order, a folded value, or a word \
            of the statement missing.
            """),
        passing: .situation("The same sign-off as `tollgate signoff` writes it."),
        since: "0.1")
}

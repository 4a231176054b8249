import Diagnostics

extension Rule {
    static let restsOnCompromisedKey = Rule(
        code: .restsOnCompromisedKey,
        name: "rests-on-compromised-key",
        severity: .warning,
        summary: "No step rests on a key that somebody else may have had.",
        rationale: """
            A key that was compromised may have been in other hands before anybody noticed. What it signed counted \
            when it landed, and the past cannot be judged by what was not known then; but whoever relies on it today \
            has to know.
            """,
        remedy: """
            Ask the person whether the sign-off is theirs, and let the people who must agree sign again where it is \
            not.
            """,
        failing: .situation(
            """
            `revoked_signers` lists Dana's key as `compromised`, and `decided` of `SD-104` rests on a sign-off that it \
            made a year ago.
            """),
        passing: .situation("The key is listed as `retired`: what had landed before stays as it was."),
        since: "0.1")
}

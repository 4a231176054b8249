import Diagnostics
import PlanText

extension Rule {
    static let foreignLineBreak = Rule(
        code: .foreignLineBreak,
        name: "foreign-line-break",
        severity: .error,
        summary: "No character but LF breaks a line: no lone CR, no U+0085, U+2028 or U+2029.",
        rationale: """
            Some readers end a line at these characters, and a comment with it, and others do not. In the failing \
            example an editor shows one line that ends in a comment, while a YAML reader finds the field `state: \
            on-hold` behind it. Whoever reviews that file approves something else than what is judged.
            """,
        remedy: "Delete the character, or put a real line break (LF) in its place.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed # agreed with the desk leads↓\u{2028}state: on-hold
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed # agreed with the desk leads
            """),
        since: "0.1")
}

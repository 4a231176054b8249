import Diagnostics
import PlanText

extension Rule {
    static let zeroWidthCharacter = Rule(
        code: .zeroWidthCharacter,
        name: "zero-width-character",
        severity: .error,
        summary: "There are no characters that take up no space.",
        rationale: """
            Words that look the same are not the same when one of them has a zero-width space in it. A search does not \
            find it, a ledger line does not reach the metric it names, and adding or removing such a character is a \
            change that nobody sees in a review. They mostly come in with text pasted from a chat or a web page.
            """,
        remedy: """
            Delete the character at the column that the finding names; retyping the word is often quickest.
            """,
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-↓\u{200B}service
            stage: detailed
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            """),
        since: "0.1")
}

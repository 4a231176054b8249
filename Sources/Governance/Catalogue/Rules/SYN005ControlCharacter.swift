import Diagnostics
import PlanText

extension Rule {
    static let controlCharacter = Rule(
        code: .controlCharacter,
        name: "control-character",
        severity: .error,
        summary: "There are no control characters but LF, and no TAB in YAML.",
        rationale: """
            A terminal obeys escape sequences: with ESC in a title, what `git log` or `git diff` prints during a \
            review can erase or overwrite the line that matters. NUL ends the text for some readers. A TAB is as wide \
            as each editor likes, so that indentation which looks right nests otherwise, or cannot be read at all.
            """,
        remedy: "Delete the character; put spaces in place of TAB.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed↓\t# waits for the network team
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed  # waits for the network team
            """),
        since: "0.1")
}

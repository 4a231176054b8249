import Diagnostics
import PlanText

extension Rule {
    static let bidirectionalControl = Rule(
        code: .bidirectionalControl,
        name: "bidirectional-control",
        severity: .error,
        summary: "There are no characters that change the direction in which text is shown.",
        rationale: """
            With them a line is shown in another order than it is stored, an attack that became known as Trojan \
            Source. In the failing example the approver sees a cost of 12000 EUR on the screen, and the bytes that are \
            signed say 00021 EUR.
            """,
        remedy: "Delete the characters. Arabic and Hebrew words run from right to left without them.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            problem: Manual resets cost ↓\u{202E}00021↓\u{202C} EUR a month.
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            problem: Manual resets cost 12000 EUR a month.
            """),
        since: "0.1")
}

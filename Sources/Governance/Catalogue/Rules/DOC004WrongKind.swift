import Diagnostics
import PlanModel

extension Rule {
    static let wrongKind = Rule(
        code: .wrongKind,
        name: "wrong-kind",
        severity: .error,
        summary: "A value is of the kind that its field asks for: a text, a list or a mapping.",
        rationale: """
            `owner: [ana.ruiz, raj.iyer]` names two people where exactly one is accountable, and with two of them \
            nobody is. The other way round, `services: identity` is one text where a list is read, and a program that \
            goes through it finds eight services of one letter each.
            """,
        remedy: "Write the value as the finding expects it.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            owner: ↓[ana.ruiz, raj.iyer]
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            owner: ana.ruiz
            """),
        since: "0.1")
}

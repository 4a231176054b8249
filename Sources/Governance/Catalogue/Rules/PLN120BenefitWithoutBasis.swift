import Diagnostics

extension Rule {
    static let benefitWithoutBasis = Rule(
        code: .benefitWithoutBasis,
        name: "benefit-without-basis",
        severity: .warning,
        summary: "A benefit says how its amounts were worked out.",
        rationale: """
            12000 a month is quickly written. Without quantity and price nobody can tell later whether the price was \
            wrong, the quantity, or both, and the controller has nothing to verify.
            """,
        remedy: "Add `basis:` with the quantity, the price, and where both come from.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            value:
              - id: ↓contact-handling
                kind: hard-saving
                currency: EUR
                recurring: true
                plan: {2026-05: 12000.00}
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            value:
              - id: contact-handling
                kind: hard-saving
                currency: EUR
                recurring: true
                basis: 4500 contacts a month less at 4.00 EUR each
                plan: {2026-05: 12000.00}
            """),
        since: "0.1")
}

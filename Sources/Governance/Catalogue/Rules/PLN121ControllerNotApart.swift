import Diagnostics

extension Rule {
    static let controllerNotApart = Rule(
        code: .controllerNotApart,
        name: "controller-not-apart",
        severity: .error,
        summary: "The controller is neither the owner nor the sponsor.",
        rationale: """
            Who answers for the result, or paid for it, is the last one to find that it did not come. Value that its \
            owner confirms has been confirmed by nobody.
            """,
        remedy: "Name another controller.",
        failing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            owner: ana.ruiz
            sponsor: ola.nord
            controller: ↓ana.ruiz
            """),
        passing: .document(
            """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            owner: ana.ruiz
            sponsor: ola.nord
            controller: dana.weiss
            """),
        since: "0.1")
}

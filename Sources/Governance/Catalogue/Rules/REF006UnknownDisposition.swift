import Diagnostics

extension Rule {
    static let unknownDisposition = Rule(
        code: .unknownDisposition,
        name: "unknown-disposition",
        severity: .error,
        summary: "Where the value of a cancelled initiative goes to another one, that one exists.",
        rationale: """
            Value that was promised does not vanish with a cancellation: it goes somewhere, or it is given up in \
            words. Handed over to an id that nobody has, it is in no total and in no loss.
            """,
        remedy: "Correct the id, or say in words what becomes of the value.",
        failing: .tree([
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            state: cancelled
            because: The vendor withdrew the connector.
            value-disposition: ↓SD-101
            """,
            "plans/service-desk/SD-110.yaml": """
            schema: tollgate/initiative/v1
            id: SD-110
            title: Knowledge base for the desk
            stage: detailed

            """,
        ]),
        passing: .tree([
            "plans/service-desk/SD-104.yaml": """
            schema: tollgate/initiative/v1
            id: SD-104
            title: Move password resets to self-service
            stage: detailed
            state: cancelled
            because: The vendor withdrew the connector.
            value-disposition: SD-110
            """,
            "plans/service-desk/SD-110.yaml": """
            schema: tollgate/initiative/v1
            id: SD-110
            title: Knowledge base for the desk
            stage: detailed

            """,
        ]),
        since: "0.1")
}

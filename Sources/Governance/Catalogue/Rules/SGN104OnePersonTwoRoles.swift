import Diagnostics

extension Rule {
    static let onePersonTwoRoles = Rule(
        code: .onePersonTwoRoles,
        name: "one-person-two-roles",
        severity: .error,
        summary: "Two roles of one gate are filled by two people.",
        rationale: """
            A gate that asks for the owner and for operations wants two views. One person who holds both roles has \
            one. Where the same person is enough, `same-person-may` in the policy says so for a pair of roles.
            """,
        remedy: """
            Somebody else who holds one of the roles signs, or the policy lists the pair under `same-person-may`.
            """,
        failing: .situation(
            """
            Raj signs as owner and as operations, and nobody else has signed as either.
            """),
        passing: .situation("Raj signs as owner, Li as operations."),
        since: "0.1")
}

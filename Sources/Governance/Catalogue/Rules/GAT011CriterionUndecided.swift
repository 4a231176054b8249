import Diagnostics

extension Rule {
    static let criterionUndecided = Rule(
        code: .criterionUndecided,
        name: "criterion-undecided",
        severity: .error,
        summary: "A criterion that cannot be decided keeps its gate closed.",
        rationale: """
            Value in a currency without a rate, or a deployment in a repository that is not at hand, is neither good nor \
            bad: it is unknown. If unknown counted as good, leaving the rate out would be the easiest way through the gate.
            """,
        remedy:
            "Supply what the finding names: the plan rate in the policy, or the reference that can be followed here.",
        failing: .landing(
            before: [
                "plans/policy.yaml": ratedPolicy,
                "plans/service-desk/SD-104.yaml": funded(stage: "defined", currency: "CHF"),
            ],
            after: [
                "plans/policy.yaml": ratedPolicy,
                "plans/service-desk/SD-104.yaml": funded(stage: "↓identified", currency: "CHF"),
            ]),
        passing: .landing(
            before: [
                "plans/policy.yaml": ratedPolicy,
                "plans/service-desk/SD-104.yaml": funded(stage: "defined", currency: "USD"),
            ],
            after: [
                "plans/policy.yaml": ratedPolicy,
                "plans/service-desk/SD-104.yaml": funded(stage: "identified", currency: "USD"),
            ]),
        since: "0.1")

    private static let ratedPolicy = """
        schema: tollgate/policy/v1
        version: 3
        stages: [defined, identified]
        gates:
          identified: {require: [{funded: true}]}
        currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.92}}}
        """

    private static func funded(stage: String, currency: String) -> String {
        """
        schema: tollgate/initiative/v1
        id: SD-104
        title: Move password resets to self-service
        stage: \(stage)
        change:
          run-cost: {amount: 2100.00, currency: \(currency), per: month, funded-by: cc-4711}
        value:
          - id: contact-handling
            kind: hard-saving
            currency: EUR
            recurring: true
            basis: 4500 contacts a month less at 4.00 EUR each
            plan: {2026-05: 12000.00, 2026-06: 18000.00}
        milestones:
          - {id: go-live, title: Portal live, due: 2026-04-20, go-live: true}
        """
    }
}

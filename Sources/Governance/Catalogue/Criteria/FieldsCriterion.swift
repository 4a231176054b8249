extension CriterionDescription {
    static let fields = CriterionDescription(
        name: "fields",
        key: "fields",
        form: "fields: [problem, change.backout, risks]",
        summary: "Each of these fields is there and not empty.",
        detail: """
            A field is the way to it from the top of the plan, as in `change.backout` or `metrics[0].unit`. Blanks \
            alone are empty, and so are an empty list and `null`. In documents that were not written for Tollgate \
            the names of core fields are those that the policy maps.
            """,
        readsLedger: false,
        rationale: "A decision on a plan without a way back is a decision to find one during the outage.",
        remedy: "Fill the field.",
        failing: Example(
            "fields: [problem, change.backout, risks]",
            plan: """
                problem: Password resets are 31 % of service desk contacts.
                change: {type: normal}
                risks: ↓[]
                """,
            found: "`change.backout` is missing; `risks` is empty"),
        passing: Example(
            "fields: [problem, change.backout, risks]",
            plan: """
                problem: Password resets are 31 % of service desk contacts.
                change:
                  type: normal
                  backout: Disable the portal route at the gateway.
                risks:
                  - {id: sso, title: Vendor SSO connector slips}
                """,
            found: "`problem` is there; `change.backout` is there; `risks` is there"))
}

/// What a change plan says that reports about value need, as plain values.
package struct PlanTerms: Hashable, Sendable {
    package var id: String?
    package var title: String?
    package var owner: String?
    package var reportingCurrency: String?
    package var review: ChangePlan.Cadence.Review?
    package var grace = ChangePlan.Cadence.defaultGrace
    package var goal: ExactDecimal?
    package var goalCurrency: String?
    package var goalBy: Day?

    package init() {}

    package init(_ plan: ChangePlan) {
        id = plan.id?.value
        title = plan.title?.value
        owner = plan.owner?.value
        reportingCurrency = plan.reportingCurrency?.value
        review = plan.cadence?.review.value
        grace = plan.cadence?.grace ?? ChangePlan.Cadence.defaultGrace
        goal = plan.goal?.runRate.value
        goalCurrency = plan.goal?.currency?.value
        goalBy = plan.goal?.by?.value
    }
}

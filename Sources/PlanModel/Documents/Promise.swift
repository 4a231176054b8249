/// What an initiative promises, as plain values without the text that they came from: what a history keeps of each version.
///
/// Equal promises are equal values, whatever layout, comments or spelling of numbers they were read from.
package struct Promise: Hashable, Sendable {
    package var owner: String?
    package var sponsor: String?
    package var controller: String?
    package var benefitOwner: String?
    package var because: String?
    package var services: [String] = []
    package var metrics: [MetricTerms] = []
    package var value: [ValueTerms] = []
    package var milestones: [MilestoneTerms] = []
    package var teams: [TeamTerms] = []
    package var reviewBy: Day?
    package var valueDisposition: String?
    package var shortfall: String?

    package init() {}

    package init(_ content: InitiativeContent) {
        owner = content.owner?.value
        sponsor = content.sponsor?.value
        controller = content.controller?.value
        benefitOwner = content.benefitOwner?.value
        because = content.root.text("because")?.value
        services = content.change?.services ?? []
        metrics = content.metrics.map(\.terms)
        value = content.value.map(\.terms)
        milestones = content.milestones.map(\.terms)
        teams = content.transition.map(\.terms)
        reviewBy = content.reviewBy?.value
        valueDisposition = content.valueDisposition?.value
        shortfall = content.shortfall?.value
    }

    package func metric(_ id: String) -> MetricTerms? { metrics.first { $0.id == id } }
    package func line(_ id: String) -> ValueTerms? { value.first { $0.id == id } }
    package func milestone(_ id: String) -> MilestoneTerms? { milestones.first { $0.id == id } }
    package var benefits: [ValueTerms] { value.filter(\.isBenefit) }

    /// The people by their roles, in the order in which they are told.
    package var people: [(role: String, person: String?)] {
        [("owner", owner), ("sponsor", sponsor), ("controller", controller), ("benefit-owner", benefitOwner)]
    }
}

/// What a metric promises.
package struct MetricTerms: Hashable, Sendable {
    package var id: String
    package var name: String?
    package var metricClass: Metric.Class?
    package var unit: String?
    package var direction: Metric.Direction?
    package var low: ExactDecimal?
    package var high: ExactDecimal?
    package var baseline: ExactDecimal?
    package var target: ExactDecimal?
    package var targetBy: Month?
    package var limit: ExactDecimal?
    package var sustain = 1
    package var populationSize: Int?

    package init(id: String) {
        self.id = id
    }
}

/// The money of one value line, by month.
package struct ValueTerms: Hashable, Sendable {
    package struct Amount: Hashable, Sendable {
        package let month: Month
        package let value: ExactDecimal

        package init(_ month: Month, _ value: ExactDecimal) {
            self.month = month
            self.value = value
        }
    }

    package var id: String
    package var name: String?
    package var kind: ValueLine.Kind?
    package var currency: String?
    package var isRecurring = false
    package var metric: String?
    /// By month, earliest first.
    package var plan: [Amount] = []

    package init(id: String) {
        self.id = id
    }

    package var isBenefit: Bool { kind?.isBenefit ?? false }

    /// The promised amount of a month; nothing where the plan says nothing about it.
    package func planned(_ month: Month) -> ExactDecimal? { plan.first { $0.month == month }?.value }
}

package struct MilestoneTerms: Hashable, Sendable {
    package var id: String
    package var title: String?
    package var due: Day?
    package var isMandatory = false
    package var isGoLive = false

    package init(id: String) {
        self.id = id
    }
}

package struct TeamTerms: Hashable, Sendable {
    package var team: String
    package var people: Int?
    package var metric: String?

    package init(team: String) {
        self.team = team
    }
}

extension Metric {
    package var terms: MetricTerms {
        var terms = MetricTerms(id: id.value)
        terms.name = name?.value
        terms.metricClass = metricClass?.value
        terms.unit = unit?.value
        terms.direction = direction?.value
        terms.low = low?.value
        terms.high = high?.value
        terms.baseline = baseline?.value.value
        terms.target = target?.value.value
        terms.targetBy = target?.by?.value
        terms.limit = limit?.value
        terms.sustain = sustain
        terms.populationSize = populationSize
        return terms
    }
}

extension ValueLine {
    package var terms: ValueTerms {
        var terms = ValueTerms(id: id.value)
        terms.name = name?.value
        terms.kind = kind?.value
        terms.currency = currency?.value
        terms.isRecurring = isRecurring
        terms.metric = metric?.value
        terms.plan = plan.map { ValueTerms.Amount($0.month, $0.value.value) }
        return terms
    }
}

extension Milestone {
    package var terms: MilestoneTerms {
        var terms = MilestoneTerms(id: id.value)
        terms.title = title?.value
        terms.due = due?.value
        terms.isMandatory = isMandatory
        terms.isGoLive = isGoLive
        return terms
    }
}

extension TeamTransition {
    package var terms: TeamTerms {
        var terms = TeamTerms(team: team.value)
        terms.people = people
        terms.metric = metric?.value
        return terms
    }
}

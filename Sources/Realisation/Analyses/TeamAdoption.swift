import PlanModel
import Timeline

extension Analysis {
    static let teamAdoption = Analysis(
        "team-adoption", shows: "how many people of each team have moved, against the plan",
        explanation: """
            A row for each entry of `transition` of an initiative that has not ended otherwise, by the newest reading of a complete \
            month of the adoption metric that it names. Of a metric in percent it is that share of the team's people. Of one that \
            counts people (its unit is `people`, `person`, `persons`, `staff`, `users` or `employees`) it is the reading, at most all \
            of the team; where several teams name that metric, each has its part of the reading by its people. Of a metric that is to \
            decrease, which counts those who have not moved, it is the rest. The plan is the same of the target. `n/a`: another \
            unit, another class, or no figure, tells of no people.
            """,
        columns: [
            .initiative, .plan, Column("team", "the team"), Column("people", "how many are to move"),
            Column("metric", "the metric that shows it"), Column("period", "the month of the newest reading"),
            Column("moved", "how many have"), Column("planned", "how many should by the target"),
            Column("percent", title: "%", "moved of planned"),
            Column("target-by", title: "by", "the month of the target"), .recorded, .commit,
            .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        for initiative in input.portfolio.initiatives where !initiative.isCancelled {
            let teams = initiative.history.promise?.teams ?? []
            for team in teams {
                let metric = team.metric.flatMap { id in initiative.metrics.first { $0.terms.id == id } }
                let share = metric.flatMap { TeamShare($0.terms, of: team, among: teams) }
                let moved = share?.people(metric?.newest?.line.decimal)
                let planned = share?.people(metric?.terms.target)
                rows.append([
                    .text(initiative.name), .text(input.portfolio.plan(of: initiative)), .text(team.team),
                    .days(team.people), .optional(team.metric), .month(metric?.newest?.line.period), .decimal(moved),
                    .decimal(planned), .percent(moved.flatMap { one in planned.flatMap { one.percent(of: $0) } }),
                    .month(metric?.terms.targetBy), .recorded(metric?.newest?.landing),
                    .commit(metric?.newest?.landing ?? initiative.history.promises.last?.landing),
                    .text(initiative.history.path),
                ])
            }
        }
        return Outcome(rows)
    }
}

/// How many people of one team a figure of an adoption metric stands for.
struct TeamShare {
    private let people: ExactDecimal
    /// The figure that stands for all of the team.
    private let whole: ExactDecimal
    private let isDecreasing: Bool

    /// Nothing where the metric tells of no people.
    init?(_ metric: MetricTerms, of team: TeamTerms, among teams: [TeamTerms]) {
        guard metric.metricClass == .adoption, metric.direction != .within, let people = team.people,
            let unit = metric.unit?.lowercased()
        else { return nil }
        if unit == Metric.percent {
            whole = ExactDecimal(100)
        } else if Metric.unitsOfPeople.contains(unit) {
            var sum = ExactDecimal.zero
            for other in teams where other.metric == metric.id {
                // Of a team of unknown size nobody knows which part of the reading it has.
                guard let one = other.people, let next = sum.adding(ExactDecimal(one)) else { return nil }
                sum = next
            }
            whole = sum
        } else {
            return nil
        }
        self.people = ExactDecimal(people)
        isDecreasing = metric.direction == .decrease
    }

    /// To one digit: people × figure ÷ what stands for all of them.
    func people(_ figure: ExactDecimal?) -> ExactDecimal? {
        guard let figure else { return nil }
        let known = min(max(figure, .zero), whole)
        let moved = isDecreasing ? whole.subtracting(known) : known
        guard whole != .zero else { return .zero }
        return moved?.times(people)?.divided(by: whole, digits: 1)
    }
}

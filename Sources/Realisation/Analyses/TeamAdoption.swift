import PlanModel
import Timeline

extension Analysis {
    static let teamAdoption = Analysis(
        "team-adoption", shows: "how many people of each team have moved, against the plan",
        explanation: """
            A row for each entry of `transition`, by the adoption metric that it names: of a metric in percent, that share of the \
            team's people; of any other the reading itself, of all the people at most. The plan is the same of the target.
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
        for initiative in input.portfolio.initiatives {
            for team in initiative.history.promise?.teams ?? [] {
                let metric = team.metric.flatMap { id in initiative.metrics.first { $0.terms.id == id } }
                func people(_ value: ExactDecimal?) -> ExactDecimal? {
                    guard let value, let whole = team.people else { return nil }
                    let count =
                        metric?.terms.unit == "percent"
                        ? value.times(ExactDecimal(whole))?.divided(by: ExactDecimal(100), digits: 1) : value
                    return count.map { min($0, ExactDecimal(whole)) }
                }
                let moved = people(metric?.newest?.line.decimal)
                let planned = people(metric?.terms.target)
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

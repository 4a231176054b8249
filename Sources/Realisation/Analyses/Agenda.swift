import PlanModel
import Timeline

extension Analysis {
    static let agenda = Analysis(
        "agenda", shows: "what the next review has to decide, and what is owed to it",
        explanation: """
            What is due up to the end of the period after the day of the report, by the cadence of the plan, a month where it has \
            none: gates that are open or lack one criterion, milestones and targets that are due, holds that are to be looked at \
            again, and the reviews and readings that are owed.
            """,
        columns: [
            .plan, .initiative, Column("what", "gate, milestone, target, hold, review or reading"),
            Column("item", "which one"), Column("due", "when"),
            Column("days", "days until then; below zero where it is over"),
            Column("detail", "what is missing, or what it is about"), Column("owner", "who is accountable"), .commit,
            .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        let portfolio = input.portfolio
        let today = portfolio.valuation.asOf
        for initiative in portfolio.initiatives where !initiative.isCancelled && !initiative.isClosed {
            let history = initiative.history
            let terms = portfolio.terms(of: initiative)
            let period = ReviewPeriod(terms?.review ?? .monthly, containing: today)
            let end = period?.next?.last ?? today.adding(days: 31)
            func add(_ what: String, _ item: String, _ due: Day?, _ detail: String, _ landing: Landing?) {
                rows.append([
                    .text(portfolio.plan(of: initiative)), .text(initiative.name), .text(what), .text(item), .day(due),
                    due.map { .count($0.daysSinceEpoch - today.daysSinceEpoch) } ?? .none, .text(detail),
                    .optional(history.promise?.owner ?? history.current?.owner), .commit(landing), .text(history.path),
                ])
            }
            let newest = history.standings.last?.landing
            if history.current?.effectiveState == "on-hold" {
                if let day = history.promise?.reviewBy, day <= end {
                    add("hold", "review-by", day, history.promise?.because ?? "", newest)
                }
                continue
            }
            if let gate = input.gates[history.path], gate.criteria - gate.holds <= 1 {
                let detail =
                    gate.criteria == gate.holds
                    ? "every criterion holds" : "lacks: \(gate.missing.joined(separator: "; "))"
                add("gate", gate.step, nil, detail, newest)
            }
            for milestone in history.promise?.milestones ?? [] where initiative.readings.done(milestone.id) == nil {
                let dates = MilestoneDates(milestone.id, history)
                if let due = dates.moves.last?.to ?? milestone.due, due <= end {
                    add(
                        "milestone", milestone.id, due, milestone.title ?? "",
                        dates.moves.last?.landing ?? dates.first?.landing)
                }
            }
            for metric in initiative.metrics where metric.dates == nil {
                if let by = metric.terms.targetBy, by.lastDay <= end {
                    let detail = metric.attained.map { "\($0) % of the way" } ?? "no figure yet"
                    add(
                        "target", metric.terms.id, by.lastDay, detail,
                        metric.newest?.landing ?? history.promises.last?.landing)
                }
            }
            let owed = Owed(initiative, terms, portfolio.valuation)
            for period in owed.reviews {
                add("review", period.description, period.last, "no review is recorded", newest)
            }
            for one in owed.readings {
                add("reading", one.item, one.month.lastDay, "no reading for \(one.month)", newest)
            }
        }
        return Outcome(rows)
    }.with { $0.needsGates = true }
}

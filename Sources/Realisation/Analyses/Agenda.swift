import PlanModel
import Timeline

extension Analysis {
    static let agenda = Analysis(
        "agenda", shows: "what the next review has to decide, and what is owed to it",
        explanation: """
            What is due up to the end of the period behind the one that the day of the report lies in, by the cadence of the plan, \
            by month where it has none: gates of which every criterion holds or all but one, milestones that are expected by then \
            and targets that are to be reached by then and are not, holds that are to be looked at again by then or at no day at \
            all, and the reviews and readings that are owed, as `staleness` counts them. Of an initiative on hold only the hold is \
            told; one that has ended is not on the agenda.
            """,
        columns: [
            .plan, .initiative, Column("what", "gate, milestone, target, hold, review or reading"),
            Column("item", "which one"), Column("due", "when; of what is owed, the last day of its period"),
            Column("days", "days until then; below zero where it is over"),
            Column("detail", "what is missing, or what it is about"), Column("owner", "who is accountable"), .commit,
            .path,
        ]
    ) { input in
        let portfolio = input.portfolio
        return Outcome(
            portfolio.initiatives.filter { !portfolio.hasEnded($0) }.flatMap { initiative in
                AgendaItems(initiative, portfolio, input.gates[initiative.history.path]).items.map { item in
                    let days = item.due.map { $0.daysSinceEpoch - portfolio.valuation.asOf.daysSinceEpoch }
                    let history = initiative.history
                    return [
                        .text(portfolio.plan(of: initiative)), .text(initiative.name), .text(item.what),
                        .text(item.name), .day(item.due), days.map { .count($0) } ?? .none, .text(item.detail),
                        .optional(history.promise?.owner ?? history.current?.owner), .commit(item.landing),
                        .text(history.path),
                    ]
                }
            })
    }.with { $0.needsGates = true }
}

/// What one initiative puts on the agenda.
private struct AgendaItems {
    struct Item {
        let what: String
        let name: String
        let due: Day?
        let detail: String
        let landing: Landing?
    }

    private(set) var items: [Item] = []
    private let initiative: InitiativeValue
    private let end: Day

    init(_ initiative: InitiativeValue, _ portfolio: Portfolio, _ gate: GateStanding?) {
        self.initiative = initiative
        let terms = portfolio.terms(of: initiative)
        let today = portfolio.valuation.asOf
        end = ReviewPeriod(terms?.review ?? .monthly, containing: today)?.next?.last ?? today.adding(days: 31)
        if initiative.history.current?.effectiveState == "on-hold" {
            addHold()
            return
        }
        if let gate { add(gate) }
        addMilestones()
        addTargets()
        let owed = Owed(initiative, terms, portfolio.valuation)
        for period in owed.reviews {
            add("review", period.description, period.last, "no review is recorded", owed.since)
        }
        for one in owed.readings {
            add("reading", one.item, one.period.last, "no reading for \(one.period)", owed.since)
        }
    }

    private mutating func add(_ what: String, _ name: String, _ due: Day?, _ detail: String, _ landing: Landing?) {
        items.append(Item(what: what, name: name, due: due, detail: detail, landing: landing))
    }

    private mutating func addHold() {
        let history = initiative.history
        let day = history.promise?.reviewBy
        guard day.map({ $0 <= end }) ?? true else { return }
        let since = history.standings.reversed().prefix { $0.value.effectiveState == "on-hold" }.last?.landing
        add("hold", "review-by", day, history.promise?.because ?? history.current?.because ?? "", since)
    }

    private mutating func add(_ gate: GateStanding) {
        guard gate.criteria - gate.holds <= 1 else { return }
        let detail =
            gate.criteria == 0
            ? "it asks for no criteria"
            : gate.criteria == gate.holds
                ? "every criterion holds" : "lacks: \(gate.missing.joined(separator: "; "))"
        add("gate", gate.step, nil, detail, initiative.history.timeline.versions.last?.landing)
    }

    private mutating func addMilestones() {
        for milestone in initiative.history.promise?.milestones ?? []
        where initiative.readings.done(milestone.id) == nil {
            let dates = MilestoneDates(milestone.id, initiative.history)
            guard let due = dates.newest, due <= end else { continue }
            let landing = dates.moves.last?.landing ?? dates.first?.landing
            add("milestone", milestone.id, due, milestone.title ?? "", landing)
        }
    }

    private mutating func addTargets() {
        for metric in initiative.metrics where metric.dates == nil {
            guard metric.terms.target != nil, let by = metric.terms.targetBy, by.lastDay <= end else { continue }
            let detail =
                metric.attained.map { "\($0) % of the way" }
                ?? metric.newest.map { "\($0.line.value) in \($0.line.period?.description ?? "")" } ?? "no reading yet"
            let landing = metric.newest?.landing ?? initiative.history.promises.last?.landing
            add("target", metric.terms.id, by.lastDay, detail, landing)
        }
    }
}

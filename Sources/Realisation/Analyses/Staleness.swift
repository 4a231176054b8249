package import PlanModel
import Timeline

extension Analysis {
    static let staleness = Analysis(
        "staleness", shows: "how long nothing has happened, and what is owed by the cadence",
        explanation: """
            A row for each initiative that is not at its end. A change is substantive where it alters the promise, the stage, the \
            state or the people, or adds a line to the ledger; a new wording does not count. Reviews and readings are owed for \
            each period of the plan's cadence from the first lock on, once its days of grace are over.
            """,
        columns: [
            .initiative, .plan, Column("stage", "the stage that it is at"), Column("state", "its state"),
            Column("days", "days since the last substantive change"), Column("last", "the day of that change"),
            Column("versions", "how many versions the plan has had"),
            Column("missing-reviews", title: "reviews owed", "periods without a review"),
            Column("missing-readings", title: "readings owed", "months and items without a reading"), .commit, .path,
        ]
    ) { input in
        let portfolio = input.portfolio
        let rows: [[Cell]] = portfolio.initiatives.filter { !$0.isCancelled && !$0.isClosed }.map { initiative in
            let history = initiative.history
            let last = [
                history.promises.last?.landing, Stale.lastStanding(history), history.ledger.recorded.last?.landing,
                history.created,
            ].compactMap { $0 }.max { $0.order < $1.order }
            let owed = Owed(initiative, portfolio.terms(of: initiative), portfolio.valuation)
            let days = last.map { portfolio.valuation.asOf.daysSinceEpoch - $0.recorded.day.daysSinceEpoch }
            return [
                .text(initiative.name), .text(portfolio.plan(of: initiative)),
                .optional(history.current?.stageAsWritten),
                .optional(history.current?.effectiveState), .days(days), .recorded(last),
                .count(history.timeline.versions.count),
                .text(owed.reviews.map(\.description).joined(separator: " ")),
                .text(owed.readings.map { "\($0.item)@\($0.month)" }.joined(separator: " ")), .commit(last),
                .text(history.path),
            ]
        }
        return Outcome(rows)
    }
}

enum Stale {
    /// The last landing that changed more than the title.
    static func lastStanding(_ history: InitiativeHistory) -> Landing? {
        func plain(_ initiative: Initiative) -> Initiative {
            var copy = initiative
            copy.title = nil
            return copy
        }
        var result = history.standings.first?.landing
        for (old, new) in zip(history.standings, history.standings.dropFirst())
        where plain(old.value) != plain(new.value) {
            result = new.landing
        }
        return result
    }
}

/// What a cadence obliges an initiative to, and is not there.
package struct Owed: Sendable {
    package private(set) var reviews: [ReviewPeriod] = []
    package private(set) var readings: [(item: String, month: Month)] = []

    /// Nothing is owed before the first lock, after the end, and where the plan has no cadence.
    package init(_ initiative: InitiativeValue, _ terms: PlanTerms?, _ valuation: Valuation) {
        guard let lock = initiative.history.original, let review = terms?.review, initiative.isActive,
            !initiative.isClosed
        else { return }
        let since = lock.landing.recorded.day
        let until = valuation.asOf.adding(days: -(terms?.grace ?? 0))
        let held = initiative.readings.entries.filter { $0.line.series == .review }
        let months = Set(held.compactMap(\.line.period))
        for period in Self.periods(review, since: since, until: until) {
            let isHeld =
                review == .weekly
                ? held.contains { period.contains($0.line.date) } : period.months.contains(where: months.contains)
            if !isHeld { reviews.append(period) }
        }
        guard let goLive = initiative.goLive else { return }
        let promise = initiative.history.lock?.promise
        for period in Self.periods(.monthly, since: max(since, goLive.line.date), until: until) {
            guard let month = period.months.first else { continue }
            for metric in promise?.metrics ?? [] {
                guard
                    metric.metricClass == .outcome || metric.metricClass == .adoption
                        || metric.metricClass == .guardrail,
                    initiative.readings.actuals[metric.id]?[month] == nil
                else { continue }
                readings.append((metric.id, month))
            }
            for line in promise?.value ?? []
            where line.planned(month) != nil && initiative.readings.actuals[line.id]?[month] == nil {
                readings.append((line.id, month))
            }
        }
    }

    /// The periods that began on or after a day and were over by another, oldest first.
    private static func periods(
        _ review: ChangePlan.Cadence.Review, since: Day, until: Day
    ) -> [ReviewPeriod] {
        var result: [ReviewPeriod] = []
        var next = ReviewPeriod(review, containing: until)?.previous
        while let period = next, period.first >= since, result.count < 520 {
            result.append(period)
            next = period.previous
        }
        return result.reversed()
    }
}

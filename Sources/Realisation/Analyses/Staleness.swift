import PlanModel
import Timeline

extension Analysis {
    static let staleness = Analysis(
        "staleness", shows: "how long nothing has happened, and what is owed by the cadence",
        explanation: """
            A row for each initiative that is neither at the last stage, nor at an end beside the ladder, nor cancelled. A change \
            is substantive where it alters the promise, the stage, the state or the people, or adds a line to the ledger; other \
            names, titles and reasons alone are a new wording and do not count. Reviews and readings are owed as `check` asks for \
            them: for each period of the plan's cadence that began while the initiative was active and decided, without a break \
            up to now, once the days of grace after its end are over. Readings are owed of outcome, adoption and guardrail \
            metrics for the periods that began after go-live, of benefits for planned months from go-live on, and of costs for \
            planned months; in a weekly cadence they are owed by month.
            """,
        columns: [
            .initiative, .plan, Column("stage", "the stage that it is at"), Column("state", "its state"),
            Column("days", "days since the last substantive change"), Column("last", "the day of that change"),
            Column("versions", "how many versions the plan has had"),
            Column("missing-reviews", title: "reviews owed", "periods without a review"),
            Column("missing-readings", title: "readings owed", "items and periods without a reading"), .commit, .path,
        ]
    ) { input in
        let portfolio = input.portfolio
        let rows: [[Cell]] = portfolio.initiatives.filter { !portfolio.hasEnded($0) }.map { initiative in
            let history = initiative.history
            let last = Stale.lastChange(history)
            let owed = Owed(initiative, portfolio.terms(of: initiative), portfolio.valuation)
            let days = last.map { portfolio.valuation.asOf.daysSinceEpoch - $0.recorded.day.daysSinceEpoch }
            return [
                .text(initiative.name), .text(portfolio.plan(of: initiative)),
                .optional(history.current?.stageAsWritten),
                .optional(history.current?.effectiveState), .days(days), .recorded(last),
                .count(history.timeline.versions.count),
                .text(owed.reviews.map(\.description).joined(separator: ", ")),
                .text(owed.readings.map { "\($0.item)@\($0.period)" }.joined(separator: ", ")), .commit(last),
                .text(history.path),
            ]
        }
        return Outcome(rows)
    }
}

extension Portfolio {
    /// Whether an initiative is at the last stage, at an end beside the ladder, cancelled or removed.
    func hasEnded(_ initiative: InitiativeValue) -> Bool {
        initiative.isCancelled || initiative.isClosed
            || initiative.history.current?.stage.map(valuation.policy.ladder.ends.contains) ?? false
    }
}

enum Stale {
    /// The last landing that changed more than words.
    static func lastChange(_ history: InitiativeHistory) -> Landing? {
        [
            lastChange(history.promises, plain), lastChange(history.standings, plain),
            history.ledger.recorded.last?.landing, history.created,
        ].compactMap { $0 }.max { $0.order < $1.order }
    }

    private static func lastChange<Value: Equatable>(
        _ versions: [Dated<Value>], _ plain: (Value) -> Value
    ) -> Landing? {
        var result = versions.first?.landing
        for (old, new) in zip(versions, versions.dropFirst()) where plain(old.value) != plain(new.value) {
            result = new.landing
        }
        return result
    }

    /// Without the title and the reason, in the policy's words.
    private static func plain(_ initiative: Initiative) -> Initiative {
        var plain = initiative
        (plain.title, plain.because, plain.stageAsWritten) = (nil, nil, nil)
        plain.state = initiative.effectiveState
        return plain
    }

    /// Without names, titles and the reason.
    private static func plain(_ promise: Promise) -> Promise {
        var plain = promise
        plain.because = nil
        for index in plain.metrics.indices { plain.metrics[index].name = nil }
        for index in plain.value.indices { plain.value[index].name = nil }
        for index in plain.milestones.indices { plain.milestones[index].title = nil }
        return plain
    }
}

/// What a cadence obliges an initiative to, and is not there: what `check` finds overdue, over all periods.
struct Owed {
    private(set) var reviews: [ReviewPeriod] = []
    private(set) var readings: [(item: String, period: ReviewPeriod)] = []
    /// The landing from which on it has been followed without a break.
    let since: Landing?

    /// Nothing is owed by one that is not active, not decided or at the last stage, and where the plan has no cadence.
    init(_ initiative: InitiativeValue, _ terms: PlanTerms?, _ valuation: Valuation) {
        since = Self.followed(initiative.history, valuation.policy)
        guard let review = terms?.review, let start = since?.recorded.day else { return }
        let until = valuation.asOf.adding(days: -(terms?.grace ?? ChangePlan.Cadence.defaultGrace))
        let periods = Self.periods(review, since: start, until: until)
        let held = initiative.readings.entries.filter { $0.line.series == .review }
        let months = Set(held.compactMap(\.line.period))
        reviews = periods.filter { period in
            // A week has no name in a ledger: a review counts for the week in which it was held.
            review == .weekly
                ? !held.contains { period.contains($0.line.date) } : !period.months.contains(where: months.contains)
        }
        // Readings have a month each, so that a week has none of its own.
        for period in review == .weekly ? Self.periods(.monthly, since: start, until: until) : periods {
            readings += Self.items(initiative, period).filter { item in
                let known = initiative.readings.actuals[item] ?? [:]
                return !period.months.contains { known[$0] != nil }
            }.map { ($0, period) }
        }
    }

    /// What has to be read for a period.
    private static func items(_ initiative: InitiativeValue, _ period: ReviewPeriod) -> [String] {
        let promise = initiative.history.lock?.promise ?? initiative.history.promise
        let goLive = initiative.goLive?.line.date
        var items: [String] = []
        for metric in promise?.metrics ?? [] {
            switch metric.metricClass {
            // Before go-live the baseline stands: there is nothing new to read.
            case .outcome, .adoption, .guardrail:
                if let goLive, period.first > goLive { items.append(metric.id) }
            case .output, .activity, nil: break
            }
        }
        for line in promise?.value ?? [] where period.months.contains(where: { line.planned($0) != nil }) {
            if !line.isBenefit || goLive.map({ period.last >= $0 }) ?? false { items.append(line.id) }
        }
        return items
    }

    /// The landing from which on it has been active, decided and not at the last stage, without a break.
    private static func followed(_ history: InitiativeHistory, _ policy: Policy) -> Landing? {
        let stages = policy.ladder.stages
        guard !history.isRemoved, let first = policy.decisionStage.flatMap({ stages.firstIndex(of: $0) }) else {
            return nil
        }
        var result: Landing?
        for standing in history.standings.reversed() {
            guard standing.value.isActive, let stage = standing.value.stage.flatMap({ stages.firstIndex(of: $0) }),
                stage >= first, stage < stages.count - 1
            else { break }
            result = standing.landing
        }
        return result
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

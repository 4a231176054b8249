import PlanModel
package import Timeline

/// Every measure of one initiative, by what was known at the newest landing of its history.
package struct InitiativeValue: Sendable {
    package let history: InitiativeHistory
    package let readings: Readings
    package let lines: [LineValue]
    package let figures: KindFigures
    package let metrics: [MetricValue]
    package let goLive: Readings.Entry?
    /// By value where there is a benefit, else by all outcome metrics together.
    package let dates: ResultDates?
    /// The landing that brought it to the last stage, where it still is.
    package let closed: Landing?
    /// The same landing, where the controller's sign-off counted for it or no gate asks for one.
    package let confirmed: Landing?
    /// Why nobody can say whether the controller signed.
    package let undecidedConfirmation: String?
    package let status: ComputedStatus

    package init(_ history: InitiativeHistory, _ valuation: Valuation) {
        self.history = history
        let readings = Readings(history.ledger.entries)
        self.readings = readings
        let isCancelled = Self.isCancelled(history)
        var ids: [String] = []
        for promise in [history.lock?.promise, history.promise, history.original?.promise] {
            for line in promise?.value ?? [] where !ids.contains(line.id) { ids.append(line.id) }
        }
        lines = ids.compactMap { LineValue($0, history, readings, valuation, isCancelled: isCancelled) }
        var figures = KindFigures()
        for line in lines { figures.add(line.figures, line.kind) }
        self.figures = figures
        let promise = history.lock?.promise ?? history.promise
        metrics = (promise?.metrics ?? []).map { MetricValue($0, history, readings, valuation) }
        goLive = readings.goLive(promise)
        let closed = valuation.lastStage.flatMap { history.held(since: $0) }
        self.closed = closed
        let confirmations = valuation.confirmations
        confirmed = closed.flatMap { landing in
            !valuation.asksController || confirmations.isSigned(history.name, at: landing.commit) ? landing : nil
        }
        undecidedConfirmation = closed.flatMap { landing in
            valuation.asksController ? confirmations.reason(history.name, at: landing.commit) : nil
        }
        status = ComputedStatus(history, readings, figures.gross, valuation)
        let benefits = history.lock?.promise.benefits ?? []
        if benefits.isEmpty {
            let outcomes = metrics.filter { $0.terms.metricClass == .outcome }
            let dates = outcomes.compactMap(\.dates)
            self.dates =
                dates.count == outcomes.count
                ? dates.max { ($0.realisedIn, $0.recorded.order) < ($1.realisedIn, $1.recorded.order) } : nil
        } else {
            dates = ResultDates.ofValue(benefits, history.ledger, valuation)
        }
    }

    package var name: String { history.name }
    package var gross: Figures { figures.gross }

    package var isCancelled: Bool { Self.isCancelled(history) }
    package var isClosed: Bool { closed != nil }
    package var isActive: Bool { !history.isRemoved && history.current?.isActive ?? false }

    private static func isCancelled(_ history: InitiativeHistory) -> Bool {
        history.isRemoved || history.current?.effectiveState == "cancelled"
    }

    // MARK: - The three lags, in days

    /// From go-live to the end of the first period in which the result stood.
    package var goLiveLag: Int? {
        guard let dates, let goLive else { return nil }
        return dates.realisedIn.lastDay.daysSinceEpoch - goLive.line.date.daysSinceEpoch
    }

    /// From the end of that period to the landing that recorded the last reading needed to tell so.
    package var recordingLag: Int? {
        dates.map { $0.recorded.recorded.day.daysSinceEpoch - $0.realisedIn.lastDay.daysSinceEpoch }
    }

    /// From there to the landing of the transition to the last stage with the controller's sign-off.
    package var confirmationLag: Int? {
        guard let dates, let confirmed else { return nil }
        return confirmed.recorded.day.daysSinceEpoch - dates.recorded.recorded.day.daysSinceEpoch
    }

    // MARK: - What does not go together

    /// Whether a benefit was promised for a month, and the ledger has no reading of it.
    func isUnbooked(in month: Month) -> Bool {
        history.lock != nil && !isCancelled
            && lines.contains { line in
                line.kind.isBenefit && line.plan[month].map { $0 > .zero } ?? false
                    && readings.actuals[line.terms.id]?[month] == nil
            }
    }

    /// Whether it is closed, and what was promised has not come.
    package var isClosedUnrealised: Bool { isClosed && dates == nil && history.lock != nil }
    /// Whether what was promised has come, and nobody has confirmed it.
    package var isRealisedUnconfirmed: Bool { confirmed == nil && !isCancelled && dates != nil }
    /// Whether it is closed, and the controller has not signed for that.
    package var isClosedUnsigned: Bool { isClosed && confirmed == nil && undecidedConfirmation == nil }
}

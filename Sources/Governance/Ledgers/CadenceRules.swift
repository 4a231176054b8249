package import Diagnostics
package import PlanModel
import PlanText

/// What the cadence of a change plan obliges an initiative to, from the decision on: a review, readings and a forecast for
/// each period.
package struct CadenceRules: Sendable {
    private let policy: Policy
    private let asOf: Day

    /// How many periods are looked back over.
    private static let periods = 12

    /// `asOf` is the day of the check.
    package init(_ policy: Policy, asOf: Day) {
        self.policy = policy
        self.asOf = asOf
    }

    /// Whether an initiative is followed: active, decided, and not at the last stage, where its results have been confirmed.
    package func isFollowed(_ document: PlanDocument) -> Bool {
        let stages = policy.ladder.stages
        guard let initiative = document.initiative, initiative.isActive, let decision = policy.decisionStage,
            let first = stages.firstIndex(of: decision),
            let stage = initiative.stage.flatMap({ stages.firstIndex(of: $0) })
        else { return false }
        return stage >= first && stage < stages.count - 1
    }

    /// Whether something would be overdue if the initiative had been followed for long: only then is it worth asking since
    /// when it is.
    package func mayBeOverdue(_ state: InitiativeState, _ plan: ChangePlan) -> Bool {
        guard isFollowed(state.document), let long = Day(year: 1, month: 1, day: 1) else { return false }
        return !diagnostics(of: state, plan, since: long).isEmpty
    }

    /// What is overdue. `since` is the day of the landing from which on the initiative is followed without a break.
    package func diagnostics(of state: InitiativeState, _ plan: ChangePlan, since: Day) -> [Diagnostic] {
        guard isFollowed(state.document), let content = state.content, let cadence = plan.cadence else { return [] }
        let review = cadence.review.value
        let due = periods(review, cadence.grace, since)
        // Readings have a month each, so that a week has none of its own.
        let dueForReadings = review == .weekly ? periods(.monthly, cadence.grace, since) : due
        var findings = FindingList()
        reviews(state, cadence, due, &findings)
        readings(state, content, cadence, dueForReadings, &findings)
        if let newest = due.last { forecasts(state, content, cadence, newest, &findings) }
        return findings.diagnostics.map {
            var diagnostic = $0
            diagnostic.initiative = state.initiative?.id
            return diagnostic
        }
    }

    /// The periods whose grace is over and that began when the initiative was followed already, oldest first.
    private func periods(_ review: ChangePlan.Cadence.Review, _ grace: Int, _ since: Day) -> [ReviewPeriod] {
        var result: [ReviewPeriod] = []
        var next = ReviewPeriod(review, containing: asOf.adding(days: -grace))?.previous
        while let period = next, period.first >= since, result.count < Self.periods {
            result.append(period)
            next = period.previous
        }
        return result.reversed()
    }

    // MARK: - What is owed

    private func reviews(
        _ state: InitiativeState, _ cadence: ChangePlan.Cadence, _ due: [ReviewPeriod], _ findings: inout FindingList
    ) {
        let held = state.ledger?.lines.filter { $0.series == .review } ?? []
        let months = Set(held.compactMap(\.period))
        let missing = due.filter { period in
            // A week has no name in a ledger: a review counts for the week in which it was held.
            period.review == .weekly
                ? !held.contains { period.contains($0.date) } : !period.months.contains(where: months.contains)
        }
        guard !missing.isEmpty else { return }
        findings.append(.overdueReview) {
            Diagnostic(
                .overdueReview, "no review is recorded for \(Self.list(missing))", at: state.location("id"),
                secondary: [asked(cadence)],
                helps: ["hold it, and add a line `review` to \(ledgerName(state)) with its outcome"])
        }
    }

    private func readings(
        _ state: InitiativeState, _ content: InitiativeContent, _ cadence: ChangePlan.Cadence, _ due: [ReviewPeriod],
        _ findings: inout FindingList
    ) {
        guard !due.isEmpty else { return }
        var months: [String: Set<Month>] = [:]
        for line in state.ledger?.lines ?? [] where line.series == .actual {
            if let period = line.period { months[line.item, default: []].insert(period) }
        }
        let goLive = state.ledger?.goLive(content)?.date
        func report(_ item: Placed<String>, _ owed: [ReviewPeriod]) {
            let known = months[item.value] ?? []
            let missing = owed.filter { !$0.months.contains(where: known.contains) }
            guard !missing.isEmpty else { return }
            findings.append(.overdueReading) {
                Diagnostic(
                    .overdueReading,
                    "`\(Printable.line(item.value))` has no reading for \(Self.list(missing))", at: item.location,
                    secondary: [asked(cadence)], helps: ["add a line `actual` for each to \(ledgerName(state))"])
            }
        }
        // Before go-live the baseline stands: there is nothing new to read.
        let live = due.filter { period in goLive.map { period.first > $0 } ?? false }
        for metric in content.metrics {
            switch metric.metricClass?.value {
            case .outcome, .adoption, .guardrail: report(metric.id, live)
            case .output, .activity, nil: break
            }
        }
        for line in content.value {
            let planned = Set(line.plan.map(\.month))
            report(
                line.id,
                due.filter { period in
                    period.months.contains(where: planned.contains)
                        && (!line.isBenefit || goLive.map { period.last >= $0 } ?? false)
                })
        }
    }

    private func forecasts(
        _ state: InitiativeState, _ content: InitiativeContent, _ cadence: ChangePlan.Cadence, _ newest: ReviewPeriod,
        _ findings: inout FindingList
    ) {
        var made: [String: Day] = [:]
        for line in state.ledger?.lines ?? [] where line.series == .forecast {
            made[line.item] = max(made[line.item] ?? line.date, line.date)
        }
        for line in content.value {
            // Where everything that was planned lies behind, nothing is left to forecast.
            guard line.plan.contains(where: { $0.month.firstDay > newest.last }) else { continue }
            if let day = made[line.id.value], day >= newest.first { continue }
            findings.append(.overdueForecast) {
                Diagnostic(
                    .overdueForecast,
                    "`\(Printable.line(line.id.value))` has no forecast made since \(newest.first)",
                    at: line.id.location, secondary: [asked(cadence)],
                    helps: ["add a line `forecast` for each month to come to \(ledgerName(state)), changed or not"])
            }
        }
    }

    // MARK: - Words

    private func asked(_ cadence: ChangePlan.Cadence) -> Label {
        Label(
            cadence.review.location,
            "\(cadence.review.value.rawValue), overdue \(cadence.grace) day\(cadence.grace == 1 ? "" : "s") after each period"
        )
    }

    private func ledgerName(_ state: InitiativeState) -> String {
        Ledger.path(of: state.document).map { "`\($0)`" } ?? "its ledger"
    }

    private static func list(_ periods: [ReviewPeriod]) -> String {
        let shown = periods.suffix(3).map(\.description).joined(separator: ", ")
        return periods.count > 3 ? "\(shown) and \(periods.count - 3) periods before" : shown
    }
}

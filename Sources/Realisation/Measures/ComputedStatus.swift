package import PlanModel
package import Timeline

/// What the figures say where people claim a colour; shown beside the claim, in place of it never.
package struct ComputedStatus: Hashable, Sendable {
    package enum Colour: String, Hashable, Sendable, CaseIterable, Comparable {
        case green
        case amber
        case red

        package static func < (left: Colour, right: Colour) -> Bool { left.rank < right.rank }
        private var rank: Int { self == .green ? 0 : self == .amber ? 1 : 2 }
    }

    /// From the mandatory milestones; nothing where there are none.
    package let implementation: Colour?
    /// From the outlook against the lock; nothing where nothing is locked or promised.
    package let value: Colour?

    init(_ history: InitiativeHistory, _ readings: Readings, _ gross: Figures, _ valuation: Valuation) {
        let thresholds = valuation.policy.status
        let promise = history.lock?.promise ?? history.promise
        let mandatory = (promise?.milestones ?? []).filter(\.isMandatory)
        var worst: Colour?
        for milestone in mandatory {
            var colour = Colour.green
            if readings.done(milestone.id) == nil, let due = milestone.due {
                let dates = MilestoneDates(milestone.id, history)
                let expected = max(dates.newest ?? due, valuation.asOf)
                let late = expected.daysSinceEpoch - due.daysSinceEpoch
                if late > 0 { colour = .amber }
                if late > thresholds.lateDays || dates.moves.count >= thresholds.moves { colour = .red }
            }
            worst = max(worst ?? .green, colour)
        }
        implementation = worst
        if let promised = gross.promised, promised.hasAll, gross.outlook.hasAll, let whole = promised.amount,
            let outlook = gross.outlook.amount, whole > .zero
        {
            func reaches(_ percent: ExactDecimal) -> Bool {
                ExactDecimal.isProduct(outlook, ExactDecimal(100), atLeast: whole, percent)
            }
            value = reaches(thresholds.amber) ? .green : reaches(thresholds.red) ? .amber : .red
        } else {
            value = nil
        }
    }

    package subscript(item item: String) -> Colour? {
        switch item {
        case "implementation": implementation
        case "value": value
        default: nil
        }
    }
}

/// The dates that one milestone was promised for, in the order in which they became known.
package struct MilestoneDates: Sendable {
    package struct Move: Hashable, Sendable {
        package let from: Day
        package let to: Day
        package let landing: Landing

        package var days: Int { to.daysSinceEpoch - from.daysSinceEpoch }
        /// How far away the new date was when the move became known.
        package var remaining: Int { to.daysSinceEpoch - landing.recorded.day.daysSinceEpoch }
    }

    package let first: Dated<Day>?
    package let moves: [Move]

    /// The dates of the plan, and those that the ledger expects; from the first lock on, where there is one: before it
    /// nothing was promised.
    package init(_ milestone: String, _ history: InitiativeHistory) {
        // A version of the plan that leaves the date alone says nothing about it: what the ledger expects since then stands.
        var dates: [Dated<Day>] = []
        for version in history.promises {
            guard let due = version.value.milestone(milestone)?.due, due != dates.last?.value else { continue }
            dates.append(Dated(version.landing, due))
        }
        dates += history.ledger.entries.compactMap { entry in
            guard entry.line.series == .milestone, entry.line.item == milestone else { return nil }
            return entry.line.expected.map { Dated(entry.landing, $0) }
        }
        // Stable: within one landing the plan comes first.
        let sorted = dates.enumerated().sorted {
            ($0.element.landing.order, $0.offset) < ($1.element.landing.order, $1.offset)
        }.map(\.element)
        // What became known with the lock itself, or before it, ends in one date that was committed.
        let start =
            history.original.flatMap { lock in sorted.lastIndex { $0.landing.order <= lock.landing.order } } ?? 0
        first = sorted.indices.contains(start) ? sorted[start] : nil
        var moves: [Move] = []
        for (old, new) in zip(sorted.dropFirst(start), sorted.dropFirst(start + 1)) where old.value != new.value {
            moves.append(Move(from: old.value, to: new.value, landing: new.landing))
        }
        self.moves = moves
    }

    package var newest: Day? { moves.last?.to ?? first?.value }

    /// The days between the first date and the last.
    package var slip: Int { moves.reduce(0) { $0 + $1.days } }

    /// Whether the date has moved on as fast as time went by: as far away after each of three or more moves, give or take
    /// a week.
    package var isAlwaysAsFarAway: Bool {
        let remaining = moves.filter { $0.days > 0 }.map(\.remaining)
        guard remaining.count >= 3, let nearest = remaining.min(), let farthest = remaining.max() else { return false }
        return farthest - nearest <= 7 && nearest > 0
    }
}

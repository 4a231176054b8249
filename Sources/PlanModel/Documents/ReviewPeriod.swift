/// A period for which a review is due: a week from Monday on, a month, or a quarter.
package struct ReviewPeriod: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let review: ChangePlan.Cadence.Review
    package let first: Day
    package let last: Day

    /// The period of a cadence that a day lies in; nothing beyond the years 1 to 9999.
    package init?(_ review: ChangePlan.Cadence.Review, containing day: Day) {
        self.review = review
        switch review {
        case .weekly:
            // 1970-01-01 was a Thursday: three days after a Monday.
            let fromMonday = ((day.daysSinceEpoch + 3) % 7 + 7) % 7
            first = day.adding(days: -fromMonday)
            last = first.adding(days: 6)
        case .monthly, .quarterly:
            let length = review == .monthly ? 1 : 3
            guard let month = Month(year: day.year, month: (day.month - 1) / length * length + 1),
                let end = month.adding(length - 1)
            else { return nil }
            first = month.firstDay
            last = end.lastDay
        }
        guard (1...9999).contains(first.year), (1...9999).contains(last.year) else { return nil }
    }

    package var previous: ReviewPeriod? { ReviewPeriod(review, containing: first.adding(days: -1)) }
    package var next: ReviewPeriod? { ReviewPeriod(review, containing: last.adding(days: 1)) }

    package func contains(_ day: Day) -> Bool { day >= first && day <= last }

    /// The whole months in it; none in a week.
    package var months: [Month] {
        guard review != .weekly, let start = Month(year: first.year, month: first.month) else { return [] }
        return (0..<(review == .monthly ? 1 : 3)).compactMap { start.adding($0) }
    }

    package var description: String {
        switch review {
        case .weekly: "the week from \(first)"
        case .monthly: String(first.description.dropLast(3))
        case .quarterly: "\(padded(first.year, to: 4))-Q\((first.month + 2) / 3)"
        }
    }

    package static func < (left: ReviewPeriod, right: ReviewPeriod) -> Bool { left.first < right.first }
}

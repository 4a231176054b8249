extension Month {
    /// Months since January of the year 0, so that months can be counted.
    package var ordinal: Int { year * 12 + month - 1 }

    /// The month so many months later, or earlier where the count is negative; nothing beyond the years 1 to 9999.
    package func adding(_ months: Int) -> Month? {
        let sum = ordinal + months
        guard sum >= 12 else { return nil }
        return Month(year: sum / 12, month: sum % 12 + 1)
    }

    package var firstDay: Day {
        guard let day = Day(year: year, month: month, day: 1) else {
            preconditionFailure("every month has a first day")
        }
        return day
    }

    /// The last day.
    package var lastDay: Day {
        guard let day = Day(year: year, month: month, day: Month.days(inMonth: month, of: year)) else {
            preconditionFailure("every month has a last day")
        }
        return day
    }

    /// Whether the whole month lies before a day.
    package func isComplete(on day: Day) -> Bool { lastDay < day }
}

extension Day {
    /// The month that it lies in.
    package var inMonth: Month {
        guard let month = Month(year: year, month: month) else { preconditionFailure("every day lies in a month") }
        return month
    }

    package func adding(days: Int) -> Day { Day(daysSinceEpoch: daysSinceEpoch + days) }
}

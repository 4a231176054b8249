import PlanModel

/// Dates and months of the story, which are written by hand and right.
extension Timestamp {
    /// `2025-09-16 10:30`, in UTC.
    static func demo(_ text: String) -> Timestamp {
        guard let moment = Timestamp(text.replacing(" ", with: "T") + ":00Z") else {
            preconditionFailure("`\(text)` is no moment")
        }
        return moment
    }

    func adding(minutes: Int) -> Timestamp { Timestamp(seconds: seconds + Int64(minutes) * 60) }
}

extension Month {
    static func demo(_ text: String) -> Month {
        guard let month = Month(text) else { preconditionFailure("`\(text)` is no month") }
        return month
    }

    func later(_ months: Int) -> Month {
        guard let month = adding(months) else { preconditionFailure("the story ends within a few years") }
        return month
    }
}

/// A figure for each of some months in a row.
struct DemoSeries: Sendable {
    let entries: [(month: Month, value: String)]

    /// The first month, and the figures with blanks between them; `-` stands for a month without one.
    init(_ first: String, _ values: String) {
        let start = Month.demo(first)
        entries = values.split(separator: " ").enumerated().compactMap { index, value in
            value == "-" ? nil : (start.later(index), String(value))
        }
    }

    static let none = DemoSeries("2025-05", "")

    subscript(_ month: Month) -> String? { entries.first { $0.month == month }?.value }
}

/// The columns of a ledger, and what each series needs in them: the reader, its findings and the reference are made from it.
package enum LedgerSchema {
    /// What stands in one column, and what it means.
    package struct ColumnField: Sendable {
        package let column: LedgerLine.Column
        /// In words.
        package let type: String
        package let meaning: String
    }

    package static let columns: [ColumnField] = LedgerLine.Column.allCases.map { column in
        switch column {
        case .date:
            ColumnField(
                column: column, type: Shape.day.expectation,
                meaning: "When it was so in the business; when it was recorded is what git says.")
        case .series: ColumnField(column: column, type: "a series, below", meaning: "What the line tells.")
        case .item: ColumnField(column: column, type: "by the series", meaning: "What the line is about.")
        case .period: ColumnField(column: column, type: Shape.month.expectation, meaning: "The month that it is about.")
        case .value: ColumnField(column: column, type: "by the series", meaning: "The reading, the date or the word.")
        case .evidence:
            ColumnField(
                column: column, type: EvidenceReference.expectation,
                meaning: "What shows it; a file is there in the same landing and keeps its bytes from then on.")
        case .note: ColumnField(column: column, type: "a text", meaning: "Why; a restatement needs one.")
        }
    }

    /// What a series needs, in words that follow "expected".
    package struct SeriesNeed: Sendable {
        package let meaning: String
        /// Nothing where the column stays empty.
        package let item: String?
        /// Whether the line is about a month.
        package let period: Bool
        package let value: String
    }

    package static func need(_ series: LedgerLine.Series) -> SeriesNeed {
        let line = "the id of a metric or of a value line"
        return switch series {
        case .actual:
            SeriesNeed(
                meaning:
                    "A reading of a metric, or an amount that was booked; a later line for the same month restates it.",
                item: line, period: true, value: Shape.decimal.expectation)
        case .forecast:
            SeriesNeed(
                meaning: "What a reading is expected to be.", item: line, period: true,
                value: Shape.decimal.expectation)
        case .milestone:
            SeriesNeed(
                meaning: "A milestone that is met, or a new date for it.", item: "the id of a milestone", period: false,
                value: "`\(LedgerLine.done)`, or the date that it is expected on now")
        case .deployment:
            SeriesNeed(
                meaning: "Something went live.", item: "what was deployed", period: false,
                value: "`\(LedgerLine.done)`")
        case .status:
            SeriesNeed(
                meaning: "What people claim, shown beside what is computed.",
                item: LedgerLine.statusItems.map { "`\($0)`" }.joined(separator: " or "), period: false,
                value: "`green`, `amber` or `red`")
        case .review:
            SeriesNeed(
                meaning: "The initiative was looked at.", item: nil, period: true,
                value: "the outcome of the review, such as `held`")
        }
    }

    package static let periodNeed = "the month that the line is about"
}

/// The columns of the actual exchange rates: the reader, its findings and the reference are made from it.
package enum RatesSchema {
    /// What stands in one column, and what it means.
    package struct ColumnField: Sendable {
        package let column: ActualRates.Line.Column
        /// In words that follow "expected".
        package let type: String
        package let meaning: String
    }

    package static let columns: [ColumnField] = ActualRates.Line.Column.allCases.map(field)

    static func field(_ column: ActualRates.Line.Column) -> ColumnField {
        switch column {
        case .month:
            ColumnField(
                column: column, type: Shape.month.expectation,
                meaning:
                    "The month that the rate is for, which is over; a later line for the same month and currency restates it."
            )
        case .currency:
            ColumnField(
                column: column, type: "three capital letters by ISO 4217, such as `USD`",
                meaning: "The currency that is converted; never the reporting currency itself.")
        case .rate:
            ColumnField(
                column: column, type: "a decimal number above zero such as `0.9214`",
                meaning: "Units of the reporting currency for one unit of the other.")
        case .source:
            ColumnField(
                column: column, type: "who published the rate, such as `ECB`",
                meaning: "Where it comes from; a restatement names another source.")
        }
    }
}

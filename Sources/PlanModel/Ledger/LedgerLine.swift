package import Diagnostics

/// One line of a ledger: something that happened, or that somebody expects or claims.
package struct LedgerLine: Sendable {
    package enum Series: String, Sendable, CaseIterable {
        /// A reading of a metric or value line for a period.
        case actual
        /// What a reading is expected to be.
        case forecast
        /// A milestone that is done, or the date that it is expected on now.
        case milestone
        case deployment
        /// What people claim: implementation or value as green, amber or red.
        case status
        case review
    }

    /// The columns, in the order of the header.
    package enum Column: Int, Sendable, CaseIterable {
        case date
        case series
        case item
        case period
        case value
        case evidence
        case note

        package var name: String { String(describing: self) }
    }

    package static let header = Column.allCases.map(\.name).joined(separator: ",")
    /// The value of a milestone or deployment that has happened.
    package static let done = "done"
    package static let statusItems = ["implementation", "value"]
    package static let statusValues = ["green", "amber", "red"]

    /// 1-based.
    package let number: Int
    /// When it was so in the business.
    package let date: Day
    package let series: Series
    package let item: String
    package let period: Month?
    /// The value as written.
    package let value: String
    package let evidence: String
    package let note: String
    /// The bytes of each field in the ledger, by column.
    let fields: [Range<Int>]
    package let source: SourceText

    /// The reading of an actual or a forecast.
    package var decimal: ExactDecimal? { ExactDecimal(value) }
    /// The date that a milestone is expected on; nothing where it is done.
    package var expected: Day? { series == .milestone ? Day(value) : nil }
    package var isDone: Bool { value == Self.done }
    package var reference: EvidenceReference? { EvidenceReference(evidence) }

    package func location(_ column: Column) -> Location { source.location(fields[column.rawValue]) }

    /// The bytes of the whole line without its LF.
    package var bytes: Range<Int> { fields[0].lowerBound..<(fields.last?.upperBound ?? fields[0].upperBound) }
}

/// What a line of a ledger says, without the text that it came from: what a history keeps of it.
package struct LedgerRecord: Hashable, Sendable {
    /// When it was so in the business.
    package let date: Day
    package let series: LedgerLine.Series
    package let item: String
    package let period: Month?
    /// The value as written.
    package let value: String
    package let evidence: String
    package let note: String

    package init(
        date: Day, series: LedgerLine.Series, item: String, period: Month? = nil, value: String, evidence: String = "",
        note: String = ""
    ) {
        self.date = date
        self.series = series
        self.item = item
        self.period = period
        self.value = value
        self.evidence = evidence
        self.note = note
    }

    /// The reading of an actual or a forecast.
    package var decimal: ExactDecimal? { ExactDecimal(value) }
    /// The date that a milestone is expected on; nothing where it is done.
    package var expected: Day? { series == .milestone ? Day(value) : nil }
    package var isDone: Bool { value == LedgerLine.done }
    package var reference: EvidenceReference? { EvidenceReference(evidence) }
}

extension LedgerLine {
    package var record: LedgerRecord {
        LedgerRecord(
            date: date, series: series, item: item, period: period, value: value, evidence: evidence, note: note)
    }
}

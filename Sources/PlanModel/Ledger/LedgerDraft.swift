import Diagnostics
import PlanText

/// A line that is about to be appended to a ledger, field by field as it will stand there.
package struct LedgerDraft: Hashable, Sendable {
    package var date: String
    package var series: LedgerLine.Series
    package var item: String
    package var period: String
    package var value: String
    package var evidence: String
    package var note: String

    package init(
        date: String, series: LedgerLine.Series, item: String = "", period: String = "", value: String,
        evidence: String = "", note: String = ""
    ) {
        self.date = date
        self.series = series
        self.item = item
        self.period = period
        self.value = value
        self.evidence = evidence
        self.note = note
    }

    /// The fields in the order of the columns.
    package var fields: [String] { [date, series.rawValue, item, period, value, evidence, note] }

    /// The first column with a character that no line of a ledger may hold, such as a line break.
    package var columnWithControlCharacter: LedgerLine.Column? {
        zip(LedgerLine.Column.allCases, fields).first { _, text in
            text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        }?.0
    }

    /// The bytes of a ledger with lines appended: the old bytes are a prefix. An empty one gets its header first.
    package static func appending(_ drafts: [LedgerDraft], to ledger: [UInt8]) -> [UInt8] {
        var result = ledger
        if result.isEmpty { result += (LedgerLine.header + "\n").utf8 }
        for draft in drafts { result += (CSVText.line(draft.fields) + "\n").utf8 }
        return result
    }
}

extension InitiativeContent {
    /// Everything that a line of the ledger can be about by its id.
    package var ledgerItems: [String] {
        metrics.map(\.id.value) + value.map(\.id.value) + milestones.map(\.id.value)
    }

    /// What a line about an item is: a reading of a metric or value line, a milestone, or a claimed status; nothing where
    /// the plan has no such item. Where one id is a milestone's too, the value decides.
    package func series(of item: String, value: String) -> LedgerLine.Series? {
        let isReading = metric(item) != nil || valueLine(item) != nil
        let isMilestone = milestone(item) != nil
        if isReading, isMilestone { return value == LedgerLine.done || Day(value) != nil ? .milestone : .actual }
        if isReading { return .actual }
        if isMilestone { return .milestone }
        return LedgerLine.statusItems.contains(item) ? .status : nil
    }

    /// Why a line cannot be about an item that the plan does not have, with the way out.
    package func unknownItem(_ item: String, in initiative: String) -> (message: String, help: String) {
        let nearest = Suggestion.nearest(to: item, among: ledgerItems + LedgerLine.statusItems)
        let known = ledgerItems.isEmpty ? "it has none yet" : "it has: \(ledgerItems.joined(separator: ", "))"
        return (
            "\(Printable.line(initiative)) has no metric, value line or milestone `\(Printable.line(item))`",
            nearest.map { "did you mean `\($0)`?" } ?? "\(known); for what was deployed say `--deployment`"
        )
    }
}

package import Diagnostics
package import PlanText

/// What happened to one initiative: lines that are only ever appended.
package struct Ledger: Sendable {
    package let source: SourceText
    /// The lines that can be read, in the order of the file.
    package let lines: [LedgerLine]
    /// What is wrong with the text and with single lines.
    package let findings: FindingList
    /// Whether it was read; one that is too large was not.
    package let isRead: Bool

    package var diagnostics: [Diagnostic] { findings.diagnostics }

    package var path: String { source.path }

    /// Reads a ledger. Never fails: a line that cannot be read is a finding and counts for nothing.
    ///
    /// Only what stands at `start` or behind it becomes a finding; `start` is the beginning of a line.
    package static func read(_ source: SourceText, notingFrom start: Int = 0) -> Ledger {
        let text = CSVText.read(source, notingFrom: start)
        var reader = LedgerReader(text: text, notingFrom: start)
        let lines = reader.read()
        return Ledger(
            source: source, lines: lines, findings: reader.findings, isRead: source.bytes.count <= TextLimits.bytes)
    }

    /// A ledger that was not read because of its size, in bytes.
    package static func tooLarge(_ path: String, bytes: Int) -> Ledger {
        let source = SourceText(path: path, bytes: [])
        return Ledger(
            source: source, lines: [], findings: CSVText.tooLarge(source, bytes: bytes).findings, isRead: false)
    }

    /// The ledger's path beside a document, by the entry that matches it; nothing where the entry names none.
    package static func path(of document: PlanDocument) -> String? {
        path(beside: Array(document.path.utf8), document.entry).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The ledger's path beside a document's, byte by byte: a name may begin with a mark that joins what stands before it.
    package static func path(beside path: [UInt8], _ entry: DocumentEntry) -> [UInt8]? {
        guard let name = entry.ledger, entry.kind == .initiative else { return nil }
        let start = path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
        let file = path[start...]
        let dot = file.lastIndex(of: 0x2E) ?? file.endIndex
        let stem = dot == start ? file : file[..<dot]
        return path[..<start] + Array(name.utf8).replacing(Array(DocumentEntry.stem.utf8), with: stem)
    }

    // MARK: - What the lines say

    /// The readings of a metric or value line by month; of several for one month the last one counts.
    package func actuals(of item: String) -> [Month: LedgerLine] { readings(.actual, of: item) }

    /// The newest forecast of a metric or value line for each month.
    package func forecasts(of item: String) -> [Month: LedgerLine] { readings(.forecast, of: item) }

    private func readings(_ series: LedgerLine.Series, of item: String) -> [Month: LedgerLine] {
        var result: [Month: LedgerLine] = [:]
        for line in lines where line.series == series && line.item == item {
            if let period = line.period { result[period] = line }
        }
        return result
    }

    /// The newest line that says that a milestone is done.
    package func done(_ milestone: String) -> LedgerLine? {
        lines.last { $0.series == .milestone && $0.item == milestone && $0.isDone }
    }

    package var deployments: [LedgerLine] { lines.filter { $0.series == .deployment && $0.isDone } }

    /// When value could begin to come: the day the go-live milestone was met, else that of the first deployment.
    package func goLive(_ content: InitiativeContent) -> LedgerLine? {
        let met = content.milestones.filter(\.isGoLive).compactMap { milestone in
            lines.first { $0.series == .milestone && $0.item == milestone.id.value && $0.isDone }
        }
        return met.min { $0.date < $1.date } ?? deployments.min { $0.date < $1.date }
    }
}

/// Turns rows into lines, and says what is wrong with those that are none.
private struct LedgerReader {
    let text: CSVText
    /// Where findings begin to count.
    let start: Int
    private(set) var findings: FindingList
    private var mistakes = 0

    init(text: CSVText, notingFrom start: Int) {
        self.text = text
        self.start = start
        findings = text.findings
    }

    mutating func read() -> [LedgerLine] {
        let source = text.source
        guard let header = text.rows.first, header.line == 1,
            header.fields.map(\.text).joined(separator: ",") == LedgerLine.header
        else {
            if text.findings.isEmpty || !text.rows.isEmpty {
                findings.append(.ledgerHeader) {
                    Diagnostic(
                        .ledgerHeader, "the ledger does not begin with its header; expected `\(LedgerLine.header)`",
                        at: text.rows.first.map { source.location($0.bytes) } ?? Location(path: source.path),
                        helps: ["write the header as the first line; its lines come below, oldest first"])
                }
            }
            return []
        }
        return text.rows.dropFirst().compactMap { line($0) }
    }

    private mutating func line(_ row: CSVText.Row) -> LedgerLine? {
        let columns = LedgerLine.Column.allCases
        guard row.fields.count == columns.count else {
            report(
                "the line has \(row.fields.count) fields; expected \(columns.count): \(LedgerLine.header)",
                row.bytes,
                help: "separate the fields by commas, one that is empty too; put one that has a comma in quotes")
            return nil
        }
        func field(_ column: LedgerLine.Column) -> CSVText.Field { row.fields[column.rawValue] }
        func text(_ column: LedgerLine.Column) -> String { field(column).text }
        let before = mistakes
        let date = Day(text(.date))
        if date == nil { wrong(.date, field(.date), "a date such as `2026-03-14`") }
        let series = LedgerLine.Series(rawValue: text(.series))
        if series == nil {
            let words = LedgerLine.Series.allCases.map(\.rawValue)
            let nearest = Suggestion.nearest(to: text(.series), among: words)
            wrong(
                .series, field(.series), words.map { "`\($0)`" }.joined(separator: ", "),
                help: nearest.map { "did you mean `\($0)`?" } ?? Self.correct)
        }
        let period = Month(text(.period))
        if !text(.period).isEmpty, period == nil { wrong(.period, field(.period), "a month such as `2026-05`") }
        if let series { judge(series, period, row) }
        guard mistakes == before, let date, let series else { return nil }
        return LedgerLine(
            number: row.line, date: date, series: series, item: text(.item), period: period, value: text(.value),
            evidence: text(.evidence), note: text(.note), fields: row.fields.map(\.bytes), source: self.text.source)
    }

    /// What each series must have.
    private mutating func judge(_ series: LedgerLine.Series, _ period: Month?, _ row: CSVText.Row) {
        let item = row.fields[LedgerLine.Column.item.rawValue]
        let periodField = row.fields[LedgerLine.Column.period.rawValue]
        let value = row.fields[LedgerLine.Column.value.rawValue]
        let need = LedgerSchema.need(series)
        if need.period, periodField.text.isEmpty { wrong(.period, periodField, LedgerSchema.periodNeed) }
        if !need.period, !periodField.text.isEmpty {
            wrong(.period, periodField, "nothing: a line of `\(series.rawValue)` is about its date")
        }
        let isItemGood: Bool
        let isValueGood: Bool
        switch series {
        case .actual, .forecast:
            isItemGood = !item.text.isEmpty
            isValueGood = ExactDecimal(value.text) != nil
        case .milestone:
            isItemGood = !item.text.isEmpty
            isValueGood = value.text == LedgerLine.done || Day(value.text) != nil
        case .deployment:
            isItemGood = !item.text.isEmpty
            isValueGood = value.text == LedgerLine.done
        case .status:
            isItemGood = LedgerLine.statusItems.contains(item.text)
            isValueGood = LedgerLine.statusValues.contains(value.text)
        case .review:
            isItemGood = item.text.isEmpty
            isValueGood = !value.text.isEmpty
        }
        if !isItemGood { wrong(.item, item, need.item ?? "nothing: a review is about the whole initiative") }
        if !isValueGood { wrong(.value, value, need.value) }
    }

    private static let correct = "correct the field; `tollgate explain LDG002` shows a line as it has to be"

    private mutating func wrong(
        _ column: LedgerLine.Column, _ field: CSVText.Field, _ expected: String, help: String? = nil
    ) {
        let help = help ?? Self.correct
        let found = field.text.isEmpty ? "empty" : "`\(Printable.line(String(field.text.prefix(60))))`"
        report("`\(column.name)` is \(found); expected \(expected)", field.bytes, help: help)
    }

    private mutating func report(_ message: String, _ bytes: Range<Int>, help: String? = nil) {
        mistakes += 1
        guard bytes.lowerBound >= start else { return }
        findings.append(.ledgerLine) {
            Diagnostic(.ledgerLine, message, at: text.source.location(bytes), helps: help.map { [$0] } ?? [])
        }
    }
}

package import Diagnostics
package import PlanText

/// The actual exchange rates by month, from `fx.csv`: lines that are only ever appended. The rates of the plan stand in the
/// policy.
package struct ActualRates: Sendable {
    /// One rate: units of the reporting currency for one unit of another.
    package struct Line: Sendable {
        package enum Column: Int, Sendable, CaseIterable {
            case month
            case currency
            case rate
            case source

            package var name: String { String(describing: self) }
        }

        /// 1-based.
        package let number: Int
        package let month: Month
        package let currency: String
        package let rate: ExactDecimal
        /// Who published the rate.
        package let source: String
        /// The bytes of each field, by column.
        let fields: [Range<Int>]
        let text: SourceText

        package func location(_ column: Column) -> Location { text.location(fields[column.rawValue]) }

        package var start: Int { fields[0].lowerBound }
    }

    /// The file's name in the folder of the policy.
    package static let fileName = "fx.csv"
    package static let header = Line.Column.allCases.map(\.name).joined(separator: ",")

    package let source: SourceText
    /// The lines that can be read, in the order of the file.
    package let lines: [Line]
    /// What is wrong with the text and with single lines.
    package let findings: FindingList
    /// Whether it was read; one that is too large was not.
    package let isRead: Bool

    /// Reads the rates. Never fails: a line that cannot be read is a finding and gives no rate.
    ///
    /// Only what stands at `start` or behind it becomes a finding; `start` is the beginning of a line.
    package static func read(_ source: SourceText, notingFrom start: Int = 0) -> ActualRates {
        let text = CSVText.read(source, notingFrom: start)
        var reader = RatesReader(text: text, start: start, findings: text.findings)
        let lines = reader.read()
        return ActualRates(
            source: source, lines: lines, findings: reader.findings, isRead: source.bytes.count <= TextLimits.bytes)
    }

    /// Rates that were not read because of the file's size, in bytes.
    package static func tooLarge(_ path: String, bytes: Int) -> ActualRates {
        let source = SourceText(path: path, bytes: [])
        return ActualRates(
            source: source, lines: [], findings: CSVText.tooLarge(source, bytes: bytes).findings, isRead: false)
    }

    /// The rate of a currency in a month: of several lines the last one counts. Nothing where there is none.
    package func rate(_ currency: String, in month: Month) -> ExactDecimal? {
        lines.last { $0.currency == currency && $0.month == month }?.rate
    }
}

/// Turns rows into rates, and says what is wrong with those that are none.
private struct RatesReader {
    let text: CSVText
    let start: Int
    var findings: FindingList

    mutating func read() -> [ActualRates.Line] {
        let source = text.source
        guard let header = text.rows.first, header.line == 1,
            header.fields.map(\.text).joined(separator: ",") == ActualRates.header
        else {
            if text.findings.isEmpty || !text.rows.isEmpty {
                findings.append(.ratesHeader) {
                    Diagnostic(
                        .ratesHeader, "the rates do not begin with their header; expected `\(ActualRates.header)`",
                        at: text.rows.first.map { source.location($0.bytes) } ?? Location(path: source.path),
                        helps: ["write the header as the first line; its lines come below, oldest first"])
                }
            }
            return []
        }
        return text.rows.dropFirst().compactMap { line($0) }
    }

    private mutating func line(_ row: CSVText.Row) -> ActualRates.Line? {
        let columns = ActualRates.Line.Column.allCases
        guard row.fields.count == columns.count else {
            report(
                "the line has \(row.fields.count) fields; expected \(columns.count): \(ActualRates.header)", row.bytes)
            return nil
        }
        func field(_ column: ActualRates.Line.Column) -> CSVText.Field { row.fields[column.rawValue] }
        let month = Month(field(.month).text)
        if month == nil { wrong(.month, field(.month)) }
        let currency = field(.currency).text
        let isCurrency = currency.utf8.count == 3 && currency.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
        if !isCurrency { wrong(.currency, field(.currency)) }
        let rate = ExactDecimal(field(.rate).text).flatMap { $0 > .zero ? $0 : nil }
        if rate == nil { wrong(.rate, field(.rate)) }
        let source = field(.source).text
        if source.isEmpty { wrong(.source, field(.source)) }
        guard let month, isCurrency, let rate, !source.isEmpty else { return nil }
        return ActualRates.Line(
            number: row.line, month: month, currency: currency, rate: rate, source: source,
            fields: row.fields.map(\.bytes), text: text.source)
    }

    private mutating func wrong(_ column: ActualRates.Line.Column, _ field: CSVText.Field) {
        let found = field.text.isEmpty ? "empty" : "`\(Printable.line(String(field.text.prefix(60))))`"
        report("`\(column.name)` is \(found); expected \(RatesSchema.field(column).type)", field.bytes)
    }

    private mutating func report(_ message: String, _ bytes: Range<Int>) {
        guard bytes.lowerBound >= start else { return }
        findings.append(.ratesLine) { Diagnostic(.ratesLine, message, at: text.source.location(bytes)) }
    }
}

package import Diagnostics

/// Comma-separated values as spreadsheets write them: `,`, `;` or a tab between fields, CRLF, a byte order mark, and line
/// breaks inside quotes. Read into the same rows as a ledger, whose rules are stricter.
package struct SpreadsheetText: Sendable {
    package enum Delimiter: String, Sendable, CaseIterable {
        case comma
        case semicolon
        case tab

        var byte: UInt8 {
            switch self {
            case .comma: 0x2C
            case .semicolon: 0x3B
            case .tab: 0x09
            }
        }
    }

    package let source: SourceText
    /// The first row that is not empty.
    package let header: CSVText.Row?
    /// The rows below it; empty ones are left out.
    package let rows: [CSVText.Row]
    /// What prevents reading it.
    package let diagnostics: [Diagnostic]

    /// Reads a text. Where no delimiter is given, it is the only one that stands in the first line outside of quotes.
    package static func read(_ source: SourceText, delimiter: Delimiter? = nil) -> SpreadsheetText {
        func failed(_ diagnostic: Diagnostic) -> SpreadsheetText {
            SpreadsheetText(source: source, header: nil, rows: [], diagnostics: [diagnostic])
        }
        guard source.bytes.count <= TextLimits.bytes else {
            return SpreadsheetText(
                source: source, header: nil, rows: [],
                diagnostics: PlanText.tooLarge(source, bytes: source.bytes.count).diagnostics)
        }
        let scan = source.bytes.withUnsafeBufferPointer { TextScan($0, in: 0..<$0.count, allowingTabs: true) }
        guard scan.isValidUTF8 else {
            let problems = PlanText(source: source, tree: nil, problems: scan.problems).diagnostics
            return SpreadsheetText(
                source: source, header: nil, rows: [], diagnostics: problems.filter { $0.code == .invalidUTF8 })
        }
        var reader = SpreadsheetReader(source: source, start: scan.start)
        if let delimiter {
            reader.delimiter = delimiter.byte
        } else {
            let found = reader.delimitersOfFirstLine()
            guard found.count < 2 else {
                return failed(
                    Diagnostic(
                        .csvSyntax,
                        "the first line has \(found.map { "`\($0 == .tab ? "a tab" : String(UnicodeScalar($0.byte)))`" }.joined(separator: " and ")) between its fields; expected one of them",
                        at: source.location(scan.start..<scan.start),
                        helps: ["say which with `--delimiter comma`, `semicolon` or `tab`"]))
            }
            reader.delimiter = (found.first ?? .comma).byte
        }
        let rows = reader.read()
        return SpreadsheetText(
            source: source, header: rows.first, rows: Array(rows.dropFirst()), diagnostics: reader.diagnostics)
    }
}

private struct SpreadsheetReader {
    let source: SourceText
    var offset: Int
    var line = 1
    var delimiter: UInt8 = 0x2C
    var diagnostics: [Diagnostic] = []

    init(source: SourceText, start: Int) {
        self.source = source
        offset = start
    }

    func delimitersOfFirstLine() -> [SpreadsheetText.Delimiter] {
        var isQuoted = false
        var found: Set<UInt8> = []
        for byte in source.bytes[offset...] {
            if byte == 0x22 { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A { break }
            found.insert(byte)
        }
        return SpreadsheetText.Delimiter.allCases.filter { found.contains($0.byte) }
    }

    mutating func read() -> [CSVText.Row] {
        var rows: [CSVText.Row] = []
        while offset < source.bytes.count, diagnostics.isEmpty {
            let row = row()
            if row.fields.contains(where: { !$0.text.isEmpty }) { rows.append(row) }
        }
        return rows
    }

    /// One row, up to and with the line break behind it.
    private mutating func row() -> CSVText.Row {
        let (start, first) = (offset, line)
        let bytes = source.bytes
        var fields: [CSVText.Field] = []
        while true {
            fields.append(field())
            guard diagnostics.isEmpty, offset < bytes.count, bytes[offset] == delimiter else { break }
            offset += 1
        }
        let end = offset
        if offset < bytes.count, bytes[offset] == 0x0D { offset += 1 }
        if offset < bytes.count, bytes[offset] == 0x0A {
            offset += 1
            line += 1
        }
        return CSVText.Row(line: first, fields: fields, bytes: start..<end)
    }

    private mutating func field() -> CSVText.Field {
        let bytes = source.bytes
        let start = offset
        var text: [UInt8] = []
        guard offset < bytes.count, bytes[offset] == 0x22 else {
            while offset < bytes.count, bytes[offset] != delimiter, !isLineBreak(offset) {
                text.append(bytes[offset])
                offset += 1
            }
            return CSVText.Field(text: String(decoding: text, as: UTF8.self), bytes: start..<offset)
        }
        offset += 1
        while true {
            guard offset < bytes.count else {
                fail("a quoted field does not end", start..<start + 1, "end it with `\"`")
                break
            }
            let byte = bytes[offset]
            if byte == 0x22 {
                offset += 1
                if offset < bytes.count, bytes[offset] == 0x22 {
                    text.append(0x22)
                    offset += 1
                    continue
                }
                if offset < bytes.count, bytes[offset] != delimiter, !isLineBreak(offset) {
                    fail(
                        "text stands behind a quoted field; expected the delimiter", offset..<offset + 1,
                        "write `\"\"` for a quote inside a quoted field")
                }
                break
            }
            if byte == 0x0A { line += 1 }
            text.append(byte)
            offset += 1
        }
        return CSVText.Field(text: String(decoding: text, as: UTF8.self), bytes: start..<offset)
    }

    private func isLineBreak(_ offset: Int) -> Bool {
        let bytes = source.bytes
        return bytes[offset] == 0x0A || bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
    }

    private mutating func fail(_ message: String, _ range: Range<Int>, _ help: String) {
        diagnostics.append(Diagnostic(.csvSyntax, message, at: source.location(range), helps: [help]))
    }
}

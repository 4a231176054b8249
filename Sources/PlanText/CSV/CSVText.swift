package import Diagnostics

/// A text of comma-separated values by RFC 4180, read strictly: UTF-8, LF, no line break inside a field.
package struct CSVText: Sendable {
    /// One field of a row.
    package struct Field: Sendable {
        /// The text without its quotes.
        package let text: String
        /// The bytes of the source, quotes included.
        package let bytes: Range<Int>
    }

    /// One line.
    package struct Row: Sendable {
        /// 1-based.
        package let line: Int
        package let fields: [Field]
        /// The bytes of the line without its LF.
        package let bytes: Range<Int>
    }

    package let source: SourceText
    /// Every line that can be read, the header among them.
    package let rows: [Row]
    /// The findings about the text, in its order.
    package let findings: FindingList

    package var diagnostics: [Diagnostic] { findings.diagnostics }

    /// Reads a text. Never fails: what is wrong is in `findings`, and a line that cannot be read is no row.
    ///
    /// Only what stands at `start` or behind it becomes a finding; `start` is the beginning of a line.
    package static func read(_ source: SourceText, notingFrom start: Int = 0) -> CSVText {
        guard source.bytes.count <= TextLimits.bytes else { return tooLarge(source, bytes: source.bytes.count) }
        let bytes = source.bytes
        let (scan, noted) = bytes.withUnsafeBufferPointer { bytes in
            let scan = TextScan(bytes, in: 0..<bytes.count, allowingTabs: false)
            guard start > 0, start <= bytes.count, scan.isValidUTF8 else { return (scan, scan.problems) }
            return (scan, TextScan(bytes, in: start..<bytes.count, allowingTabs: false).problems)
        }
        var findings = FindingList()
        findings.append(contentsOf: PlanText(source: source, tree: nil, problems: noted).diagnostics)
        guard scan.isValidUTF8 else { return CSVText(source: source, rows: [], findings: findings) }
        var rows: [Row] = []
        var offset = scan.start
        var line = 1
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
            let content = end > offset && bytes[end - 1] == 0x0D ? offset..<end - 1 : offset..<end
            switch split(bytes, content) {
            case .success(let fields): rows.append(Row(line: line, fields: fields, bytes: offset..<end))
            case .failure(let mistake):
                if offset >= start {
                    findings.append(.csvSyntax) {
                        Diagnostic(
                            .csvSyntax, mistake.message, at: source.location(mistake.bytes), helps: [mistake.help])
                    }
                }
            }
            if end == bytes.count, offset >= start {
                findings.append(.csvSyntax) {
                    Diagnostic(
                        .csvSyntax, "the last line does not end with LF; a line appended to it would change it",
                        at: source.location(max(offset, end - 1)..<end), helps: ["end the file with a line break"])
                }
            }
            offset = end + 1
            line += 1
        }
        return CSVText(source: source, rows: rows, findings: findings)
    }

    /// The outcome for a text that was not read because of its size, in bytes.
    package static func tooLarge(_ source: SourceText, bytes: Int) -> CSVText {
        var findings = FindingList()
        findings.append(.fileTooLarge) {
            Diagnostic(
                .fileTooLarge, "the file has \(bytes) bytes; at most \(TextLimits.bytes) (1 MiB) are read",
                at: Location(path: source.path),
                helps: ["shorten what its lines say; what explains them lies in files under evidence/"],
                preventsReading: true)
        }
        return CSVText(source: source, rows: [], findings: findings)
    }

    /// Why a line is no row.
    private struct Mistake: Error {
        let message: String
        let bytes: Range<Int>
        var help =
            "write a field that has `,` or `\"` in it as `\"…\"`, with `\"\"` for each quote; line breaks within a field are not allowed"
    }

    /// The texts of the fields of one line, without its line break; nothing where its quotes do not fit.
    package static func cells(_ bytes: [UInt8], _ line: Range<Int>) -> [String]? {
        if case .success(let fields) = split(bytes, line) { fields.map(\.text) } else { nil }
    }

    /// The bytes of the fields of one line, quotes included; nothing where its quotes do not fit.
    package static func fieldRanges(_ bytes: [UInt8], _ line: Range<Int>) -> [Range<Int>]? {
        if case .success(let fields) = split(bytes, line) { fields.map(\.bytes) } else { nil }
    }

    private static func split(_ bytes: [UInt8], _ line: Range<Int>) -> Result<[Field], Mistake> {
        func fail(_ message: String, _ place: Range<Int>) -> Result<[Field], Mistake> {
            .failure(Mistake(message: message, bytes: place))
        }
        if line.isEmpty { return fail("the line is empty; expected the fields of one row", line) }
        var fields: [Field] = []
        var offset = line.lowerBound
        while true {
            let start = offset
            var text: [UInt8] = []
            if offset < line.upperBound, bytes[offset] == 0x22 {
                offset += 1
                while true {
                    guard offset < line.upperBound else {
                        return fail("a quoted field does not end on its line", start..<line.upperBound)
                    }
                    if bytes[offset] == 0x22 {
                        if offset + 1 < line.upperBound, bytes[offset + 1] == 0x22 {
                            text.append(0x22)
                            offset += 2
                            continue
                        }
                        offset += 1
                        break
                    }
                    text.append(bytes[offset])
                    offset += 1
                }
                guard offset == line.upperBound || bytes[offset] == 0x2C else {
                    return fail("text stands behind a quoted field; expected `,`", start..<offset + 1)
                }
            } else {
                while offset < line.upperBound, bytes[offset] != 0x2C {
                    if bytes[offset] == 0x22 {
                        return fail("a quote stands inside a field that is not quoted", offset..<offset + 1)
                    }
                    text.append(bytes[offset])
                    offset += 1
                }
            }
            fields.append(Field(text: String(decoding: text, as: UTF8.self), bytes: start..<offset))
            guard offset < line.upperBound else { return .success(fields) }
            offset += 1
        }
    }

    /// The text of a line with these fields, without its LF: quoted only where RFC 4180 asks for it.
    package static func line(_ fields: [String]) -> String {
        fields.map { field in
            let needsQuotes = field.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            return needsQuotes
                ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
                : field
        }.joined(separator: ",")
    }
}

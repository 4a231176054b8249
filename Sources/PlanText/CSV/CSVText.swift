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
    package let diagnostics: [Diagnostic]

    /// Reads a text. Never fails: what is wrong is in `diagnostics`, and a line that cannot be read is no row.
    package static func read(_ source: SourceText) -> CSVText {
        guard source.bytes.count <= TextLimits.bytes else {
            return CSVText(
                source: source, rows: [], diagnostics: PlanText.tooLarge(source, bytes: source.bytes.count).diagnostics)
        }
        let scan = source.bytes.withUnsafeBufferPointer { bytes in
            TextScan(bytes, in: 0..<bytes.count, allowingTabs: false)
        }
        var diagnostics = PlanText(source: source, tree: nil, problems: scan.problems).diagnostics
        guard scan.isValidUTF8 else { return CSVText(source: source, rows: [], diagnostics: diagnostics) }
        let bytes = source.bytes
        var rows: [Row] = []
        var start = scan.start
        var line = 1
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let isEnded = end < bytes.count
            let content = end > start && bytes[end - 1] == 0x0D ? start..<end - 1 : start..<end
            if let fields = fields(of: bytes, content, source, &diagnostics) {
                rows.append(Row(line: line, fields: fields, bytes: start..<end))
            }
            if !isEnded, diagnostics.count < TextLimits.findings {
                diagnostics.append(
                    Diagnostic(
                        .csvSyntax, "the last line does not end with LF; a line appended to it would change it",
                        at: source.location(max(start, end - 1)..<end), helps: ["end the file with a line break"]))
            }
            start = end + 1
            line += 1
        }
        return CSVText(source: source, rows: rows, diagnostics: diagnostics)
    }

    /// The fields of one line; nothing where its quotes do not fit.
    private static func fields(
        of bytes: [UInt8], _ line: Range<Int>, _ source: SourceText, _ diagnostics: inout [Diagnostic]
    ) -> [Field]? {
        func fail(_ message: String, _ place: Range<Int>) -> [Field]? {
            if diagnostics.count < TextLimits.findings {
                diagnostics.append(
                    Diagnostic(
                        .csvSyntax, message, at: source.location(place),
                        helps: [
                            "write a field that has `,` or `\"` in it as `\"…\"`, with `\"\"` for each quote; line breaks within a field are not allowed"
                        ]))
            }
            return nil
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
            guard offset < line.upperBound else { return fields }
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

import Diagnostics

/// RFC 4180 CSV with LF, safe to open in a spreadsheet.
package enum CSVText {
    /// One line, without its line break.
    package static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",")
    }

    /// A cell, quoted where it must be, characters that cannot be seen escaped. One that a spreadsheet would take for a formula gets a `'` in front.
    package static func cell(_ text: String) -> String {
        var text = Printable.text(text)
        if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { text = "'" + text }
        guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

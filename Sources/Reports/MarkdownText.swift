import Diagnostics

/// Markdown whose cells and blocks cannot become anything else than text.
package enum MarkdownText {
    /// A table; an empty one has its head alone.
    package static func table(_ heads: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        return line(heads.map(cell)) + line(heads.map { _ in "---" }) + rows.map { line($0.map(cell)) }.joined()
    }

    /// Text as it is, in a block of its own.
    package static func block(_ text: String) -> String {
        var (longest, run) = (0, 0)
        for byte in text.utf8 {
            run = byte == 0x60 ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)text\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)\n"
    }

    /// One line of text, with every sign escaped that Markdown or HTML would take for something.
    package static func cell(_ text: String) -> String {
        var result = ""
        for scalar in Printable.line(text).unicodeScalars {
            switch scalar {
            case "\\", "|", "`", "*", "_", "[", "]", "#", "~", "!", "$": result += "\\" + String(scalar)
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

import Diagnostics

/// A unified diff for people: what comes and what goes in colour, everything unusual in it escaped.
struct PatchText {
    let lines: [String]

    init(_ patch: String, style: Style) {
        var lines = patch.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.lines = lines.map { line in
            let text = Printable.line(String(line))
            switch line.first {
            case "+": return style.apply(.help, text)
            case "-": return style.apply(.error, text)
            case "@": return style.apply(.frame, text)
            default: return text
            }
        }
    }
}

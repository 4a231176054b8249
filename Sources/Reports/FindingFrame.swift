import Diagnostics

/// A finding for people: message, the marked text, other places, notes and help.
struct FindingFrame {
    let finding: Finding
    let style: Style

    /// The most columns of a line that are shown; a longer one is cut around the mark.
    private static let width = 120

    var text: String {
        let diagnostic = finding.diagnostic
        let role: Style.Role =
            switch finding.severity {
            case .error: .error
            case .warning: .warning
            case .info: .info
            }
        let labels = [diagnostic.primary] + diagnostic.secondary
        let gutter = labels.compactMap { $0.location.range?.start.line }.max().map { String($0).count } ?? 1
        var lines = [
            style.apply(role, "\(finding.severity.word)[\(finding.code)]")
                + style.apply(.emphasis, ": \(Printable.line(diagnostic.message))")
        ]
        for (index, label) in labels.enumerated() {
            lines += frame(
                label, arrow: index == 0 ? "-->" : ":::", mark: index == 0 ? "^" : "-", index == 0 ? role : .frame,
                gutter)
        }
        let margin = String(repeating: " ", count: gutter + 1)
        if let commit = diagnostic.commit {
            lines.append(margin + style.apply(.frame, "=") + " note: in landing \(commit.prefix(7))")
        }
        for note in diagnostic.notes {
            lines.append(margin + style.apply(.frame, "=") + " note: \(Printable.line(note))")
        }
        for help in diagnostic.helps {
            lines.append(margin + style.apply(.frame, "=") + style.apply(.help, " help: ") + Printable.line(help))
        }
        return lines.joined(separator: "\n")
    }

    private func frame(_ label: Label, arrow: String, mark: Character, _ role: Style.Role, _ gutter: Int) -> [String] {
        let margin = String(repeating: " ", count: gutter)
        let place = "\(margin)\(style.apply(.frame, arrow)) \(Place.text(label.location))"
        guard let range = label.location.range, let source = label.location.source, !source.bytes.isEmpty else {
            return [place] + (label.text.map { ["\(margin) \(style.apply(.frame, "|")) \(Printable.line($0))"] } ?? [])
        }
        let bar = "\(margin) \(style.apply(.frame, "|"))"
        let number = String(range.start.line)
        let padded = String(repeating: " ", count: gutter - number.count) + number
        let (line, offset, marked) = Self.excerpt(source, range)
        let marks =
            String(repeating: " ", count: offset) + style.apply(role, String(repeating: mark, count: max(1, marked)))
        let words = label.text.map { " " + style.apply(role, Printable.line($0)) } ?? ""
        return [place, bar, "\(style.apply(.frame, "\(padded) |")) \(line)", "\(bar) \(marks)\(words)", bar]
    }

    /// The line of a range, made printable and cut to a width, and where the mark stands under it.
    private static func excerpt(_ source: SourceText, _ range: TextRange) -> (line: String, offset: Int, marked: Int) {
        let bytes = source.bytes
        let at = min(range.bytes.lowerBound, bytes.count)
        var start = at
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        let end = bytes[at...].firstIndex(of: 0x0A) ?? bytes.count
        func shown(_ slice: ArraySlice<UInt8>) -> String { Printable.line(String(decoding: slice, as: UTF8.self)) }
        let before = shown(bytes[start..<at])
        let stop = max(at, min(range.bytes.upperBound, end))
        let marked = shown(bytes[at..<stop])
        let after = shown(bytes[stop..<end])
        let offset = DisplayWidth.of(before)
        let length = DisplayWidth.of(marked)
        let line = before + marked + after
        guard DisplayWidth.of(line) > width else { return (trimmed(line), offset, length) }
        // Keep a few words in front of the mark; what is cut off is shown as an ellipsis.
        let skipped = max(0, offset - 40)
        let scalars = Array(line.unicodeScalars)
        var text = String.UnicodeScalarView()
        var column = 0
        for scalar in scalars {
            if column >= skipped, column < skipped + width { text.append(scalar) }
            column += DisplayWidth.of(scalar)
        }
        let head = skipped > 0 ? "…" : ""
        let tail = column > skipped + width ? "…" : ""
        return (
            head + String(text) + tail, offset - skipped + (skipped > 0 ? 1 : 0),
            min(length, width - (offset - skipped))
        )
    }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line = line.dropLast() }
        return String(line)
    }
}

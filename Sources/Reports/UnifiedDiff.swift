package import Diagnostics

/// What fixes change in a text, as a unified diff for people to read.
///
/// Lines go through `Printable`, as all text from documents does: what cannot be seen, such as the CR before a line break,
/// is shown as an escape.
package struct UnifiedDiff {
    private let fixed: FixedText
    /// The bytes of each line, its LF included.
    private let lines: [Range<Int>]

    private static let context = 3

    /// Old lines, and what stands in their place.
    private struct Change {
        var old: Range<Int>
        var new: [[UInt8]]
    }

    package init(of text: FixedText) {
        fixed = text
        lines = Self.lines(of: text.source.bytes)
    }

    package var text: String {
        let changes = changes()
        guard !changes.isEmpty else { return "" }
        let path = Printable.line(fixed.source.path)
        var result = "--- a/\(path)\n+++ b/\(path)\n"
        var shift = 0
        var rest = changes[...]
        while let first = rest.popFirst() {
            var hunk = [first]
            while let next = rest.first, next.old.lowerBound - (hunk.last?.old.upperBound ?? 0) <= 2 * Self.context {
                hunk.append(next)
                rest = rest.dropFirst()
            }
            result += self.text(of: hunk, shift: &shift)
        }
        return result
    }

    private func text(of hunk: [Change], shift: inout Int) -> String {
        let start = max(0, (hunk.first?.old.lowerBound ?? 0) - Self.context)
        let end = min(lines.count, (hunk.last?.old.upperBound ?? 0) + Self.context)
        var body = ""
        var next = start
        var added = 0
        for change in hunk {
            for line in next..<change.old.lowerBound { body += shown(" ", Array(fixed.source.bytes[lines[line]])) }
            for line in change.old { body += shown("-", Array(fixed.source.bytes[lines[line]])) }
            for line in change.new { body += shown("+", line) }
            next = change.old.upperBound
            added += change.new.count - change.old.count
        }
        for line in next..<end { body += shown(" ", Array(fixed.source.bytes[lines[line]])) }
        let count = end - start
        let head = "@@ -\(range(start, count)) +\(range(start + shift, count + added)) @@\n"
        shift += added
        return head + body
    }

    private func range(_ start: Int, _ count: Int) -> String {
        "\(count == 0 ? start : start + 1)" + (count == 1 ? "" : ",\(count)")
    }

    private func shown(_ sign: String, _ line: [UInt8]) -> String {
        let isEnded = line.last == 0x0A
        let text = String(decoding: isEnded ? line.dropLast() : line[...], as: UTF8.self)
        return sign + Printable.line(text) + "\n" + (isEnded ? "" : "\\ No newline at end of file\n")
    }

    /// Runs of lines that edits touch, without the lines at their ends that stay the same.
    private func changes() -> [Change] {
        let bytes = fixed.source.bytes
        guard !lines.isEmpty else { return [] }
        var runs: [(lines: Range<Int>, edits: Range<Int>)] = []
        var line = 0
        for (index, edit) in fixed.edits.enumerated() {
            while line + 1 < lines.count, lines[line].upperBound <= edit.bytes.lowerBound { line += 1 }
            var last = line
            // Where a line break goes, the next line is touched too.
            while last + 1 < lines.count, !edit.bytes.isEmpty, lines[last].upperBound <= edit.bytes.upperBound {
                last += 1
            }
            if let run = runs.last, run.lines.upperBound >= line {
                runs[runs.count - 1] = (
                    run.lines.lowerBound..<max(run.lines.upperBound, last + 1), run.edits.lowerBound..<index + 1
                )
            } else {
                runs.append((line..<last + 1, index..<index + 1))
            }
        }
        return runs.compactMap { run in
            let whole = lines[run.lines.lowerBound].lowerBound..<lines[run.lines.upperBound - 1].upperBound
            let replaced = FixedText.apply(fixed.edits[run.edits], to: bytes, in: whole)
            var old = run.lines
            var new = Self.lines(of: replaced).map { Array(replaced[$0]) }[...]
            while let line = old.first, let other = new.first, bytes[lines[line]].elementsEqual(other) {
                old = old.dropFirst()
                new = new.dropFirst()
            }
            while let line = old.last, let other = new.last, bytes[lines[line]].elementsEqual(other) {
                old = old.dropLast()
                new = new.dropLast()
            }
            return old.isEmpty && new.isEmpty ? nil : Change(old: old, new: Array(new))
        }
    }

    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            result.append(start..<end)
            start = end
        }
        return result
    }
}

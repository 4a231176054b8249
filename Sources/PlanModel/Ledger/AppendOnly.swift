package import Diagnostics
import PlanText

/// Compares two versions of a text that is only ever appended to, such as a ledger. Judged on bytes; linear in both.
package struct AppendOnly: Sendable {
    /// A line without its line break.
    package struct Line: Hashable, Sendable {
        /// 1-based.
        package let number: Int
        package let bytes: Range<Int>
    }

    /// What happened to one line.
    package enum Change: Hashable, Sendable {
        /// The columns in which the two differ, from 0; none where the lines cannot be compared field by field.
        case changed(old: Line, new: Line, columns: [Int])
        case removed(old: Line)
        /// A line that is new stands before one that is old.
        case inserted(new: Line)
        /// A line stands before others that it stood behind.
        case moved(old: Line, new: Line)
    }

    package enum Outcome: Hashable, Sendable {
        /// The older version is the beginning of the newer one.
        case kept
        /// Every field of the older version is there, in its order, and written in another way: other line breaks or quotes.
        case written(lines: Int)
        /// In the order of the newer text.
        case broken([Change])
    }

    package let before: SourceText
    package let after: SourceText

    package init(before: SourceText, after: SourceText) {
        self.before = before
        self.after = after
    }

    /// Whether the bytes of the older version are the beginning of the newer one, and its last line is still the same line.
    package var isKept: Bool {
        let (old, new) = (before.bytes, after.bytes)
        guard new.starts(with: old) else { return false }
        return old.isEmpty || old.last == 0x0A || new.count == old.count || new[old.count] == 0x0A
    }

    package var outcome: Outcome {
        if isKept { return .kept }
        let (old, new) = (Self.lines(before.bytes), Self.lines(after.bytes))
        if new.count >= old.count, zip(old, new).allSatisfy({ hasSameFields($0, $1) }) {
            return .written(lines: old.count)
        }
        let changes = changes(old, new)
        return changes.isEmpty ? .written(lines: old.count) : .broken(changes)
    }

    // MARK: - Lines

    /// The lines of a text; behind the last line break there is none.
    private static func lines(_ bytes: [UInt8]) -> [Line] {
        var result: [Line] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            result.append(Line(number: result.count + 1, bytes: start..<end))
            start = end + 1
        }
        return result
    }

    private func old(_ line: Line) -> ArraySlice<UInt8> { before.bytes[line.bytes] }
    private func new(_ line: Line) -> ArraySlice<UInt8> { after.bytes[line.bytes] }

    /// The fields of a line, whatever ends it and whether a byte order mark stands before it.
    private static func cells(_ source: SourceText, _ line: Line) -> [String]? {
        var range = line.bytes
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if line.number == 1, source.bytes[range].starts(with: mark) { range = range.lowerBound + 3..<range.upperBound }
        if !range.isEmpty, source.bytes[range.upperBound - 1] == 0x0D {
            range = range.lowerBound..<range.upperBound - 1
        }
        return CSVText.cells(source.bytes, range)
    }

    private func hasSameFields(_ old: Line, _ new: Line) -> Bool {
        if self.old(old) == self.new(new) { return true }
        guard let left = Self.cells(before, old), let right = Self.cells(after, new) else { return false }
        return left.count == right.count && zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    /// The columns in which two lines differ, if they are one line with something changed; nothing if they are two.
    private func differingColumns(_ old: Line, _ new: Line) -> [Int]? {
        guard let left = Self.cells(before, old), let right = Self.cells(after, new), left.count == right.count else {
            return []
        }
        let columns = left.indices.filter { !left[$0].utf8.elementsEqual(right[$0].utf8) }
        let filled = left.count { !$0.isEmpty }
        let same = left.indices.count { !left[$0].isEmpty && !columns.contains($0) }
        return same * 2 > filled ? columns : nil
    }

    // MARK: - Changes

    private func changes(_ old: [Line], _ new: [Line]) -> [Change] {
        // What both begin with is not looked at.
        let start = zip(old, new).prefix { self.old($0) == self.new($1) }.count
        // How often each line is still to come, on either side.
        var inOld: [ArraySlice<UInt8>: Int] = [:]
        var inNew: [ArraySlice<UInt8>: Int] = [:]
        var places: [ArraySlice<UInt8>: Line] = [:]
        for line in old[start...].reversed() {
            inOld[self.old(line), default: 0] += 1
            places[self.old(line)] = line
        }
        for line in new[start...] { inNew[self.new(line), default: 0] += 1 }
        // Lines of the old text that the new one has had before their turn.
        var early: [ArraySlice<UInt8>: Int] = [:]
        var result: [Change] = []
        var (i, j) = (start, start)
        while i < old.count {
            let text = self.old(old[i])
            if let count = early[text], count > 0 {
                early[text] = count - 1
                i += 1
                continue
            }
            guard j < new.count else {
                result.append(.removed(old: old[i]))
                i += 1
                continue
            }
            let other = self.new(new[j])
            let isStillThere = (inNew[text] ?? 0) > 0
            let isOld = (inOld[other] ?? 0) > 0
            if text == other {
                inOld[text, default: 0] -= 1
                inNew[text, default: 0] -= 1
                i += 1
                j += 1
            } else if isStillThere {
                if isOld {
                    result.append(.moved(old: places[other] ?? old[i], new: new[j]))
                    inOld[other, default: 0] -= 1
                    early[other, default: 0] += 1
                } else {
                    result.append(.inserted(new: new[j]))
                }
                inNew[other, default: 0] -= 1
                j += 1
            } else if !isOld, let columns = differingColumns(old[i], new[j]) {
                result.append(.changed(old: old[i], new: new[j], columns: columns))
                inOld[text, default: 0] -= 1
                inNew[other, default: 0] -= 1
                i += 1
                j += 1
            } else {
                result.append(.removed(old: old[i]))
                inOld[text, default: 0] -= 1
                i += 1
            }
        }
        return result
    }
}

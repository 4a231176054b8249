import Diagnostics
package import PlanText

/// The merge of two versions of a ledger that were appended to at the same time.
///
/// The target's bytes stand first, so that the ledger before the landing is a prefix of the one behind it; below come the
/// lines that only the other side appended. What either side did to older lines is nobody's to merge.
package enum LedgerMerge {
    /// - Parameters:
    ///   - base: What both sides began with; empty where each made the ledger for itself.
    ///   - target: The version of the branch that is merged into.
    ///   - theirs: The version that is merged.
    package static func merge(base: [UInt8], target: [UInt8], theirs: [UInt8]) throws(EditRefusal) -> [UInt8] {
        let (mine, other) = (lines(of: target), lines(of: theirs))
        var common = lines(of: base)
        // Two ledgers that were made apart have their header in common.
        if common.isEmpty, let header = mine.first, header == other.first { common = [header] }
        if common.isEmpty, !mine.isEmpty, !other.isEmpty {
            throw EditRefusal(
                message: "the two ledgers do not begin with the same header", help: "give both the header of the target"
            )
        }
        try requirePrefix(common, of: mine, "the target")
        try requirePrefix(common, of: other, "the other side")
        // A line that both sides have, as after a cherry-pick, stands there already.
        var known: [ArraySlice<UInt8>: Int] = [:]
        for line in mine[common.count...] { known[line, default: 0] += 1 }
        var result = target
        for line in other[common.count...] {
            if let count = known[line], count > 0 {
                known[line] = count - 1
                continue
            }
            if let last = result.last, last != 0x0A { result.append(0x0A) }
            result += line
            result.append(0x0A)
        }
        guard result.count <= TextLimits.bytes else {
            throw EditRefusal(
                message:
                    "the merged ledger would have \(result.count) bytes; at most \(TextLimits.bytes) (1 MiB) are read",
                help: "close the initiative, or record by month instead of by day")
        }
        return result
    }

    private static func requirePrefix(
        _ common: [ArraySlice<UInt8>], of lines: [ArraySlice<UInt8>], _ side: String
    ) throws(EditRefusal) {
        for (index, line) in common.enumerated() {
            guard index < lines.count else {
                throw EditRefusal(
                    message: "\(side) has removed line \(index + 1), `\(shown(line))`",
                    help: "lines of a ledger are only ever appended: put it back, then merge again")
            }
            guard lines[index] == line else {
                throw EditRefusal(
                    message: "\(side) has changed line \(index + 1): `\(shown(line))` is now `\(shown(lines[index]))`",
                    help: "lines of a ledger are only ever appended: put the line back, and append what is new")
            }
        }
    }

    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return lines.last?.isEmpty == true ? lines.dropLast() : lines
    }

    private static func shown(_ line: ArraySlice<UInt8>) -> String {
        Printable.line(String(decoding: line.prefix(120), as: UTF8.self))
    }
}

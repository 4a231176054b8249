import Diagnostics

/// What a ledger says, and what a newer version of it adds, as records with the numbers of their lines.
package enum LedgerGrowth {
    package typealias Numbered = (number: Int, line: LedgerRecord)

    package static func records(_ path: String, _ bytes: [UInt8]) -> [Numbered] {
        Ledger.read(SourceText(path: path, bytes: bytes)).lines.map { ($0.number, $0.record) }
    }

    /// The lines that a newer version has behind those of an older one, reading nothing but them; nothing where it was not only
    /// appended to.
    package static func added(to old: [UInt8], by new: [UInt8], _ path: String) -> [Numbered]? {
        if old.isEmpty { return records(path, new) }
        let header = Array((LedgerLine.header + "\n").utf8)
        guard old.starts(with: header),
            AppendOnly(before: SourceText(path: path, bytes: old), after: SourceText(path: path, bytes: new)).isKept
        else { return nil }
        // An old text without a line break at its end is followed by that line break.
        let isEnded = old.last == 0x0A
        let rest = isEnded ? new[old.count...] : new[old.count...].dropFirst()
        let lines = old.count { $0 == 0x0A } + (isEnded ? 0 : 1)
        // Read under a header of its own, which is line 1.
        return records(path, header + rest).map { ($0.number + lines - 1, $0.line) }
    }
}

extension RateRecord {
    /// The rates that a file gives, with the numbers of their lines.
    package static func read(_ path: String, _ bytes: [UInt8]) -> [(number: Int, line: RateRecord)] {
        ActualRates.read(SourceText(path: path, bytes: bytes)).lines.map { ($0.number, $0.record) }
    }
}

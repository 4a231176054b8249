import Diagnostics
package import PlanText

extension Ledger {
    /// The bytes of the ledger with lines below: the old bytes are the beginning of the new ones.
    ///
    /// Each line has its fields by column. An empty ledger gets the header. A last line without LF gets it: its fields stay
    /// what they are, and what was there is still a prefix, as the rule for ledgers asks.
    package func appending(_ added: [[String]]) throws(EditRefusal) -> [UInt8] {
        guard !added.isEmpty else { return source.bytes }
        var bytes = source.bytes
        if bytes.isEmpty {
            bytes += (LedgerLine.header + "\n").utf8
        } else if bytes.last != 0x0A {
            bytes.append(0x0A)
        }
        let old = bytes.count == source.bytes.count ? self : Ledger.read(SourceText(path: source.path, bytes: bytes))
        let text = CSVText.read(old.source)
        if let problem = old.diagnostics.first(where: { $0.code == .ledgerHeader }) ?? text.diagnostics.first {
            throw EditRefusal(
                message: "nothing can be appended to \(Printable.line(path)): \(problem.message)",
                help: problem.helps.first ?? "mend it first; `tollgate check` shows the place")
        }
        for fields in added {
            try Self.judge(fields)
            bytes += (CSVText.line(fields) + "\n").utf8
        }
        guard bytes.count <= TextLimits.bytes else {
            throw EditRefusal(
                message: "the ledger would have \(bytes.count) bytes; at most \(TextLimits.bytes) (1 MiB) are read",
                help: "record by month instead of by day")
        }
        let new = Ledger.read(SourceText(path: source.path, bytes: bytes))
        try Self.compare(new, with: old, added)
        return bytes
    }

    /// What a line of CSV cannot hold.
    private static func judge(_ fields: [String]) throws(EditRefusal) {
        let columns = LedgerLine.Column.allCases
        guard fields.count == columns.count else {
            throw EditRefusal(
                message: "a line has \(fields.count) fields; expected \(columns.count)",
                help: "write \(LedgerLine.header)")
        }
        for (column, field) in zip(columns, fields) {
            guard let character = field.unicodeScalars.first(where: { !isAllowed($0) }) else { continue }
            let name = character == "\n" ? "a line break" : "the character U+\(hex(character))"
            throw EditRefusal(
                message: "`\(column.name)` has \(name) in it, which no field of a ledger may hold",
                help: "write it on one line, in characters that can be seen")
        }
    }

    private static func isAllowed(_ character: Unicode.Scalar) -> Bool {
        CharacterClass.of(character) == .ordinary && character != "\n" && character != "\t"
    }

    private static func hex(_ character: Unicode.Scalar) -> String {
        let digits = String(character.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Reads what was written once more: the old lines as they were, the new ones as they were meant.
    private static func compare(_ new: Ledger, with old: Ledger, _ added: [[String]]) throws(EditRefusal) {
        let start = old.source.bytes.count
        let wrong = new.diagnostics.first { diagnostic in
            diagnostic.primary.location.range.map { $0.bytes.lowerBound >= start } ?? true
        }
        if let wrong {
            throw EditRefusal(
                message: "the line would not be one of a ledger: \(wrong.message)",
                help: wrong.helps.first ?? "the columns are \(LedgerLine.header)")
        }
        let isSame =
            new.lines.count == old.lines.count + added.count
            && zip(new.lines, old.lines).allSatisfy { $0.texts == $1.texts }
            && zip(new.lines.suffix(added.count), added).allSatisfy { $0.texts == $1 }
        guard isSame else {
            throw EditRefusal(
                message: "the ledger with the new lines would not read as intended",
                help: "mend the lines that `tollgate check` shows first")
        }
    }
}

extension LedgerLine {
    /// Its fields as a ledger has them, by column.
    package var texts: [String] {
        [date.description, series.rawValue, item, period?.description ?? "", value, evidence, note]
    }
}

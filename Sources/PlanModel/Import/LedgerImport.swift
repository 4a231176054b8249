package import Diagnostics
package import PlanText

/// Rows of a spreadsheet on their way into ledgers: all of them, or none.
package struct LedgerImport: Sendable {
    /// One row as a line of a ledger.
    package struct Entry: Sendable {
        package let initiative: String
        package let draft: LedgerDraft
        /// The whole row in the spreadsheet.
        package let location: Location
    }

    /// Why a mapping does not fit a spreadsheet at all.
    package struct Misfit: Error {
        package let message: String
        package let help: String
    }

    /// In the order of the rows.
    package let entries: [Entry]
    /// What is wrong with single cells.
    package let diagnostics: [Diagnostic]

    /// Turns rows into lines. `contents` are the initiatives by their ids; `today` stands where no date is mapped.
    package init(
        _ text: SpreadsheetText, _ mapping: ColumnMapping, today: Day, contents: [String: InitiativeContent]
    ) throws(Misfit) {
        var reader = LedgerImportReader(text: text, mapping: mapping, today: today, contents: contents)
        try reader.findColumns()
        entries = text.rows.compactMap { reader.entry($0) }
        diagnostics = reader.diagnostics
    }

    /// The initiatives that the rows name, each once, sorted.
    package static func initiatives(_ text: SpreadsheetText, _ mapping: ColumnMapping) throws(Misfit) -> [String] {
        var reader = LedgerImportReader(text: text, mapping: mapping, today: Day(daysSinceEpoch: 0), contents: [:])
        try reader.findColumns()
        return Set(text.rows.map { reader.text(.initiative, $0) }).sorted()
    }
}

private struct LedgerImportReader {
    let text: SpreadsheetText
    let mapping: ColumnMapping
    let today: Day
    let contents: [String: InitiativeContent]
    var diagnostics: [Diagnostic] = []
    private var indices: [ColumnMapping.Target: Int] = [:]

    init(text: SpreadsheetText, mapping: ColumnMapping, today: Day, contents: [String: InitiativeContent]) {
        self.text = text
        self.mapping = mapping
        self.today = today
        self.contents = contents
    }

    mutating func findColumns() throws(LedgerImport.Misfit) {
        let heads = (text.header?.fields ?? []).map { trimmed($0.text) }
        for target in ColumnMapping.Target.allCases {
            guard let name = mapping.columns[target] else { continue }
            let found = heads.indices.filter { heads[$0] == trimmed(name) }
            guard found.count < 2 else {
                throw LedgerImport.Misfit(
                    message: "\(text.source.path) has \(found.count) columns `\(Printable.line(name))`",
                    help: "give the one that is meant a head of its own")
            }
            guard let index = found.first else {
                let nearest = Suggestion.nearest(to: name, among: heads)
                let known = heads.filter { !$0.isEmpty }.map { "`\(Printable.line($0))`" }.joined(separator: ", ")
                throw LedgerImport.Misfit(
                    message: "\(text.source.path) has no column `\(Printable.line(name))`",
                    help: nearest.map { "did you mean `\(Printable.line($0))`?" } ?? "its first line has: \(known)")
            }
            indices[target] = index
        }
        for (target, reason) in [
            (ColumnMapping.Target.initiative, "the initiative"), (.value, "the value"),
        ] where indices[target] == nil && mapping.constants[target] == nil {
            throw LedgerImport.Misfit(
                message: "nothing says where \(reason) comes from",
                help: target == .initiative
                    ? "name one id, or map a column: `--map initiative=<column>`"
                    : "map a column: `--map \(target.rawValue)=<column>`")
        }
    }

    func text(_ target: ColumnMapping.Target, _ row: CSVText.Row) -> String {
        if let index = indices[target] { return index < row.fields.count ? trimmed(row.fields[index].text) : "" }
        return mapping.constants[target].map(trimmed) ?? ""
    }

    mutating func entry(_ row: CSVText.Row) -> LedgerImport.Entry? {
        let before = diagnostics.count
        let initiative = text(.initiative, row)
        guard let content = contents[initiative] else {
            let nearest = Suggestion.nearest(to: initiative, among: contents.keys.sorted())
            report(
                .initiative, row, "there is no initiative \(quoted(initiative)) with a ledger",
                nearest.map { "did you mean `\($0)`?" } ?? "`tollgate status` lists the initiatives")
            return nil
        }
        let item = text(.item, row)
        let written = text(.value, row)
        guard let series = series(item, written, content, initiative, row) else { return nil }
        let draft = LedgerDraft(
            date: date(row), series: series, item: item, period: period(row), value: value(written, series, row),
            evidence: text(.evidence, row), note: text(.note, row))
        if let column = draft.columnWithControlCharacter, let target = ColumnMapping.Target(rawValue: column.name) {
            report(
                target, row,
                "the cell has a line break or another control character, which no line of a ledger can hold",
                "write it on one line")
        }
        guard diagnostics.count == before else { return nil }
        return LedgerImport.Entry(initiative: initiative, draft: draft, location: text.source.location(row.bytes))
    }

    private mutating func series(
        _ item: String, _ value: String, _ content: InitiativeContent, _ initiative: String, _ row: CSVText.Row
    ) -> LedgerLine.Series? {
        let written = text(.series, row)
        if !written.isEmpty {
            if let series = LedgerLine.Series(rawValue: written) { return series }
            let words = LedgerLine.Series.allCases.map(\.rawValue)
            report(
                .series, row,
                "`\(Printable.line(written))` is no series; expected \(words.map { "`\($0)`" }.joined(separator: ", "))",
                Suggestion.nearest(to: written, among: words).map { "did you mean `\($0)`?" })
            return nil
        }
        let isDate = mapping.datePattern?.day(value) != nil
        if let series = content.series(of: item, value: isDate ? LedgerLine.done : value) { return series }
        let unknown = content.unknownItem(item, in: initiative)
        report(.item, row, unknown.message, unknown.help)
        return nil
    }

    private mutating func date(_ row: CSVText.Row) -> String {
        let written = text(.date, row)
        if written.isEmpty, indices[.date] == nil { return today.description }
        let pattern = indices[.date] == nil ? nil : mapping.datePattern
        guard let day = pattern.map({ $0.day(written) }) ?? Day(written)
        else {
            report(
                .date, row, "\(quoted(written)) is no date; expected \(dateExpectation)",
                mapping.datePattern == nil ? "say how dates are written: `--date-pattern DD.MM.YYYY`" : nil)
            return ""
        }
        return day.description
    }

    private var dateExpectation: String {
        mapping.datePattern.map { "one such as `\($0.text)`" } ?? "one such as `2026-03-14`"
    }

    private mutating func period(_ row: CSVText.Row) -> String {
        let written = text(.period, row)
        guard !written.isEmpty else { return "" }
        if let pattern = mapping.periodPattern, indices[.period] != nil {
            if let month = pattern.month(written) { return month.description }
            report(.period, row, "\(quoted(written)) is no month; expected one such as `\(pattern.text)`", nil)
            return ""
        }
        guard Month(written) == nil else { return written }
        report(
            .period, row, "\(quoted(written)) is no month; expected one such as `2026-05`",
            "say how months are written: `--period-pattern MM/YYYY`")
        return ""
    }

    private mutating func value(_ written: String, _ series: LedgerLine.Series, _ row: CSVText.Row) -> String {
        switch series {
        case .actual, .forecast:
            if let number = mapping.number(written) { return number }
            report(.value, row, "\(quoted(written)) is no number; expected \(mapping.numberExpectation)", nil)
            return ""
        case .milestone:
            return mapping.datePattern?.day(written)?.description ?? written
        case .deployment, .status, .review: return written
        }
    }

    private func quoted(_ text: String) -> String {
        text.isEmpty ? "an empty cell" : "`\(Printable.line(String(text.prefix(60))))`"
    }

    private mutating func report(
        _ target: ColumnMapping.Target, _ row: CSVText.Row, _ message: String, _ help: String?
    ) {
        guard diagnostics.count < TextLimits.findings else { return }
        let index = indices[target]
        let bytes = index.map { $0 < row.fields.count ? row.fields[$0].bytes : row.bytes } ?? row.bytes
        diagnostics.append(
            Diagnostic(.ledgerLine, message, at: text.source.location(bytes), helps: help.map { [$0] } ?? []))
    }

    private func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}

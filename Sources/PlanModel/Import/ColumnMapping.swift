package import Diagnostics
package import PlanText

/// How the columns of a spreadsheet become lines of a ledger. Kept as a document, so that next month needs no options.
package struct ColumnMapping: Hashable, Sendable {
    /// What a column can be for: a field of the ledger, or the initiative whose ledger it is.
    package enum Target: String, Sendable, CaseIterable {
        case initiative
        case date
        case series
        case item
        case period
        case value
        case evidence
        case note

        package static let names = allCases.map(\.rawValue)
    }

    package enum DecimalMark: String, Sendable, CaseIterable {
        case point
        case comma
    }

    package enum Grouping: String, Sendable, CaseIterable {
        case none
        case point
        case comma
        case space
        case apostrophe

        var scalars: [Character] {
            switch self {
            case .none: []
            case .point: ["."]
            case .comma: [","]
            // Spreadsheets write spaces that do not break, narrow or not.
            case .space: [" ", "\u{A0}", "\u{202F}"]
            case .apostrophe: ["'", "\u{2019}"]
            }
        }
    }

    package var columns: [Target: String] = [:]
    package var constants: [Target: String] = [:]
    package var delimiter: SpreadsheetText.Delimiter?
    package var decimal = DecimalMark.point
    package var grouping = Grouping.none
    package var datePattern: DatePattern?
    package var periodPattern: DatePattern?

    package init() {}

    /// Where mappings are kept, from the top of the work tree.
    package static func path(named name: String) -> String { ".tollgate/mappings/\(name).yaml" }

    /// Reads a mapping completely, or not at all.
    package static func read(_ source: SourceText) -> (mapping: ColumnMapping?, diagnostics: [Diagnostic]) {
        let text = PlanText.read(source, layout: .yaml)
        var diagnostics = text.diagnostics
        guard let root = text.tree?.root else { return (nil, diagnostics) }
        diagnostics += ShapeCheck.diagnostics(of: root, against: MappingSchema.shape)
        var mapping = ColumnMapping()
        func targets(_ key: String) -> [Target: String] {
            var result: [Target: String] = [:]
            for (key, value) in root[key]?.pairs ?? [] {
                if let target = key.string.flatMap(Target.init(rawValue:)), let text = value.string {
                    result[target] = text
                }
            }
            return result
        }
        mapping.columns = targets("columns")
        mapping.constants = targets("constants")
        for target in Target.allCases where mapping.columns[target] != nil && mapping.constants[target] != nil {
            guard let place = root["constants"]?.pair(target.rawValue)?.key else { continue }
            diagnostics.append(
                Diagnostic(
                    .malformedValue, "`\(target.rawValue)` has a column and a constant; expected one of the two",
                    at: place.location, helps: ["remove one of them"]))
        }
        mapping.delimiter = root.text("delimiter").flatMap { .init(rawValue: $0.value) }
        mapping.decimal = root.text("decimal").flatMap { .init(rawValue: $0.value) } ?? .point
        mapping.grouping = root.text("grouping").flatMap { .init(rawValue: $0.value) } ?? .none
        func pattern(_ key: String) -> DatePattern? {
            guard let text = root.text(key) else { return nil }
            let pattern = DatePattern(text.value)
            if pattern == nil || key == "date-pattern" && pattern?.hasDay == false {
                diagnostics.append(
                    Diagnostic(
                        .malformedValue,
                        "`\(key)` is `\(Printable.line(text.value))`; expected \(DatePattern.expectation)",
                        at: text.location))
            }
            return pattern
        }
        mapping.datePattern = pattern("date-pattern")
        mapping.periodPattern = pattern("period-pattern")
        return (diagnostics.isEmpty ? mapping : nil, diagnostics)
    }

    /// The document that reads as this mapping.
    package var document: String {
        func block(_ name: String, _ entries: [Target: String]) -> String {
            guard !entries.isEmpty else { return "" }
            return "\(name):\n"
                + Target.allCases.compactMap { target in
                    entries[target].map { "  \(target.rawValue): \(YAMLScalarText.of($0))\n" }
                }.joined()
        }
        var text = "schema: \(MappingSchema.identifier)\n" + block("columns", columns) + block("constants", constants)
        if let delimiter { text += "delimiter: \(delimiter.rawValue)\n" }
        if decimal != .point { text += "decimal: \(decimal.rawValue)\n" }
        if grouping != .none { text += "grouping: \(grouping.rawValue)\n" }
        if let datePattern { text += "date-pattern: \(YAMLScalarText.of(datePattern.text))\n" }
        if let periodPattern { text += "period-pattern: \(YAMLScalarText.of(periodPattern.text))\n" }
        return text
    }

    // MARK: - Cells

    /// A number as a ledger writes it; nothing where it is none by this mapping. Digits stay as they were written.
    func number(_ text: String) -> String? {
        var text = text
        let mark: Character = decimal == .comma ? "," : "."
        if grouping != .none {
            let whole = text.prefix { $0 != mark }
            let isNegative = whole.first == "-"
            let groups = whole.dropFirst(isNegative ? 1 : 0)
                .split(omittingEmptySubsequences: false) { grouping.scalars.contains($0) }
            // One group of up to three digits, and then groups of three only: anything else was grouped by another rule.
            guard let first = groups.first,
                groups.count == 1 || (1...3).contains(first.count) && groups.dropFirst().allSatisfy({ $0.count == 3 })
            else { return nil }
            text = (isNegative ? "-" : "") + groups.joined() + text.dropFirst(whole.count)
        }
        if decimal == .comma {
            guard !text.contains(".") else { return nil }
            text = text.replacing(",", with: ".")
        }
        return ExactDecimal(text) == nil ? nil : text
    }

    var numberExpectation: String {
        let example = decimal == .comma ? "12,50" : "12.50"
        let help = decimal == .comma ? "" : "; for numbers such as `12,50` say `--decimal comma`"
        return "a number such as `\(example)`\(help)"
    }
}

import PlanModel

/// The fields of a document as tables: every field by its way from the top, and the words that some of them may have.
struct FieldReference {
    private struct Row {
        let way: String
        let type: String
        let unit: String?
        let isRequired: Bool
        let meaning: String
    }

    private var rows: [Row] = []
    private var words: [(way: String, words: [Word])] = []

    init(_ fields: [Field]) {
        add(fields, below: "")
    }

    private mutating func add(_ fields: [Field], below way: String) {
        for field in fields {
            let own = way.isEmpty ? field.name : "\(way).\(field.name)"
            rows.append(
                Row(
                    way: own, type: Self.type(of: field.shape), unit: field.unit, isRequired: field.isRequired,
                    meaning: field.meaning))
            descend(field.shape, own)
        }
    }

    private mutating func descend(_ shape: Shape, _ way: String) {
        switch shape {
        case .choice(let words): self.words.append((way, words))
        case .list(let element): descend(element, way + "[]")
        case .oneOrMore(let element): descend(element, way)
        case .mapping(let fields), .oneOf(let fields): add(fields, below: way)
        case .dictionary(_, let value): descend(value, way + ".<key>")
        case .either(let left, let right):
            descend(left, way)
            descend(right, way)
        default: break
        }
    }

    /// A shape in words, without what has rows of its own.
    private static func type(of shape: Shape) -> String {
        switch shape {
        case .choice: "a word, below"
        case .list(let element): "a list; each \(type(of: element))"
        case .oneOrMore(let element): "\(type(of: element)), or a list of them"
        case .oneOf: "a mapping with exactly one of these keys"
        case .dictionary(let key, let value): "a mapping; each key \(type(of: key)), each value \(type(of: value))"
        case .either(let left, let right): "\(type(of: left)), or \(type(of: right))"
        default: shape.expectation
        }
    }

    var markdown: String {
        var lines = ["## Fields", "", "| field | type | unit | required | meaning |", "|---|---|---|---|---|"]
        lines += rows.map {
            "| `\($0.way)` | \(Self.cell($0.type)) | \(Self.cell($0.unit ?? "")) | \($0.isRequired ? "yes" : "") | \(Self.cell($0.meaning)) |"
        }
        lines += [
            "",
            "Where a field lies in a mapping or a list that is not there, nothing is required of it. Keys that begin",
            "with `x-` are free.", "",
        ]
        if !words.isEmpty {
            lines += ["## Words", "", "| field | word | means |", "|---|---|---|"]
            for (way, words) in words {
                lines += words.map { "| `\(way)` | `\($0.text)` | \(Self.cell($0.meaning)) |" }
            }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }

    static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}

/// Columns and series of a ledger as tables.
enum LedgerReference {
    static func markdown() -> String {
        var lines = ["## Columns", "", "| column | type | meaning |", "|---|---|---|"]
        lines += LedgerSchema.columns.map {
            "| `\($0.column.name)` | \(FieldReference.cell($0.type)) | \(FieldReference.cell($0.meaning)) |"
        }
        lines += ["", "## Series", "", "| series | `item` | `period` | `value` | meaning |", "|---|---|---|---|---|"]
        lines += LedgerLine.Series.allCases.map { series in
            let need = LedgerSchema.need(series)
            return
                "| `\(series.rawValue)` | \(need.item ?? "empty") | \(need.period ? LedgerSchema.periodNeed : "empty") | \(need.value) | \(need.meaning) |"
        }
        return (lines + [""]).joined(separator: "\n")
    }
}

/// The columns of the exchange rates as a table.
enum RatesReference {
    static func markdown() -> String {
        var lines = ["## Columns", "", "| column | type | meaning |", "|---|---|---|"]
        lines += RatesSchema.columns.map {
            "| `\($0.column.name)` | \(FieldReference.cell($0.type)) | \(FieldReference.cell($0.meaning)) |"
        }
        return (lines + [""]).joined(separator: "\n")
    }
}

/// What a value in a document may look like.
package indirect enum Shape: Sendable {
    /// Any text that is not empty.
    case text
    /// One of these words.
    case choice([Word])
    /// Exactly this text.
    case constant(String)
    /// Text that a pattern matches; the words say what it is.
    case pattern(TextPattern, String)
    /// `true` or `false`.
    case flag
    case integer(ClosedRange<Int>)
    case decimal
    /// A decimal above zero: the kind of a value line carries the sign, never the amount.
    case amount
    /// A share such as `95%`.
    case percentage
    case day
    case month
    /// A path or glob below the repository's top.
    case pathPattern
    /// The way to a field, such as `change.risk` or `authors[0]`.
    case fieldPath
    /// Three capital letters, by ISO 4217.
    case currency
    case list(of: Shape)
    /// A single value, or a list of them.
    case oneOrMore(Shape)
    /// A mapping with these fields and no others but `x-…`.
    case mapping([Field])
    /// A mapping with exactly one of these fields.
    case oneOf([Field])
    /// A mapping from keys of the author's own to values of one shape.
    case dictionary(key: Shape, value: Shape)
    /// Either shape; the first that fits the kind of node decides.
    case either(Shape, Shape)
    /// Whatever stands there.
    case anything

    /// What the value should be, in words that follow "expected".
    package var expectation: String {
        switch self {
        case .text: "a text"
        case .choice(let words): words.map { "`\($0.text)`" }.joined(separator: ", ")
        case .constant(let text): "`\(text)`"
        case .pattern(_, let words): words
        case .flag: "`true` or `false`"
        case .integer(let range):
            range.upperBound == .max
                ? "a whole number from \(range.lowerBound)"
                : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .decimal: "a decimal number such as `12.50`"
        case .amount: "an amount above zero such as `4000.00`"
        case .percentage: "a percentage such as `95%`"
        case .day: "a date such as `2026-03-14`"
        case .month: "a month such as `2026-03`"
        case .pathPattern: "a path below the repository, such as `plans/*/*.yaml`"
        case .fieldPath: "a field, such as `status` or `authors[0]`"
        case .currency: "a currency by ISO 4217, such as `EUR`"
        case .list: "a list"
        case .oneOrMore(let shape): "\(shape.expectation), or a list of them"
        case .mapping, .dictionary: "a mapping"
        case .oneOf(let fields): "one of \(fields.map { "`\($0.name)`" }.joined(separator: ", "))"
        case .either(let left, let right): "\(left.expectation), or \(right.expectation)"
        case .anything: "anything"
        }
    }
}

/// A word that a field may have, with what it means there.
package struct Word: Hashable, Sendable {
    package let text: String
    package let meaning: String

    package static func list(_ words: KeyValuePairs<String, String>) -> [Word] {
        words.map { Word(text: $0.key, meaning: $0.value) }
    }
}

extension Shape {
    /// One of these words, each with what it means.
    package static func words(_ words: KeyValuePairs<String, String>) -> Shape { .choice(Word.list(words)) }
}

/// A field of a document, declared once: readers, findings and the reference are made from it.
package struct Field: Sendable {
    package let name: String
    package let shape: Shape
    package let isRequired: Bool
    /// What its numbers count; nothing where there is nothing to count.
    package let unit: String?
    /// What the field means, in a sentence.
    package let meaning: String

    package init(_ name: String, _ shape: Shape, required: Bool = false, unit: String? = nil, _ meaning: String) {
        self.name = name
        self.shape = shape
        isRequired = required
        self.unit = unit
        self.meaning = meaning
    }
}

import Diagnostics

/// A value as text, before it is put in its place.
enum WrittenValue {
    /// Stands on the line of its key.
    case inline(String)
    /// A literal or folded scalar: signs on the line of the key, lines below.
    case scalar(ScalarWriting.Block)
    /// A block collection: lines, the first of them without indentation.
    case collection([String])
}

/// Writes values in block and in flow style.
enum ValueWriting {
    /// How far a level is indented against the one around it.
    static let step = 2

    /// The ways to write a value, the best one first.
    ///
    /// A scalar keeps the style that the old one had. A text is plain where it can be, several lines are a literal, and
    /// everything can be written in double quotes. A collection keeps to flow style where the old one had it.
    static func forms(of value: NewValue, like old: PlanNode?, inFlow: Bool, prefersFlow: Bool) -> [WrittenValue] {
        guard case .text(let text) = value else {
            let flow = WrittenValue.inline(Self.inline(value, inFlow: inFlow))
            if inFlow || isEmpty(value) { return [flow] }
            return prefersFlow ? [flow, block(value)] : [block(value), flow]
        }
        var styles: [PlanNode.ScalarStyle] = []
        if let old, !old.isNull, old.kind == .scalar { styles.append(old.style) }
        if text.contains("\n") { styles.append(.literal) }
        return (styles + [.plain, .doubleQuoted]).compactMap { style in
            switch style {
            case .plain: ScalarWriting.plain(text, inFlow: inFlow).map { .inline($0) }
            case .singleQuoted: ScalarWriting.singleQuoted(text).map { .inline($0) }
            case .doubleQuoted: .inline(ScalarWriting.doubleQuoted(text))
            case .literal: inFlow ? nil : ScalarWriting.literal(text).map { .scalar($0) }
            case .folded: inFlow ? nil : ScalarWriting.folded(text, width: width(of: old)).map { .scalar($0) }
            case .none: nil
            }
        }
    }

    /// The longest line of a scalar, but no less than people write.
    private static func width(of old: PlanNode?) -> Int {
        guard let old else { return 80 }
        let lines = old.tree.source.bytes[old.bytes].split(separator: 0x0A)
        return max(80, lines.dropFirst().map { line in line.drop { $0 == 0x20 }.count }.max() ?? 0)
    }

    private static func isEmpty(_ value: NewValue) -> Bool {
        switch value {
        case .text: false
        case .list(let elements): elements.isEmpty
        case .mapping(let pairs): pairs.isEmpty
        }
    }

    // MARK: - Flow

    static func inline(_ value: NewValue, inFlow: Bool) -> String {
        switch value {
        case .text(let text): ScalarWriting.plain(text, inFlow: inFlow) ?? ScalarWriting.doubleQuoted(text)
        case .list(let elements): "[" + elements.map { inline($0, inFlow: true) }.joined(separator: ", ") + "]"
        case .mapping(let pairs):
            "{"
                + pairs.map { key($0.key, inFlow: true) + ": " + inline($0.value, inFlow: true) }
                .joined(separator: ", ") + "}"
        }
    }

    static func key(_ text: String, inFlow: Bool) -> String {
        ScalarWriting.plain(text, inFlow: inFlow) ?? ScalarWriting.doubleQuoted(text)
    }

    // MARK: - Blocks

    static func block(_ value: NewValue) -> WrittenValue {
        if isEmpty(value) { return .inline(inline(value, inFlow: false)) }
        switch value {
        case .text(let text):
            if text.contains("\n"), let literal = ScalarWriting.literal(text) { return .scalar(literal) }
            return .inline(inline(value, inFlow: false))
        case .list(let elements): return .collection(elements.flatMap { element(block($0)) })
        case .mapping(let pairs): return .collection(pairs.flatMap { pair($0.key, block($0.value)) })
        }
    }

    /// The lines of a pair; `offset` is the indentation of a collection below its key.
    static func pair(_ key: String, _ value: WrittenValue, offset: Int = step) -> [String] {
        let key = self.key(key, inFlow: false) + ":"
        switch value {
        case .inline(let text): return [key + " " + text]
        case .scalar(let block): return [key + " " + block.head(indentation: step)] + indented(block.lines, step)
        case .collection(let lines): return [key] + indented(lines, offset)
        }
    }

    static func element(_ value: WrittenValue) -> [String] {
        switch value {
        case .inline(let text): return ["- " + text]
        case .scalar(let block): return ["- " + block.head(indentation: step)] + indented(block.lines, step)
        case .collection(let lines): return ["- " + (lines.first ?? "")] + indented(Array(lines.dropFirst()), 2)
        }
    }

    static func indented(_ lines: [String], _ columns: Int) -> [String] {
        lines.map { $0.isEmpty ? "" : String(repeating: " ", count: columns) + $0 }
    }
}

import TollgateTesting

/// An initiative written in a layout drawn at random: any style of scalar, block or flow, comments anywhere, fields in any
/// order, in YAML or in the front matter of Markdown.
struct GeneratedInitiative {
    let path: String
    let isFlow: Bool
    private(set) var text = ""
    private var comments = 0
    private var random: SeededGenerator

    /// What a field says.
    private enum Value {
        case nothing
        case text(String)
        case list([String])
        case mapping([(key: String, value: String)])
        case records([[(key: String, value: String)]])
    }

    var bytes: [UInt8] { Array(text.utf8) }

    static let texts = [
        "Passwords", "Too slow: 40 days", "50 # of 100", "it's", "say \"so\"", "größer 中文 😀", "no", "1:30", "- a dash",
        "many words that go on and on until the line is full", "{a: b}", "[x", "a\\b", "'", "~", "| pipe", "x: ",
    ]

    init(_ random: inout SeededGenerator) {
        let isMarkdown = random.once(in: 4)
        path = "plans/service-desk/SD-104." + (isMarkdown ? "md" : "yaml")
        isFlow = random.once(in: 6)
        self.random = SeededGenerator(seed: random.next())
        let fields = drawFields()
        if isMarkdown || once(in: 4) { text += "---\n" }
        fillers(0)
        if isFlow { writeFlow(fields) } else { writeBlock(fields, column: pick([0, 0, 0, 2])) }
        if isMarkdown {
            text += "---\n" + pick(["", "\n# Why\n\nstage: not this one\n\n---\n", "no line break at the end"])
        } else if !isFlow, once(in: 12), text.hasSuffix("\n") {
            text.removeLast()
        }
    }

    // MARK: - Fields

    private mutating func drawFields() -> [(key: String, value: Value)] {
        var fields: [(key: String, value: Value)] = [
            ("schema", .text("tollgate/initiative/v1")), ("id", .text("SD-104")),
        ]
        func maybe(_ times: Int, _ generator: inout SeededGenerator) -> Bool { !generator.once(in: times) }
        if maybe(10, &random) { fields.append(("title", .text(pick(Self.texts)))) }
        if maybe(10, &random) { fields.append(("stage", .text(pick(["defined", "identified", "implemented"])))) }
        if once(in: 2) { fields.append(("state", once(in: 6) ? .nothing : .text(pick(["active", "on-hold"])))) }
        if once(in: 2) { fields.append(("because", once(in: 6) ? .nothing : .text(pick(Self.texts)))) }
        if once(in: 3) { fields.append(("review-by", .text("2026-12-01"))) }
        if once(in: 4) { fields.append(("value-disposition", .text(pick(Self.texts)))) }
        if once(in: 4) { fields.append(("shortfall", .mapping([("because", pick(Self.texts))]))) }
        if once(in: 2) { fields.append(("owner", .text("ana.ruiz"))) }
        if once(in: 2) { fields.append(("problem", .text(pick(Self.texts)))) }
        if once(in: 2) { fields.append(("x-tags", .list((0..<number(1...3)).map { _ in pick(Self.texts) }))) }
        if once(in: 2) {
            fields.append(
                ("x-because", .mapping([("stage", pick(Self.texts)), ("state", "x"), ("because", pick(Self.texts))])))
        }
        if once(in: 2) {
            fields.append(
                (
                    "metrics",
                    .records(
                        (0..<number(1...2)).map {
                            [("id", "calls-\($0)"), ("class", "outcome"), ("note", pick(Self.texts))]
                        })
                ))
        }
        if once(in: 5) { fields.append(("x-empty", .nothing)) }
        return fields.shuffled(using: &random)
    }

    // MARK: - Blocks

    private mutating func writeBlock(_ fields: [(key: String, value: Value)], column: Int) {
        for (key, value) in fields {
            text += spaces(column)
            let isExplicit = once(in: 10)
            if isExplicit {
                text += "? " + quotable(key)
                endLine()
                fillers(column)
                text += spaces(column) + ":"
            } else {
                text += quotable(key) + (once(in: 10) ? " :" : ":")
            }
            write(value, column, leastIndentation: isExplicit ? 1 : 0)
            fillers(column)
        }
    }

    /// A list below a colon that stands alone has to be indented; below a key it need not be.
    private mutating func write(_ value: Value, _ column: Int, leastIndentation: Int) {
        switch value {
        case .nothing: endLine()
        case .text(let words): writeScalar(words, column)
        case .list(let items):
            if once(in: 2) { return flow("[", "]", items.map { _ in "" }, items, column) }
            endLine()
            let inner = column + number(leastIndentation...2)
            for item in items {
                fillers(inner)
                text += spaces(inner) + "-"
                writeScalar(item, inner)
            }
        case .mapping(let pairs):
            if once(in: 2) { return flow("{", "}", pairs.map(\.key), pairs.map(\.value), column) }
            endLine()
            let inner = column + number(1...4)
            fillers(inner)
            writeBlock(pairs.map { ($0.key, .text($0.value)) }, column: inner)
        case .records(let records):
            endLine()
            let inner = column + number(leastIndentation...2)
            for record in records {
                fillers(inner)
                text += spaces(inner) + "-"
                if once(in: 3) {
                    flow("{", "}", record.map(\.key), record.map(\.value), inner)
                } else {
                    endLine()
                    writeBlock(record.map { ($0.key, .text($0.value)) }, column: inner + 2)
                }
            }
        }
    }

    private mutating func writeScalar(_ words: String, _ column: Int) {
        let inner = spaces(column + number(1...4))
        switch number(0...7) {
        case 0 where !words.hasSuffix(" "):
            text += pick([" |-", " |-", " >-"])
            endLine(mayBreak: false)
            text += inner + words + "\n"
        case 1 where words.contains(" ") && !words.hasSuffix(" "):
            text += " >-"
            endLine(mayBreak: false)
            text += inner + words.replacing(" ", with: "\n" + inner, maxReplacements: 1) + "\n"
        case 2 where Self.isPlain(words) && words.contains(" "):
            text += " " + words.replacing(" ", with: "\n" + inner, maxReplacements: 1)
            endLine()
        case 3:
            endLine()
            text += inner + oneLine(words)
            endLine()
        default:
            text += " " + oneLine(words)
            endLine()
        }
    }

    // MARK: - Flow

    private mutating func writeFlow(_ fields: [(key: String, value: Value)]) {
        text += "{"
        for (index, field) in fields.enumerated() {
            gap()
            text += quotable(field.key) + ":"
            switch field.value {
            case .nothing: text += " "
            case .text(let words): text += " " + oneLine(words, inFlow: true)
            case .list(let items): text += " [" + items.map { oneLine($0, inFlow: true) }.joined(separator: ", ") + "]"
            case .mapping(let pairs): text += " " + braces(pairs)
            case .records(let records): text += " [" + records.map { braces($0) }.joined(separator: ", ") + "]"
            }
            gap()
            if index < fields.count - 1 || once(in: 3) { text += "," }
        }
        gap()
        text += "}"
        endLine()
        fillers(0)
    }

    private mutating func braces(_ pairs: [(key: String, value: String)]) -> String {
        var parts: [String] = []
        for pair in pairs { parts.append(pair.key + ": " + oneLine(pair.value, inFlow: true)) }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    /// A flow collection in a block. Without keys it is a list.
    private mutating func flow(
        _ opening: String, _ closing: String, _ keys: [String], _ values: [String], _ column: Int
    ) {
        text += " " + opening
        for (index, value) in values.enumerated() {
            if index > 0 { text += "," }
            if once(in: 4) {
                endLine()
                text += spaces(column + number(1...3))
            }
            text += (keys[index].isEmpty ? "" : keys[index] + ": ") + oneLine(value, inFlow: true)
        }
        text += closing
        endLine()
    }

    /// Nothing, a blank, or a line break with comments.
    private mutating func gap() {
        switch number(0...3) {
        case 0: text += " "
        case 1:
            endLine()
            fillers(2)
            text += spaces(number(1...3))
        default: break
        }
    }

    // MARK: - Scalars on one line

    private mutating func oneLine(_ words: String, inFlow: Bool = false) -> String {
        switch number(0...3) {
        case 0...1 where Self.isPlain(words): return words
        case 2: return "'" + words.replacing("'", with: "''") + "'"
        default:
            let escaped = words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            return "\"" + (once(in: 4) ? escaped.replacing("a", with: "\\x61") : escaped) + "\""
        }
    }

    private mutating func quotable(_ key: String) -> String {
        switch number(0...9) {
        case 0: "'\(key)'"
        case 1: "\"\(key)\""
        default: key
        }
    }

    private static func isPlain(_ words: String) -> Bool {
        words.allSatisfy { $0.isLetter || $0.isNumber || " -./_".contains($0) } && words.first?.isLetter == true
            && words.last != " "
    }

    // MARK: - Lines and comments

    private mutating func endLine(mayBreak: Bool = true) {
        if once(in: 8) { text += " " }
        if once(in: 4) { text += " " + comment() }
        text += "\n"
        if mayBreak, once(in: 12) { text += "\n" }
    }

    /// Empty lines and comments on lines of their own.
    private mutating func fillers(_ column: Int) {
        guard once(in: 4) else { return }
        for _ in 0..<number(1...2) { text += once(in: 3) ? "\n" : spaces(number(0...column)) + comment() + "\n" }
    }

    /// Each comment has a number of its own, by which it is found again.
    private mutating func comment() -> String {
        comments += 1
        return "#\(comments)@"
            + pick(["", " why", " a: [b", " 'quoted", " \"q", " größer 😀", " stage: closed", " ---"])
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
    private mutating func once(in times: Int) -> Bool { random.once(in: times) }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { random.number(range) }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { random.pick(elements) }
}

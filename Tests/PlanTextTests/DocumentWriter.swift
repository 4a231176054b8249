import TollgateTesting
import Diagnostics
import PlanText

/// Writes contents as YAML in styles and layouts drawn at random, and notes where each node stands.
///
/// It knows only how YAML is written, not how it is read: what it notes is what a reader has to find.
struct DocumentWriter {
    /// A node as it was written, in document order.
    struct Written: Equatable {
        var kind: PlanNode.Kind
        var bytes: Range<Int>
        var text: String?
    }

    private(set) var bytes: [UInt8] = []
    private(set) var nodes: [Written] = []
    private var random: SeededGenerator
    /// Whether blank lines would belong to the literal above.
    private var keepsBlankLines = false

    /// Where the cursor stands when a block node is to be written.
    private enum Place {
        case top
        case behindDash
        case behindQuestionMark
        case behindColon
        case behindExplicitColon
    }

    init(_ content: Content, random: SeededGenerator, marksDocument: Bool) {
        self.random = random
        fill(0)
        if marksDocument, once(in: 3) {
            put("---")
            endLine()
        }
        block(content, parent: -1, .top)
        fill(0)
        if marksDocument, once(in: 6) {
            put("...")
            endLine()
        }
    }

    // MARK: - Blocks

    /// Writes a node and what follows it on its last line. `parent` is the column of the collection around it.
    private mutating func block(_ content: Content, parent: Int, _ place: Place) {
        switch content {
        case .scalar(let text): scalar(text, parent: parent, place)
        case .sequence(let elements):
            if elements.isEmpty || once(in: 4) { return flowInBlock(content, parent, place) }
            let column = openBlock(parent, place, mayStayLeft: place == .behindColon)
            sequence(elements, column)
        case .mapping(let pairs):
            if pairs.isEmpty || once(in: 4) { return flowInBlock(content, parent, place) }
            let column = openBlock(parent, place, mayStayLeft: false)
            mapping(pairs, column)
        case .alias: preconditionFailure("aliases are not written")
        }
    }

    /// Brings the cursor to where a block collection begins, and says in which column that is.
    private mutating func openBlock(_ parent: Int, _ place: Place, mayStayLeft: Bool) -> Int {
        if place == .top {
            let column = pick([0, 0, 0, 2])
            spaces(column)
            return column
        }
        if place != .behindColon, once(in: 2) {
            spaces(number(1...3))
            return bytes.count - lineStart
        }
        endLine()
        let column = mayStayLeft && once(in: 2) ? parent : parent + number(1...4)
        fill(column)
        spaces(column)
        return column
    }

    private mutating func sequence(_ elements: [Content], _ column: Int) {
        let index = begin(.sequence)
        for (position, element) in elements.enumerated() {
            if position > 0 {
                fill(column)
                spaces(column)
            }
            put("-")
            block(element, parent: column, .behindDash)
        }
        end(index)
    }

    private mutating func mapping(_ pairs: [Content.Pair], _ column: Int) {
        let index = begin(.mapping)
        for (position, pair) in pairs.enumerated() {
            if position > 0 {
                fill(column)
                spaces(column)
            }
            guard case .scalar(let key) = pair.key else { preconditionFailure("a key is a scalar") }
            if once(in: 5) {
                put("?")
                block(pair.key, parent: column, .behindQuestionMark)
                if pair.value == .scalar(""), once(in: 2) {
                    note(.scalar, lastEnd..<lastEnd, "")
                    continue
                }
                fill(column)
                spaces(column)
                put(":")
                block(pair.value, parent: column, .behindExplicitColon)
            } else {
                oneLine(key, inFlow: false)
                if once(in: 6) { spaces(number(1...2)) }
                put(":")
                block(pair.value, parent: column, .behindColon)
            }
        }
        end(index)
    }

    private mutating func flowInBlock(_ content: Content, _ parent: Int, _ place: Place) {
        toValue(parent, place)
        flow(content, column: max(parent, 0) + 1)
        endLine()
    }

    /// Brings the cursor to a value that is no block collection.
    private mutating func toValue(_ parent: Int, _ place: Place) {
        guard place != .top else { return }
        if once(in: 5) {
            endLine()
            fill(parent + 1)
            spaces(parent + number(1...4))
        } else {
            spaces(number(1...3))
        }
    }

    // MARK: - Scalars

    private mutating func scalar(_ text: String, parent: Int, _ place: Place) {
        if text.isEmpty, place != .top, once(in: 2) {
            note(.scalar, bytes.count..<bytes.count, "")
            return endLine()
        }
        let styles =
            (ScalarText.canBeLiteral(text) ? ["literal", "literal"] : [])
            + (ScalarText.canBeFolded(text) ? ["folded"] : [])
        if !styles.isEmpty, once(in: 2) {
            if place != .top { spaces(number(1...2)) }
            return pick(styles) == "literal" ? literal(text, parent) : folded(text, parent)
        }
        toValue(parent, place)
        flowScalar(text, column: max(parent, 0) + 1, inFlow: false)
        endLine()
    }

    /// A plain or quoted scalar, which may go over several lines.
    private mutating func flowScalar(_ text: String, column: Int, inFlow: Bool) {
        let start = bytes.count
        switch number(0...3) {
        case 0...1 where ScalarText.canBePlain(text, inFlow: inFlow): put(ScalarText.wrapped(text, column, &random))
        case 2 where ScalarText.canBeSingleQuoted(text):
            put("'" + ScalarText.wrapped(text, column, &random).replacing("'", with: "''") + "'")
        default: put(ScalarText.doubleQuoted(text, column: column, &random))
        }
        note(.scalar, start..<bytes.count, text)
    }

    /// A scalar on one line, as keys have to be.
    private mutating func oneLine(_ text: String, inFlow: Bool) {
        let start = bytes.count
        switch number(0...3) {
        case 0...1 where ScalarText.canBePlain(text, inFlow: inFlow) && !text.contains("\n"): put(text)
        case 2 where ScalarText.canBeSingleQuoted(text) && !text.contains("\n"):
            put("'" + text.replacing("'", with: "''") + "'")
        default: put(ScalarText.doubleQuoted(text, column: nil, &random))
        }
        note(.scalar, start..<bytes.count, text)
    }

    private mutating func literal(_ text: String, _ parent: Int) {
        let body = ScalarText.body(text)
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        let head = lines.prefix { line in line.allSatisfy { $0 == " " } }.count
        let needsIndentation = lines.prefix(head + 1).contains { $0.hasPrefix(" ") }
        blockScalar("|", text, lines.map(String.init), parent, saysIndentation: needsIndentation || once(in: 6))
    }

    private mutating func folded(_ text: String, _ parent: Int) {
        let lines = ScalarText.folded(ScalarText.body(text), &random)
        blockScalar(">", text, lines, parent, saysIndentation: once(in: 6))
    }

    private mutating func blockScalar(
        _ sign: String, _ text: String, _ lines: [String], _ parent: Int, saysIndentation: Bool
    ) {
        let breaks = text.utf8.count - ScalarText.body(text).utf8.count
        let indentation = number(1...4)
        let signs = [
            saysIndentation ? "\(indentation)" : "", breaks == 0 ? "-" : breaks > 1 || once(in: 4) ? "+" : "",
        ]
        let start = bytes.count
        put(sign + (once(in: 2) ? signs : signs.reversed()).joined())
        endLine()
        for line in lines {
            if !line.isEmpty { spaces(max(parent, 0) + indentation) }
            put(line + "\n")
        }
        var end = bytes.count
        while bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A { end -= 1 }
        put(String(repeating: "\n", count: max(0, breaks - 1)))
        note(.scalar, start..<end, text)
        keepsBlankLines = signs[1] == "+"
    }

    // MARK: - Flow

    private mutating func flow(_ content: Content, column: Int) {
        switch content {
        case .scalar(let text): flowScalar(text, column: column, inFlow: true)
        case .sequence(let elements):
            let index = begin(.sequence)
            put("[")
            list(elements, column) { $0.flowElement($1, column) }
            put("]")
            end(index, closes: true)
        case .mapping(let pairs):
            let index = begin(.mapping)
            put("{")
            list(pairs, column) { $0.flowPair($1, column, mayStandAlone: true) }
            put("}")
            end(index, closes: true)
        case .alias: preconditionFailure("aliases are not written")
        }
    }

    private mutating func list<Element>(
        _ elements: [Element], _ column: Int, _ write: (inout DocumentWriter, Element) -> Void
    ) {
        gap(column)
        for (position, element) in elements.enumerated() {
            write(&self, element)
            gap(column)
            if position < elements.count - 1 || once(in: 4) {
                put(",")
                gap(column)
            }
        }
    }

    private mutating func flowElement(_ element: Content, _ column: Int) {
        // A mapping of one pair needs no braces in a list.
        if case .mapping(let pairs) = element, pairs.count == 1, once(in: 2) {
            let index = begin(.mapping)
            flowPair(pairs[0], column, mayStandAlone: false)
            return end(index)
        }
        flow(element, column: column)
    }

    private mutating func flowPair(_ pair: Content.Pair, _ column: Int, mayStandAlone: Bool) {
        guard case .scalar(let key) = pair.key else { preconditionFailure("a key is a scalar") }
        let isNothing = pair.value == .scalar("")
        if once(in: 5) {
            put("? ")
            flowScalar(key, column: column, inFlow: true)
            gap(column)
            if isNothing, once(in: 2) { return note(.scalar, lastEnd..<lastEnd, "") }
            // A colon right behind a plain scalar would belong to it.
            put(" :")
        } else {
            oneLine(key, inFlow: true)
            if isNothing, mayStandAlone, once(in: 3) { return note(.scalar, lastEnd..<lastEnd, "") }
            put(":")
        }
        if isNothing, once(in: 2) {
            note(.scalar, bytes.count..<bytes.count, "")
            return put(" ")
        }
        put(" ")
        gap(column)
        flow(pair.value, column: column)
    }

    /// Nothing, blanks, or a line break with comments, between two tokens of a flow collection.
    private mutating func gap(_ column: Int) {
        switch number(0...5) {
        case 0: spaces(number(1...2))
        case 1:
            endLine()
            fill(column)
            spaces(column + number(0...3))
        default: break
        }
    }

    // MARK: - Lines

    private var lineStart: Int { (bytes.lastIndex(of: 0x0A) ?? -1) + 1 }

    private mutating func endLine() {
        if once(in: 5) { spaces(number(1...3)) }
        if once(in: 5) { put(" " + comment()) }
        put("\n")
    }

    /// Blank lines and comments that belong to nothing, none further right than a column.
    private mutating func fill(_ column: Int) {
        guard once(in: 4) else { return }
        for _ in 0..<number(1...2) {
            if once(in: 2) {
                if !keepsBlankLines { put("\n") }
            } else {
                spaces(number(0...max(column, 0)))
                put(comment() + "\n")
                keepsBlankLines = false
            }
        }
        keepsBlankLines = false
    }

    private mutating func comment() -> String {
        "#" + pick(["", " why", " a: [b", "# - x", " 'quoted", " \"q", " größer 😀", " | > & * !", "\u{A0}", " ---"])
    }

    // MARK: - Notes

    private var lastEnd: Int { nodes.last.map(\.bytes.upperBound) ?? 0 }

    private mutating func note(_ kind: PlanNode.Kind, _ range: Range<Int>, _ text: String?) {
        nodes.append(Written(kind: kind, bytes: range, text: text))
    }

    private mutating func begin(_ kind: PlanNode.Kind) -> Int {
        note(kind, bytes.count..<bytes.count, nil)
        return nodes.count - 1
    }

    /// A collection ends with its closing mark, or else with the last node in it.
    private mutating func end(_ index: Int, closes: Bool = false) {
        let last = nodes[index...].map(\.bytes.upperBound).max() ?? 0
        nodes[index].bytes = nodes[index].bytes.lowerBound..<(closes ? bytes.count : last)
    }

    private mutating func put(_ text: String) {
        if !text.isEmpty { keepsBlankLines = false }
        bytes += Array(text.utf8)
    }

    private mutating func spaces(_ count: Int) { bytes += [UInt8](repeating: 0x20, count: max(0, count)) }

    private mutating func once(in times: Int) -> Bool { random.once(in: times) }
    private mutating func number(_ range: ClosedRange<Int>) -> Int { random.number(range) }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { random.pick(elements) }
}

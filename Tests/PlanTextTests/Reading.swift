import Diagnostics
import PlanText
import Testing

func read(_ bytes: [UInt8], as layout: PlanText.Layout = .yaml) -> PlanText {
    PlanText.read(SourceText(path: "plans/p/SD-1.yaml", bytes: bytes), layout: layout)
}

func read(_ text: String, as layout: PlanText.Layout = .yaml) -> PlanText { read(Array(text.utf8), as: layout) }

func readHeaders(_ text: String) -> PlanText {
    PlanText.readHeaders(SourceText(path: "peps/pep-0008.txt", bytes: Array(text.utf8)))
}

extension PlanNode {
    /// The piece of the source that the node covers.
    var cut: String { String(decoding: tree.source.bytes[bytes], as: UTF8.self) }

    /// The node at the end of a way such as `metrics.0.id`; a `?` before the last step asks for the key.
    func at(_ way: String) -> PlanNode? {
        var node = self
        for step in way.split(separator: ".") {
            let next: PlanNode?
            if let index = Int(step) {
                next = node.elements.indices.contains(index) ? node.elements[index] : nil
            } else if step.hasPrefix("?") {
                next = node.pair(String(step.dropFirst()))?.key
            } else {
                next = node[String(step)]
            }
            guard let next else { return nil }
            node = next
        }
        return node
    }

    /// The tree below as plain values, which can be compared.
    var content: Content {
        switch kind {
        case .scalar: .scalar(string ?? "")
        case .alias: .alias
        case .sequence: .sequence(elements.map(\.content))
        case .mapping: .mapping(pairs.map { Content.Pair(key: $0.key.content, value: $0.value.content) })
        }
    }

    /// This node and all below it, in document order.
    var all: [PlanNode] {
        switch kind {
        case .scalar, .alias: [self]
        case .sequence: [self] + elements.flatMap(\.all)
        case .mapping: [self] + pairs.flatMap { $0.key.all + $0.value.all }
        }
    }
}

/// What a document says, without where and how it says it.
indirect enum Content: Equatable, Sendable {
    struct Pair: Equatable, Sendable {
        var key: Content
        var value: Content
    }

    case scalar(String)
    case alias
    case sequence([Content])
    case mapping([Pair])

    static func == (left: Content, right: Content) -> Bool {
        switch (left, right) {
        // Two spellings of é are two texts.
        case (.scalar(let a), .scalar(let b)): a.utf8.elementsEqual(b.utf8)
        case (.alias, .alias): true
        case (.sequence(let a), .sequence(let b)): a == b
        case (.mapping(let a), .mapping(let b)): a == b
        default: false
        }
    }
}

extension Diagnostic {
    /// The place of its first character as `line:column`.
    var place: String { primary.place }
}

extension Label {
    var place: String { location.range.map { "\($0.start.line):\($0.start.column)" } ?? "nowhere" }
}

extension PlanText {
    func findings(_ code: RuleCode) -> [Diagnostic] { diagnostics.filter { $0.code == code } }

    /// The codes of all findings, in order.
    var codes: [String] { diagnostics.map(\.code.text) }
}

extension Fix {
    /// The bytes after its edits.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        for edit in edits.reversed() { result.replaceSubrange(edit.bytes, with: Array(edit.replacement.utf8)) }
        return result
    }
}

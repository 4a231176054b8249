package import Diagnostics

/// A YAML document as a tree of nodes that know their bytes.
///
/// Nodes are kept flat in document order, so that a history of thousands of versions costs few allocations. Scalars stay
/// text: what a text means is decided by whoever knows the field.
package struct PlanTree: Sendable {
    package let source: SourceText
    let nodes: [Node]
    /// The resolved texts of all scalars, one after the other.
    let text: [UInt8]

    struct Node: Sendable {
        let kind: PlanNode.Kind
        let style: PlanNode.ScalarStyle
        /// Byte range in the source, from the first to behind the last character.
        var start: UInt32
        var end: UInt32
        /// Scalars: where the text lies. Collections: nothing.
        var textStart: UInt32 = 0
        var textCount: UInt32 = 0
        /// The index behind the last node below this one.
        var next: UInt32
        /// Sequences: elements. Mappings: pairs.
        var count: UInt32 = 0
    }

    /// The root node; a tree has at least this one.
    package var root: PlanNode { PlanNode(tree: self, index: 0) }
}

/// One node of a `PlanTree`.
package struct PlanNode: Sendable {
    package enum Kind: UInt8, Sendable {
        case scalar
        case sequence
        case mapping
        /// An alias (`*name`), which is never followed.
        case alias
    }

    package enum ScalarStyle: UInt8, Sendable {
        case none
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }

    package let tree: PlanTree
    let index: Int

    private var node: PlanTree.Node { tree.nodes[index] }

    package var kind: Kind { node.kind }
    package var style: ScalarStyle { node.style }
    /// The bytes of the source that the node covers.
    package var bytes: Range<Int> { Int(node.start)..<Int(node.end) }
    package var location: Location { tree.source.location(bytes) }
    /// Elements of a sequence, or pairs of a mapping.
    package var count: Int { Int(node.count) }

    /// The text of a scalar, escapes resolved; nothing for other kinds.
    package var string: String? {
        guard kind == .scalar else { return nil }
        return String(decoding: utf8, as: UTF8.self)
    }

    /// The bytes of a scalar's text; empty for other kinds.
    package var utf8: ArraySlice<UInt8> {
        let start = Int(node.textStart)
        return tree.text[start..<start + Int(node.textCount)]
    }

    /// Whether the value is not there: an empty plain scalar, `~` or `null`.
    package var isNull: Bool {
        guard kind == .scalar, style == .plain else { return false }
        return node.textCount == 0 || utf8.elementsEqual([0x7E]) || utf8.elementsEqual([0x6E, 0x75, 0x6C, 0x6C])
    }

    /// Whether there is no value: null, or an empty text or collection.
    package var isEmpty: Bool {
        switch kind {
        case .scalar: isNull || utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A }
        case .sequence, .mapping: count == 0
        case .alias: false
        }
    }

    /// The elements of a sequence; empty for other kinds.
    package var elements: [PlanNode] {
        guard kind == .sequence else { return [] }
        var result: [PlanNode] = []
        result.reserveCapacity(count)
        var child = index + 1
        for _ in 0..<count {
            result.append(PlanNode(tree: tree, index: child))
            child = Int(tree.nodes[child].next)
        }
        return result
    }

    /// The pairs of a mapping in document order; empty for other kinds.
    package var pairs: [(key: PlanNode, value: PlanNode)] {
        guard kind == .mapping else { return [] }
        var result: [(PlanNode, PlanNode)] = []
        result.reserveCapacity(count)
        var child = index + 1
        for _ in 0..<count {
            let value = Int(tree.nodes[child].next)
            result.append((PlanNode(tree: tree, index: child), PlanNode(tree: tree, index: value)))
            child = Int(tree.nodes[value].next)
        }
        return result
    }

    /// The pair with this key; the last one where it stands twice, as YAML readers that allow this do.
    package func pair(_ key: String) -> (key: PlanNode, value: PlanNode)? {
        guard kind == .mapping else { return nil }
        var key = key
        let found: (Int, Int)? = key.withUTF8 { key in
            var found: (Int, Int)?
            tree.nodes.withUnsafeBufferPointer { nodes in
                tree.text.withUnsafeBufferPointer { text in
                    var child = index + 1
                    for _ in 0..<nodes[index].count {
                        let candidate = nodes[child]
                        let value = Int(candidate.next)
                        if candidate.kind == .scalar, Int(candidate.textCount) == key.count {
                            let start = Int(candidate.textStart)
                            if text[start..<start + key.count].elementsEqual(key) { found = (child, value) }
                        }
                        child = Int(nodes[value].next)
                    }
                }
            }
            return found
        }
        return found.map { (PlanNode(tree: tree, index: $0.0), PlanNode(tree: tree, index: $0.1)) }
    }

    /// The value of a key; the last one where it stands twice.
    package subscript(key: String) -> PlanNode? { pair(key)?.value }
}

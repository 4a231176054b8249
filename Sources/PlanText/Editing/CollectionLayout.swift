import Diagnostics

/// One pair of a mapping or element of a list, with the signs that make it one.
struct EntryLayout {
    /// Its first byte: that of `-` or `?` where there is one, else that of the key or value.
    let start: Int
    let key: PlanNode?
    let value: PlanNode
    /// Behind the `:` or `-` that the value follows; nothing where no such sign is written.
    let lead: Int?

    /// Behind its last byte.
    var end: Int { max(value.bytes.upperBound, key?.bytes.upperBound ?? 0, lead ?? 0) }
}

/// How a mapping or list is laid out in its text.
struct CollectionLayout {
    let node: PlanNode
    /// Whether it stands between brackets, its own or others.
    let isInFlow: Bool
    /// Whether it has brackets of its own.
    let hasBrackets: Bool
    let entries: [EntryLayout]

    init(_ node: PlanNode, insideFlow: Bool, lines: TextLines) {
        self.node = node
        hasBrackets = Self.hasBrackets(node)
        isInFlow = insideFlow || hasBrackets
        var entries: [EntryLayout] = []
        var place = node.bytes.lowerBound + (hasBrackets ? 1 : 0)
        if node.kind == .mapping {
            for (key, value) in node.pairs {
                let sign = Self.skipping(0x2C, from: place, to: key.bytes.lowerBound, lines)
                var colon: Int?
                if let sign = lines.sign(
                    from: key.bytes.upperBound, to: max(value.bytes.lowerBound, key.bytes.upperBound)),
                    lines.bytes[sign] == 0x3A
                {
                    colon = sign + 1
                }
                entries.append(
                    EntryLayout(start: sign ?? key.bytes.lowerBound, key: key, value: value, lead: colon))
                place = entries[entries.count - 1].end
            }
        } else {
            for value in node.elements {
                let sign = Self.skipping(0x2C, from: place, to: value.bytes.lowerBound, lines)
                let isDash = !isInFlow && sign.map { lines.bytes[$0] == 0x2D } ?? false
                entries.append(
                    EntryLayout(
                        start: sign ?? value.bytes.lowerBound, key: nil, value: value,
                        lead: isDash ? sign.map { $0 + 1 } : nil))
                place = entries[entries.count - 1].end
            }
        }
        self.entries = entries
    }

    static func hasBrackets(_ node: PlanNode) -> Bool {
        guard node.kind == .mapping || node.kind == .sequence, !node.bytes.isEmpty else { return false }
        // A block collection can begin with a bracket too: that of its first key.
        let first = node.tree.source.bytes[node.bytes.lowerBound]
        return first == (node.kind == .mapping ? 0x7B : 0x5B)
    }

    /// Where a collection in block style has its keys or dashes.
    func column(_ lines: TextLines) -> Int { lines.column(of: node.bytes.lowerBound) }

    /// The first sign that is none of these commas.
    private static func skipping(_ comma: UInt8, from start: Int, to limit: Int, _ lines: TextLines) -> Int? {
        guard let sign = lines.sign(from: start, to: limit) else { return nil }
        return lines.bytes[sign] == comma ? lines.sign(from: sign + 1, to: limit) : sign
    }

    /// Where the comma behind an entry stands.
    func comma(behind entry: EntryLayout, _ lines: TextLines) -> Int? {
        guard isInFlow, let sign = lines.sign(from: entry.end, to: node.bytes.upperBound), lines.bytes[sign] == 0x2C
        else { return nil }
        return sign
    }
}

package import Diagnostics
package import PlanText

/// A field whose value differs between two versions of a document.
package struct FieldChange: Hashable, Sendable {
    /// The way to the field; list items with an `id` go by it, as in `metrics.reset-contacts.target.value`.
    package let field: String
    /// The old value as text; nothing where the field was not there.
    package let old: String?
    /// The new value as text; nothing where the field is gone.
    package let new: String?
    /// Where the new value stands; nothing where the field is gone.
    package let range: TextRange?

    package init(field: String, old: String?, new: String?, range: TextRange? = nil) {
        self.field = field
        self.old = old
        self.new = new
        self.range = range
    }

    /// Where the new value begins.
    package var position: TextPosition? { range?.start }

    /// The fields in which two documents differ, compared as parsed values: layout, order and comments do not count.
    ///
    /// Removed and changed fields come in the order of the old document, added ones behind them in the order of the new.
    package static func between(_ old: PlanNode, _ new: PlanNode) -> [FieldChange] {
        var changes: [FieldChange] = []
        compare(old, new, "", &changes)
        return changes
    }

    /// The fields in which one subtree differs in two documents. Where it is not there, or null, it is one change as a whole.
    package static func between(_ old: PlanNode?, _ new: PlanNode?, at path: FieldPath) -> [FieldChange] {
        let before = old.flatMap { $0.isNull ? nil : $0 }
        let after = new.flatMap { $0.isNull ? nil : $0 }
        switch (before, after) {
        case (nil, nil): return []
        case (let old?, let new?):
            var changes: [FieldChange] = []
            compare(old, new, path.description, &changes)
            return changes
        default:
            return [
                FieldChange(
                    field: path.description, old: before.map(text), new: after.map(text),
                    range: after?.location.range)
            ]
        }
    }

    private static func compare(_ old: PlanNode, _ new: PlanNode, _ path: String, _ changes: inout [FieldChange]) {
        switch (old.kind, new.kind) {
        case (.mapping, .mapping):
            compare(members(old), members(new), path, &changes)
        case (.sequence, .sequence):
            compare(items(old), items(new), path, &changes)
        default:
            let (before, after) = (text(old), text(new))
            if old.kind != new.kind || before != after && !isSameNumber(old, new) {
                changes.append(FieldChange(field: path, old: before, new: after, range: new.location.range))
            }
        }
    }

    /// Whether two plain scalars are one number written in two ways, such as `4000` and `4000.00`.
    private static func isSameNumber(_ old: PlanNode, _ new: PlanNode) -> Bool {
        guard old.style == .plain, new.style == .plain, let left = old.string.flatMap(ExactDecimal.init),
            let right = new.string.flatMap(ExactDecimal.init)
        else { return false }
        return left == right
    }

    private typealias Member = (name: String, node: PlanNode)

    private static func compare(_ old: [Member], _ new: [Member], _ path: String, _ changes: inout [FieldChange]) {
        let after = Dictionary(new.map { ($0.name, $0.node) }, uniquingKeysWith: { $1 })
        let before = Set(old.map(\.name))
        for member in old {
            let field = path.isEmpty ? member.name : path + (member.name.hasPrefix("[") ? "" : ".") + member.name
            if let node = after[member.name] {
                compare(member.node, node, field, &changes)
            } else {
                changes.append(FieldChange(field: field, old: text(member.node), new: nil))
            }
        }
        for member in new where !before.contains(member.name) {
            let field = path.isEmpty ? member.name : path + (member.name.hasPrefix("[") ? "" : ".") + member.name
            changes.append(
                FieldChange(field: field, old: nil, new: text(member.node), range: member.node.location.range))
        }
    }

    private static func members(_ node: PlanNode) -> [Member] {
        // The last one of equal keys counts, as everywhere.
        var seen: Set<String> = []
        return node.pairs.reversed().compactMap { pair in
            guard let name = pair.key.string, seen.insert(name).inserted else { return nil }
            return (name, pair.value)
        }.reversed()
    }

    /// Items by their ids where all have one of their own, and by their places otherwise.
    private static func items(_ node: PlanNode) -> [Member] {
        let elements = node.elements
        let ids = elements.compactMap { $0["id"]?.string }
        if ids.count == elements.count, Set(ids).count == ids.count {
            return Array(zip(ids, elements))
        }
        return elements.enumerated().map { ("[\($0.offset)]", $0.element) }
    }

    /// A value on one line: scalars as they are, collections as flow YAML.
    private static func text(_ node: PlanNode) -> String {
        switch node.kind {
        case .scalar: node.string ?? ""
        case .sequence: "[" + node.elements.map(text).joined(separator: ", ") + "]"
        case .mapping:
            "{" + node.pairs.map { ($0.key.string ?? "?") + ": " + text($0.value) }.joined(separator: ", ") + "}"
        case .alias: "*"
        }
    }
}

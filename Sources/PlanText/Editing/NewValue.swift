import Diagnostics

/// A value to be written into a document.
package indirect enum NewValue: Sendable {
    case text(String)
    case mapping([(key: String, value: NewValue)])
    case list([NewValue])
}

extension NewValue {
    /// Whether a node says exactly this.
    func matches(_ node: PlanNode) -> Bool {
        switch self {
        case .text(let text): node.kind == .scalar && !node.isNull && node.utf8.elementsEqual(text.utf8)
        case .list(let elements):
            node.kind == .sequence && node.count == elements.count
                && zip(elements, node.elements).allSatisfy { $0.matches($1) }
        case .mapping(let pairs):
            node.kind == .mapping && node.count == pairs.count
                && zip(pairs, node.pairs).allSatisfy { new, old in
                    NewValue.text(new.key).matches(old.key) && new.value.matches(old.value)
                }
        }
    }

    /// The first character in any of its texts that no document may hold.
    var forbidden: Unicode.Scalar? {
        switch self {
        case .text(let text): text.unicodeScalars.first { CharacterClass.of($0) != .ordinary }
        case .list(let elements): elements.lazy.compactMap(\.forbidden).first
        case .mapping(let pairs): pairs.lazy.compactMap { NewValue.text($0.key).forbidden ?? $0.value.forbidden }.first
        }
    }

    /// The value that has this one at the end of a way through collections that hold nothing else; nothing where the
    /// way asks for any but the first element of a list.
    func wrapped(in steps: ArraySlice<FieldPath.Step>) -> NewValue? {
        var value = self
        for step in steps.reversed() {
            switch step {
            case .key(let key): value = .mapping([(key, value)])
            case .index(0): value = .list([value])
            case .index: return nil
            }
        }
        return value
    }
}

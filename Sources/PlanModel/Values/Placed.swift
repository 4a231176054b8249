package import Diagnostics
package import PlanText

/// A value with the node that it was read from, so that a finding can point at it.
package struct Placed<Value: Sendable>: Sendable {
    package let value: Value
    package let node: PlanNode

    package init(_ value: Value, at node: PlanNode) {
        self.value = value
        self.node = node
    }

    package var location: Location { node.location }
}

/// Reads typed values from nodes. What is malformed is not there: the shape check has said so.
extension PlanNode {
    /// A text that is not empty.
    package func text(_ key: String) -> Placed<String>? {
        guard let node = self[key], let text = node.string, !node.isEmpty else { return nil }
        return Placed(text, at: node)
    }

    package func decimal(_ key: String) -> Placed<ExactDecimal>? { typed(key, ExactDecimal.init) }
    package func month(_ key: String) -> Placed<Month>? { typed(key) { Month($0) } }
    package func day(_ key: String) -> Placed<Day>? { typed(key) { Day($0) } }
    package func integer(_ key: String) -> Int? { typed(key) { Int($0) }?.value }
    package func flag(_ key: String) -> Bool { self[key]?.string == "true" }

    package func word<Word: RawRepresentable & Sendable>(_ key: String, _ type: Word.Type) -> Placed<Word>?
    where Word.RawValue == String {
        typed(key) { Word(rawValue: $0) }
    }

    private func typed<Value: Sendable>(_ key: String, _ make: (String) -> Value?) -> Placed<Value>? {
        guard let text = text(key), let value = make(text.value) else { return nil }
        return Placed(value, at: text.node)
    }
}

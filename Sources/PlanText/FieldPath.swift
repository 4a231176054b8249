/// The way to a field from the root of a document, such as `change.risk` or `authors[0]`.
package struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        case key(String)
        /// 0-based.
        case index(Int)
    }

    package let steps: [Step]

    package init(steps: [Step]) {
        self.steps = steps
    }

    /// Reads keys with dots between them, each with any number of `[n]` behind it; nothing for any other text.
    package init?(_ text: String) {
        var steps: [Step] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let name = part.prefix { $0 != "[" }
            guard !name.isEmpty, !name.contains("]") else { return nil }
            steps.append(.key(String(name)))
            var rest = part.dropFirst(name.count)
            while !rest.isEmpty {
                guard rest.first == "[", let close = rest.firstIndex(of: "]"),
                    let index = Self.index(rest[rest.index(after: rest.startIndex)..<close].utf8)
                else { return nil }
                steps.append(.index(index))
                rest = rest[rest.index(after: close)...]
            }
        }
        self.steps = steps
    }

    /// The number that up to nine digits write; nothing for any other text.
    private static func index(_ digits: Substring.UTF8View) -> Int? {
        guard (1...9).contains(digits.count), digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// The node at the end of the way; nothing where a step leads nowhere.
    package func node(in root: PlanNode) -> PlanNode? {
        var node = root
        for step in steps {
            let next: PlanNode?
            switch step {
            case .key(let key): next = node[key]
            case .index(let index):
                let elements = node.elements
                next = index < elements.count ? elements[index] : nil
            }
            guard let next else { return nil }
            node = next
        }
        return node
    }

    package func appending(_ step: Step) -> FieldPath { FieldPath(steps: steps + [step]) }

    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .key(let key): text += (text.isEmpty ? "" : ".") + key
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }
}

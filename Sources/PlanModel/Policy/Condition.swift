package import PlanText

/// A case in which a sign-off is asked for.
package enum Condition: Hashable, Sendable {
    /// The sum of the benefits' plan in the reporting currency compares so with an amount.
    case plannedValue(Comparison, ExactDecimal, currency: String)
    /// The field has one of these words.
    case field(FieldPath, words: [String])

    package enum Comparison: String, Sendable {
        case atLeast = ">="
        case above = ">"
        case atMost = "<="
        case below = "<"

        package func holds(_ left: ExactDecimal, _ right: ExactDecimal) -> Bool {
            switch self {
            case .atLeast: left >= right
            case .above: left > right
            case .atMost: left <= right
            case .below: left < right
            }
        }
    }

    /// As the policy has it, such as `planned-value >= 250000 EUR`.
    package var text: String {
        switch self {
        case .plannedValue(let comparison, let amount, let currency):
            "planned-value \(comparison.rawValue) \(amount) \(currency)"
        case .field(let path, let words): "\(path): \(words.joined(separator: " or "))"
        }
    }

    /// The conditions of a mapping `when`, in the order of the policy. The mapping has the shape that the schema declares.
    static func read(_ node: PlanNode?) -> [Condition] {
        (node?.pairs ?? []).compactMap { key, value in
            guard let name = key.string else { return nil }
            guard name == "planned-value" else {
                let words =
                    value.kind == .sequence ? value.elements.compactMap(\.string) : [value.string].compactMap { $0 }
                return FieldPath(name).map { .field($0, words: words) }
            }
            guard let text = value.string else { return nil }
            let sign = text.prefix { "<>=".contains($0) }
            let parts = text.dropFirst(sign.count).split(separator: " ")
            guard let comparison = Comparison(rawValue: String(sign)), parts.count == 2,
                let amount = ExactDecimal(String(parts[0]))
            else { return nil }
            return .plannedValue(comparison, amount, currency: String(parts[1]))
        }
    }
}

package import Diagnostics

/// All rules, in the order of their codes.
package enum RuleCatalogue {
    package static let rules: [Rule] = []

    private static let byCode = Dictionary(rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

    /// The rule with this code.
    package static func rule(_ code: RuleCode) -> Rule? { byCode[code] }

    /// The rule with this code or name, whatever its case.
    package static func rule(named text: String) -> Rule? {
        let upper = text.uppercased()
        return rules.first { $0.code.text == upper || $0.name == text.lowercased() }
    }
}

/// The permanent code of a rule: three letters for its family and three digits, such as `SYN016`.
///
/// The module that emits a code declares it as a static constant; `Governance` describes it. A code is never used again
/// for another rule.
package struct RuleCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// The family: the letters in front, such as `SYN`.
    package var family: String { String(text.prefix(3)) }

    package var description: String { text }

    package static func < (left: RuleCode, right: RuleCode) -> Bool { left.text < right.text }
}

import Diagnostics

/// Rules about one subject; their codes begin with the same three letters.
package struct RuleFamily: Hashable, Sendable {
    package let letters: String
    /// What the rules are about, in a few words.
    package let title: String

    /// Every family, from the bytes of a file to the world around the repository. Some have no rule yet.
    package static let all = [
        RuleFamily(letters: "SYN", title: "bytes and YAML"),
        RuleFamily(letters: "DOC", title: "shape of a document"),
        RuleFamily(letters: "PLN", title: "content"),
        RuleFamily(letters: "REF", title: "references"),
        RuleFamily(letters: "LDG", title: "ledger"),
        RuleFamily(letters: "GAT", title: "gates and transitions"),
        RuleFamily(letters: "SGN", title: "sign-offs and signatures"),
        RuleFamily(letters: "TRU", title: "trust set"),
        RuleFamily(letters: "HIS", title: "history"),
        RuleFamily(letters: "VAL", title: "value"),
        RuleFamily(letters: "ENV", title: "clone and environment"),
        RuleFamily(letters: "IMP", title: "import"),
    ]

    /// Its rules, in the order of their codes.
    package var rules: [Rule] { RuleCatalogue.rules.filter { $0.code.family == letters } }
}

/// A diagnostic with the severity that the policy gives it.
package struct Finding: Hashable, Sendable {
    package let severity: Severity
    package let diagnostic: Diagnostic

    package init(severity: Severity, diagnostic: Diagnostic) {
        self.severity = severity
        self.diagnostic = diagnostic
    }

    package var code: RuleCode { diagnostic.code }

    /// The order of every report: severity, path, place, code, message.
    package static func reportOrder(_ left: Finding, _ right: Finding) -> Bool {
        if left.severity != right.severity { return left.severity > right.severity }
        let (a, b) = (left.diagnostic, right.diagnostic)
        // By bytes: to `String`, two spellings of é are one, and what sorts between them would close a circle.
        let (left, right) = (a.primary.location.path.utf8, b.primary.location.path.utf8)
        if !left.elementsEqual(right) { return left.lexicographicallyPrecedes(right) }
        let zero = TextPosition(line: 0, column: 0)
        let (p, q) = (a.primary.location.range?.start ?? zero, b.primary.location.range?.start ?? zero)
        if p != q { return p < q }
        if a.code != b.code { return a.code < b.code }
        return a.message.utf8.lexicographicallyPrecedes(b.message.utf8)
    }
}

/// How much a finding weighs.
package enum Severity: Int, Comparable, Sendable, CaseIterable {
    case info
    case warning
    case error

    /// The word in policies, options and reports.
    package var word: String {
        switch self {
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }

    package init?(word: String) {
        guard let match = Severity.allCases.first(where: { $0.word == word }) else { return nil }
        self = match
    }

    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

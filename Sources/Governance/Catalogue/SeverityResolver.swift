package import Diagnostics
package import PlanModel

/// Gives diagnostics the severity that catalogue and policy say.
package struct SeverityResolver: Sendable {
    private let policy: Policy?

    package init(_ policy: Policy?) {
        self.policy = policy
    }

    /// The finding of a diagnostic; nothing where the policy has turned the rule off.
    ///
    /// What prevents a document from being read is always an error. In an adapted document, one that was not written for
    /// Tollgate, the rules about text, file mode, path and unique ids warn only.
    package func finding(_ diagnostic: Diagnostic) -> Finding? {
        guard let rule = RuleCatalogue.rule(diagnostic.code) else {
            preconditionFailure("the rule \(diagnostic.code) is not in the catalogue")
        }
        if diagnostic.preventsReading || rule.preventsReading {
            return Finding(severity: .error, diagnostic: diagnostic)
        }
        var severity: Severity? = rule.severity
        let isAdapted = isAdapted(diagnostic)
        if isAdapted, Self.warnsInAdaptedDocuments(rule.code) { severity = min(rule.severity, .warning) }
        let isAdjustable = rule.adjustability == .everywhere || rule.adjustability == .inAdaptedDocuments && isAdapted
        if isAdjustable, let chosen = policy?.severities[rule.code] { severity = chosen }
        return severity.map { Finding(severity: $0, diagnostic: diagnostic) }
    }

    private func isAdapted(_ diagnostic: Diagnostic) -> Bool {
        policy?.isAdapted(diagnostic) ?? false
    }

    /// Whether a rule is a warning at most in documents that were not written for Tollgate.
    package static func warnsInAdaptedDocuments(_ code: RuleCode) -> Bool {
        code.family == "SYN" || [.fileMode, .pathCharacters, .pathCollision, .idStandsTwice].contains(code)
    }
}

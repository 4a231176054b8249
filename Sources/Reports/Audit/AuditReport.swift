import Attestation
package import Diagnostics
package import Governance
import PlanModel

/// The result of an audit, before it takes a form.
package struct AuditReport: Sendable {
    package let outcome: AuditOutcome
    package let failLevel: Severity
    package let toolVersion: String

    package init(_ outcome: AuditOutcome, failLevel: Severity, toolVersion: String) {
        self.outcome = outcome
        self.failLevel = failLevel
        self.toolVersion = toolVersion
    }

    /// A violation weighs more than what cannot be decided, and neither is a pass.
    package var verdict: CheckReport.Verdict {
        if outcome.allFindings.contains(where: { $0.severity >= failLevel }) { return .violation }
        if !outcome.undecided.isEmpty || !outcome.landings.contains(where: \.isJudged) && outcome.trustRoot == nil {
            return .cannotDecide
        }
        return .pass
    }

    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        switch format {
        case .full: FullAuditReport(report: self, style: style).text
        case .concise: FullAuditReport(report: self, style: style).concise
        case .json: JSONAuditReport(report: self).json
        case .jsonl: JSONAuditReport(report: self).jsonLines
        case .csv: CSVAuditReport(report: self).text
        case .markdown: MarkdownText.block(FullAuditReport(report: self, style: .plain).text)
        }
    }

    func count(of severity: Severity) -> Int { outcome.allFindings.count { $0.severity == severity } }

    /// The sign-offs that were counted for steps.
    var given: [StepSignOffs.Signature] {
        outcome.steps.flatMap { $0.signOffs?.requirements.flatMap(\.given) ?? [] }
    }

    /// Commits by what is known of their signatures.
    var commitSignatures: (valid: Int, invalid: Int, unsigned: Int) {
        var counts = (valid: 0, invalid: 0, unsigned: 0)
        for commit in outcome.landings.flatMap(\.commits) {
            if !commit.isSigned {
                counts.unsigned += 1
            } else if commit.signer != nil {
                counts.valid += 1
            } else {
                counts.invalid += 1
            }
        }
        return counts
    }
}

extension StepSignOffs.Signature {
    /// How long before the landing it was signed, in days, rounded down.
    func age(at recorded: Int64) -> Int { Int(max(0, recorded - signOff.statement.at.seconds) / 86_400) }
}

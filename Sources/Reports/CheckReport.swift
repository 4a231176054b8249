package import Diagnostics
package import Governance

/// The result of a check, before it takes a form.
package struct CheckReport: Sendable {
    package enum Verdict: String, Sendable {
        case pass
        case violation
        case cannotDecide = "cannot-decide"
    }

    /// Why something could not be judged, and what to do about it.
    package struct Undecided: Hashable, Sendable {
        package let reason: String
        package let help: String?

        package init(reason: String, help: String? = nil) {
            self.reason = reason
            self.help = help
        }
    }

    /// What was judged, as in `index against main (9ab31f0)`.
    package var subject: String
    /// In report order.
    package var findings: [Finding]
    package var notJudged: [NotJudged]
    /// Sign-offs that are missing and need not be there yet.
    package var pending: [PendingSignOffs]
    package var undecided: [Undecided]
    package var counts: Counts
    /// What this kind of check does not judge.
    package var remarks: [String]
    /// How many findings options left out.
    package var deselected: Int
    /// What comments, waivers and the baseline set aside.
    package var excepted: Excepted
    package var failLevel: Severity
    package var toolVersion: String

    package init(subject: String, toolVersion: String, failLevel: Severity = .error) {
        self.subject = subject
        self.toolVersion = toolVersion
        self.failLevel = failLevel
        findings = []
        notJudged = []
        pending = []
        undecided = []
        counts = Counts()
        remarks = []
        deselected = 0
        excepted = Excepted()
    }

    /// A violation weighs more than what could not be decided, and nothing examined is never a pass.
    package var verdict: Verdict {
        if findings.contains(where: { $0.severity >= failLevel }) { return .violation }
        if !undecided.isEmpty || !notJudged.isEmpty || counts.isNothing { return .cannotDecide }
        return .pass
    }

    package func count(of severity: Severity) -> Int { findings.count { $0.severity == severity } }

    /// The report in a format, with a line break at its end.
    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        switch format {
        case .full: FullCheckReport(report: self, style: style).text
        case .concise: ConciseCheckReport(report: self, style: style).text
        case .json: JSONCheckReport(report: self).json
        case .jsonl: JSONCheckReport(report: self).jsonLines
        case .csv: CSVCheckReport(report: self).text
        case .markdown: MarkdownText.block(FullCheckReport(report: self, style: .plain).text)
        }
    }
}

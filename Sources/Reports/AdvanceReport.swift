package import Diagnostics
package import Governance
package import PlanModel

/// What taking a step gave, or would give, before it takes a form.
package struct AdvanceReport: Sendable {
    package enum Outcome: String, Sendable {
        /// Nothing stands in the way.
        case possible
        /// It is committed.
        case committed
        /// A rule is broken, a criterion fails.
        case refused
        /// A criterion cannot be decided, or sign-offs are missing that nobody judges yet.
        case cannotDecide = "cannot-decide"
    }

    private let document: PlanDocument
    package let step: Step
    /// The branch that the commit is made on; nothing where HEAD is detached.
    private let branch: String?
    /// What the step was judged against, as in `main (9ab31f0)`.
    private let base: String
    /// Whether landings on the branch are governed, so that a commit on it is one.
    private let isGoverned: Bool
    /// In report order.
    package let findings: [Finding]
    package let notJudged: [NotJudged]
    package let pending: [PendingSignOffs]
    private let criteria: Int
    /// The unified difference of the plan.
    private let patch: String
    /// The message of the commit.
    package let message: String
    /// The step that leads on afterwards; nothing where the way ends.
    private let onward: Step?
    private let remarks: [String]
    private let toolVersion: String
    /// The commit that takes the step; nothing where there is none.
    package private(set) var commit: String?

    package init(
        document: PlanDocument, step: Step, branch: String?, base: String, isGoverned: Bool, findings: [Finding],
        notJudged: [NotJudged], pending: [PendingSignOffs], criteria: Int, patch: String, message: String,
        onward: Step?, remarks: [String],
        toolVersion: String
    ) {
        self.document = document
        self.step = step
        self.branch = branch
        self.base = base
        self.isGoverned = isGoverned
        self.findings = findings
        self.notJudged = notJudged
        self.pending = pending
        self.criteria = criteria
        self.patch = patch
        self.message = message
        self.onward = onward
        self.remarks = remarks
        self.toolVersion = toolVersion
    }

    package func committed(as commit: String) -> AdvanceReport {
        var report = self
        report.commit = commit
        return report
    }

    /// Sign-offs that are asked for are pending off a governed branch; on one they would have to be there, and nobody can tell.
    package var outcome: Outcome {
        let errors = findings.filter { $0.severity == .error }
        if errors.contains(where: { $0.code != .criterionUndecided }) { return .refused }
        if !errors.isEmpty || !notJudged.isEmpty { return .cannotDecide }
        return commit == nil ? .possible : .committed
    }

    /// The report in a format, with a line break at its end.
    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        switch format {
        case .full: full(style)
        case .concise: concise
        case .json:
            JSONValue.object(members.merging(["findings": .array(findings.map(JSONCheckReport.finding))]) { $1 })
                .text(pretty: true) + "\n"
        case .jsonl:
            ([JSONValue.object(members)] + findings.map(JSONCheckReport.finding))
                .map { $0.text(pretty: false) + "\n" }.joined()
        case .csv: csv
        case .markdown: MarkdownText.block(full(.plain))
        }
    }

    // MARK: - For people

    private var name: String { Printable.line(document.name) }

    private func full(_ style: Style) -> String {
        var blocks = findings.map { FindingFrame(finding: $0, style: style).text }
        if !patch.isEmpty, commit == nil { blocks.append(PatchText(patch, style: style).lines.joined(separator: "\n")) }
        if commit == nil, outcome == .possible {
            let lines = message.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            blocks.append(lines.map { $0.isEmpty ? "" : "    \(Printable.line(String($0)))" }.joined(separator: "\n"))
        }
        var lines: [String] = []
        for item in notJudged {
            lines.append(
                style.apply(.warning, "not judged")
                    + ": the gate `\(item.gate)` asks for \(item.asksFor.map(Printable.line).joined(separator: ", "))")
            if let reason = item.reason { lines.append("  = note: \(Printable.line(reason))") }
        }
        for item in pending { lines += PendingLines(item, style).lines }
        lines += remarks.filter { _ in commit != nil }.map { style.apply(.faint, "note: \($0)") }
        lines.append(verdict(style))
        lines += advice.map { "  = \(style.apply(.help, "help")): \($0)" }
        blocks.append(lines.joined(separator: "\n"))
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private var concise: String {
        let lines = findings.map { finding in
            "\(Place.text(finding.diagnostic.primary.location)): \(finding.severity.word)[\(finding.code)] "
                + Printable.line(finding.diagnostic.message)
        }
        return (lines + [verdict(.plain)]).joined(separator: "\n") + "\n"
    }

    private func verdict(_ style: Style) -> String {
        let step = Printable.line(step.name)
        let place = branch.map { "on \(Printable.line($0))" } ?? "on a detached HEAD"
        switch outcome {
        case .committed:
            return style.apply(.help, "committed")
                + ": \(name) takes the step `\(step)` in \(commit?.prefix(7) ?? "") \(place)"
        case .possible:
            return style.apply(.help, "possible")
                + ": \(name) would take the step `\(step)` \(place); nothing is written"
        case .refused:
            return style.apply(.error, "refused")
                + ": \(name) does not take the step `\(step)` against \(base); nothing is written"
        case .cannotDecide:
            return style.apply(.warning, "cannot decide")
                + ": \(name) does not take the step `\(step)` \(place); nothing is written"
        }
    }

    /// What to do next.
    private var advice: [String] {
        switch outcome {
        case .committed:
            guard let onward else {
                return ["no gate lies ahead; `tollgate gate \(name)` says what can be done from here"]
            }
            return ["`tollgate gate \(name)` shows what `\(Printable.line(onward.name))` asks for"]
        case .possible: return ["without `--dry-run` it is committed"]
        case .refused where isGoverned && findings.contains(where: { $0.code.family == "SGN" }):
            guard let branch else { return [] }
            return [
                "`\(Printable.line(branch))` is governed, so that the sign-offs have to be there when the step lands: gather them first with `tollgate signoff \(name)`, or take the step on a branch of its own, `git switch -c \(name.lowercased())-\(Printable.line(step.name).replacing(":", with: "-"))`"
            ]
        case .refused:
            let needsReason = findings.contains { $0.code == .reasonMissing || $0.code == .lockedFieldChanged }
            return (needsReason ? ["`--because <text>` gives the reason"] : [])
                + ["`tollgate gate \(name) --gate \(Printable.line(step.name))` shows the whole checklist"]
        case .cannotDecide:
            return ["supply what the findings name"]
        }
    }

    // MARK: - For machines

    private var members: [String: JSONValue] {
        [
            "format": .string("tollgate.advance/1"),
            "tollgate": .string(toolVersion),
            "initiative": .string(document.name),
            "path": .string(document.path),
            "step": .string(step.name),
            "outcome": .string(outcome.rawValue),
            "base": .string(base),
            "branch": .optional(branch),
            "governed": .bool(isGoverned),
            "commit": .optional(commit),
            "signed": .bool(false),
            "criteria": .int(criteria),
            "notJudged": .array(notJudged.map(JSONCheckReport.notJudged)),
            "pending": .array(pending.map(JSONCheckReport.pending)),
            "patch": .string(patch),
            "message": .string(message),
            "next": .optional(onward?.name),
            "remarks": .strings(remarks),
        ]
    }

    private var csv: String {
        let head = ["initiative", "step", "outcome", "commit", "branch", "path", "criteria", "pending", "findings"]
        let row = [
            document.name, step.name, outcome.rawValue, commit ?? "", branch ?? "", document.path, String(criteria),
            pending.flatMap(\.missing).joined(separator: "; "),
            findings.map { "\($0.code) \(Place.text($0.diagnostic.primary.location)) \($0.diagnostic.message)" }
                .joined(separator: "; "),
        ]
        return CSVText.line(head) + "\n" + CSVText.line(row) + "\n"
    }
}

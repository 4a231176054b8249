import Diagnostics

/// What became of signing, or of sign-offs that somebody sent, before it takes a form.
package struct SignOffReport: Sendable {
    package enum Outcome: String, Sendable {
        /// Signed and committed.
        case signed
        /// Signed, and only shown.
        case printed
        /// Whoever was asked said no: nothing is signed.
        case declined
        /// What was sent counts, and is committed or is there already.
        case accepted
        /// Something of what was sent does not count.
        case refused
    }

    /// One sign-off that somebody sent.
    package struct Sent: Sendable {
        package enum Verdict: String, Sendable {
            case accepted
            /// It is there already.
            case known
            case refused
        }

        /// As the statement has it; nothing where it cannot be read.
        package let by: String?
        package let role: String?
        package let step: String?
        package let verdict: Verdict
        /// Why, in a clause whose subject is the sign-off.
        package let reason: String
        package let statement: String

        package init(by: String?, role: String?, step: String?, verdict: Verdict, reason: String, statement: String) {
            self.by = by
            self.role = role
            self.step = step
            self.verdict = verdict
            self.reason = reason
            self.statement = statement
        }
    }

    /// The id, `policy` or `people`.
    private let name: String
    /// What was signed; nothing where sign-offs were accepted.
    private let sheet: SignOffSheet?
    package let outcome: Outcome
    private let sent: [Sent]
    /// The two lines of a sign-off that was signed, each with its line end.
    private let lines: String
    /// The commit that carries what was signed or accepted; nothing where there is none.
    private let commit: String?
    private let branch: String?
    /// What each step still needs, in words.
    private let missing: [String]
    private let remarks: [String]
    private let toolVersion: String

    package init(
        name: String, sheet: SignOffSheet?, outcome: Outcome, sent: [Sent] = [], lines: String = "",
        commit: String? = nil, branch: String? = nil, missing: [String] = [], remarks: [String] = [],
        toolVersion: String
    ) {
        self.name = name
        self.sheet = sheet
        self.outcome = outcome
        self.sent = sent
        self.lines = lines
        self.commit = commit
        self.branch = branch
        self.missing = missing
        self.remarks = remarks
        self.toolVersion = toolVersion
    }

    /// The report in a format, with a line break at its end. The sheet is not in the forms for people, who have seen it before.
    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        switch format {
        case .full: outcome == .printed ? lines : full(style)
        case .concise: outcome == .printed ? lines : concise
        case .json: JSONValue.object(members).text(pretty: true) + "\n"
        case .jsonl: JSONValue.object(members).text(pretty: false) + "\n"
        case .csv: csv
        case .markdown: MarkdownText.block(outcome == .printed ? lines : full(.plain))
        }
    }

    // MARK: - For people

    private func full(_ style: Style) -> String {
        var text = sent.map { line($0, style) }
        text += remarks.map { style.apply(.faint, "note: \(Printable.line($0))") }
        text += missing.map { "still needed: \(Printable.line($0))" }
        text.append(verdict(style))
        if outcome == .signed || outcome == .accepted, missing.isEmpty {
            text.append(
                "  = \(style.apply(.help, "help")): everybody has signed; `tollgate gate \(Printable.line(name))` shows the checklist"
            )
        }
        return text.joined(separator: "\n") + "\n"
    }

    private var concise: String { (sent.map { line($0, .plain) } + [verdict(.plain)]).joined(separator: "\n") + "\n" }

    private func line(_ item: Sent, _ style: Style) -> String {
        let role: Style.Role =
            switch item.verdict {
            case .accepted: .help
            case .known: .faint
            case .refused: .error
            }
        let who = item.by.map(Printable.line) ?? "somebody"
        let what = item.role.map { "as `\(Printable.line($0))`" } ?? "as submitter"
        let step = item.step.map { " of `\(Printable.line($0))`" } ?? ""
        return style.apply(role, item.verdict.rawValue) + ": the sign-off by \(who) \(what)\(step) \(item.reason)"
    }

    private func verdict(_ style: Style) -> String {
        let place =
            "in \(commit?.prefix(7) ?? "") " + (branch.map { "on \(Printable.line($0))" } ?? "on a detached HEAD")
        let who = sheet.map { "\(Printable.line($0.person)) \($0.agreement)" } ?? ""
        switch outcome {
        case .signed: return style.apply(.help, "signed") + ": \(who) \(place)"
        case .printed: return style.apply(.help, "signed") + ": \(who); nothing is committed"
        case .declined: return style.apply(.warning, "declined") + ": nothing is signed"
        case .accepted, .refused:
            let accepted = sent.count { $0.verdict == .accepted }
            let words = "\(accepted) of \(sent.count) sign-off\(sent.count == 1 ? "" : "s")"
            let what = commit == nil ? "nothing is committed" : "\(words) committed \(place)"
            return style.apply(outcome == .accepted ? .help : .error, outcome.rawValue) + ": \(what)"
        }
    }

    // MARK: - For machines

    private var members: [String: JSONValue] {
        [
            "format": .string("tollgate.signoff/1"), "tollgate": .string(toolVersion), "subject": .string(name),
            "outcome": .string(outcome.rawValue), "commit": .optional(commit), "branch": .optional(branch),
            "signed": sheet.map { .object($0.members) } ?? .null, "lines": .string(lines),
            "sent": .array(
                sent.map { item in
                    .object([
                        "by": .optional(item.by), "role": .optional(item.role), "step": .optional(item.step),
                        "verdict": .string(item.verdict.rawValue), "reason": .string(item.reason),
                        "statement": .string(item.statement),
                    ])
                }),
            "missing": .strings(missing), "remarks": .strings(remarks),
        ]
    }

    private var csv: String {
        let head = ["subject", "step", "by", "role", "outcome", "reason", "commit", "statement"]
        var rows = sent.map { item in
            [
                name, item.step ?? "", item.by ?? "", item.role ?? "", item.verdict.rawValue, item.reason, commit ?? "",
                item.statement,
            ]
        }
        if let sheet {
            rows.append([
                name, sheet.step, sheet.person, sheet.role ?? "", outcome.rawValue, "", commit ?? "", sheet.statement,
            ])
        }
        return ([head] + rows).map { CSVText.line($0) + "\n" }.joined()
    }
}

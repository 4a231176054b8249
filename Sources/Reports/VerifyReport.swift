import Attestation
import Diagnostics
package import Governance
import PlanModel

/// What a commit or a record proves, before it takes a form.
package struct VerifyReport: Sendable {
    /// A commit by itself, or one sign-off.
    package struct Part: Sendable {
        package enum Kind: String, Sendable {
            case commit
            case signOff = "sign-off"
        }

        package let kind: Kind
        /// As in `commit 4f1c9e2` or `sign-off of SD-104 for decided as controller by dana.weiss`.
        package let title: String
        package let steps: [ReasoningStep]
        package let verdict: ReasoningVerdict
        /// What it comes to, in a clause.
        package let outcome: String
        package let commands: [HandProof.Command]
        /// Nothing for a commit, and for a text that is no statement.
        package let statement: String?
        package let assurance: String?

        package init(_ reasoning: CommitReasoning, commit: String, commands: [HandProof.Command]) {
            kind = .commit
            title = "commit \(commit.prefix(7))"
            steps = reasoning.steps
            verdict = reasoning.verdict
            outcome =
                switch reasoning.verdict {
                case .valid: reasoning.isSigned ? "its signature is valid" : "nothing in it fails"
                case .notValid: "not everything in it holds"
                case .undecided: "it cannot be decided"
                }
            self.commands = commands
            statement = nil
            assurance = nil
        }

        package init(_ reasoning: SignOffReasoning, commands: [HandProof.Command]) {
            kind = .signOff
            if let statement = reasoning.statement {
                let what = Printable.line(statement.initiative ?? "the trust set")
                let part = statement.role.map { " as `\(Printable.line($0))`" } ?? ""
                title =
                    "\(statement.decision == .submit ? "submission" : "approval") of \(what) for `\(Printable.line(statement.gate))`\(part) by \(Printable.line(statement.by))"
            } else {
                title = "sign-off that cannot be read"
            }
            steps = reasoning.steps
            verdict = reasoning.verdict
            assurance = reasoning.assurance.rawValue
            statement = reasoning.statement?.text
            outcome =
                switch reasoning.verdict {
                case .valid: reasoning.assurance.rawValue
                case .notValid:
                    "it fails in " + Self.topics(reasoning.steps, .fails)
                case .undecided: "it cannot be decided: " + Self.topics(reasoning.steps, .undecided)
                }
            self.commands = commands
        }

        private static func topics(_ steps: [ReasoningStep], _ verdict: ReasoningStep.Verdict) -> String {
            var seen: Set<ReasoningStep.Topic> = []
            return steps.filter { $0.verdict == verdict && seen.insert($0.topic).inserted }
                .map(\.topic.rawValue).joined(separator: ", ")
        }
    }

    /// Why something could not be decided.
    package struct Undecided: Hashable, Sendable {
        package let reason: String
        package let help: String?

        package init(reason: String, help: String?) {
            self.reason = reason
            self.help = help
        }
    }

    /// What was asked for, as in `commit 4f1c9e2` or `plans/signoffs/SD-104/0a6b… at 4f1c9e2`.
    package let subject: String
    /// The branch that it was judged for, as in `main (9ab31f0)`.
    package let branch: String
    package let parts: [Part]
    package let undecided: [Undecided]
    package let toolVersion: String

    package init(subject: String, branch: String, parts: [Part], undecided: [Undecided], toolVersion: String) {
        self.subject = subject
        self.branch = branch
        self.parts = parts
        self.undecided = undecided
        self.toolVersion = toolVersion
    }

    /// What does not hold weighs most; what cannot be decided, and nothing that was looked at, never passes.
    package var verdict: ReasoningVerdict {
        if parts.contains(where: { $0.verdict == .notValid }) { return .notValid }
        guard undecided.isEmpty, !parts.isEmpty, parts.allSatisfy({ $0.verdict == .valid }) else { return .undecided }
        return .valid
    }

    package var outcome: String {
        let count = parts.count { $0.kind == .signOff }
        let valid = parts.count { $0.kind == .signOff && $0.verdict == .valid }
        let signOffs = count == 0 ? "" : "; \(valid) of \(count) sign-off\(count == 1 ? "" : "s") valid"
        let isDoubtful = parts.contains { $0.steps.contains { $0.topic == .now && $0.verdict == .inDoubt } }
        return "\(verdict.words)\(signOffs)\(isDoubtful ? "; in doubt by the keys of today" : "")"
    }

    /// The report in a format, with a line break at its end.
    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        switch format {
        case .full: FullVerifyReport(report: self, style: style).text
        case .concise: VerifyRows(report: self).lines
        case .json: VerifyRows(report: self).json
        case .jsonl: VerifyRows(report: self).jsonLines
        case .csv: VerifyRows(report: self).csv
        case .markdown: MarkdownText.block(FullVerifyReport(report: self, style: .plain).text)
        }
    }
}

extension ReasoningVerdict {
    fileprivate var words: String {
        switch self {
        case .valid: "valid"
        case .notValid: "not valid"
        case .undecided: "cannot decide"
        }
    }
}

/// The reasoning for people, and the commands to copy.
private struct FullVerifyReport {
    let report: VerifyReport
    let style: Style

    var text: String {
        var lines: [String] = []
        for part in report.parts {
            lines.append(style.apply(.emphasis, Printable.line(part.title)))
            for step in part.steps { lines += shown(step) }
            let role: Style.Role = part.verdict == .valid ? .help : part.verdict == .notValid ? .error : .warning
            lines += [style.apply(role, part.verdict.words) + ": \(part.outcome)", ""]
            lines += commands(part)
        }
        for undecided in report.undecided {
            lines.append(style.apply(.warning, "cannot decide") + ": \(Printable.line(undecided.reason))")
            if let help = undecided.help { lines.append("  = \(style.apply(.help, "help")): \(Printable.line(help))") }
        }
        lines.append(style.apply(.faint, Printable.line("\(report.subject), for \(report.branch)")))
        lines.append(report.outcome)
        return lines.joined(separator: "\n") + "\n"
    }

    private func shown(_ step: ReasoningStep) -> [String] {
        let (word, role): (String, Style.Role) =
            switch step.verdict {
            case .holds: ("holds", .help)
            case .fails: ("fails", .error)
            case .undecided: ("undecided", .warning)
            case .shown: ("shown", .faint)
            case .inDoubt: ("in doubt", .warning)
            }
        let pad = String(repeating: " ", count: 10 - word.count)
        let topic = DisplayWidth.pad(step.topic.rawValue, to: 12)
        let indent = String(repeating: " ", count: 22)
        return [style.apply(role, word) + pad + topic + Printable.line(step.text)]
            + step.details.map { indent + Printable.line($0) }
    }

    private func commands(_ part: VerifyReport.Part) -> [String] {
        guard !part.commands.isEmpty else { return [] }
        var lines = [style.apply(.emphasis, "By hand, in the repository:")]
        for command in part.commands {
            lines.append(style.apply(.faint, "  # \(Printable.line(command.purpose))"))
            lines += command.script.split(separator: "\n").map { "  " + Printable.line(String($0)) }
            if !command.expected.isEmpty {
                lines.append(style.apply(.faint, "  #   prints \(Printable.line(command.expected))"))
            }
        }
        return lines + [""]
    }
}

/// The reasoning step by step, for machines and in single lines.
private struct VerifyRows {
    let report: VerifyReport

    var lines: String {
        let rows = report.parts.flatMap { part in
            part.steps.map { Printable.line("\(part.title): \($0.verdict.rawValue) \($0.topic.rawValue): \($0.text)") }
        }
        let undecided = report.undecided.map { Printable.line("cannot decide: \($0.reason)") }
        return (rows + undecided + [report.outcome]).joined(separator: "\n") + "\n"
    }

    var csv: String {
        let head = ["part", "title", "topic", "verdict", "text", "details"]
        let rows = report.parts.enumerated().flatMap { index, part in
            part.steps.map { step in
                CSVText.line([
                    String(index + 1), part.title, step.topic.rawValue, step.verdict.rawValue, step.text,
                    step.details.joined(separator: "; "),
                ])
            }
        }
        return ([CSVText.line(head)] + rows).joined(separator: "\n") + "\n"
    }

    private var envelope: [String: JSONValue] {
        [
            "format": .string("tollgate.verify/1"), "tollgate": .string(report.toolVersion),
            "subject": .string(report.subject), "branch": .string(report.branch),
            "verdict": .string(report.verdict.rawValue), "outcome": .string(report.outcome),
            "undecided": .array(
                report.undecided.map { .object(["reason": .string($0.reason), "help": .optional($0.help)]) }),
        ]
    }

    private func object(_ part: VerifyReport.Part) -> JSONValue {
        .object([
            "kind": .string(part.kind.rawValue), "title": .string(part.title),
            "verdict": .string(part.verdict.rawValue), "outcome": .string(part.outcome),
            "statement": .optional(part.statement), "assurance": .optional(part.assurance),
            "steps": .array(
                part.steps.map { step in
                    .object([
                        "topic": .string(step.topic.rawValue), "verdict": .string(step.verdict.rawValue),
                        "text": .string(step.text), "details": .strings(step.details),
                    ])
                }),
            "commands": .array(
                part.commands.map { command in
                    .object([
                        "purpose": .string(command.purpose), "script": .string(command.script),
                        "expected": .string(command.expected),
                    ])
                }),
        ])
    }

    var json: String {
        var members = envelope
        members["parts"] = .array(report.parts.map(object))
        return JSONValue.object(members).text(pretty: true) + "\n"
    }

    var jsonLines: String {
        ([JSONValue.object(envelope)] + report.parts.map(object)).map { $0.text(pretty: false) + "\n" }.joined()
    }
}

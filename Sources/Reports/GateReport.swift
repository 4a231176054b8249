package import Diagnostics
package import Governance
package import PlanModel

/// The checklist of a gate, before it takes a form.
package struct GateReport: Sendable {
    /// Where the initiative stands.
    package struct Subject: Sendable {
        package let name: String
        package let title: String?
        package let location: Location
        package let stage: String?
        package let state: String
        /// Whether the document can be read.
        package let isReadable: Bool
        /// What was judged against what, as in `work tree against main (9ab31f0)`.
        package let revision: String
        /// The day on which it was judged: periods that are over by then are complete.
        package let asOf: Day
        package let policy: String

        package init(
            _ document: PlanDocument, revision: String, asOf: Day, policy: String
        ) {
            name = document.name
            title = document.initiative?.title
            location = document.location("stage")
            stage = document.initiative?.stageAsWritten
            state = document.initiative?.effectiveState ?? "unreadable"
            isReadable = document.initiative != nil
            self.revision = revision
            self.asOf = asOf
            self.policy = policy
        }
    }

    package let subject: Subject
    /// Nothing where no gate lies ahead.
    package let checklist: GateChecklist?
    /// What else a check finds in the initiative and would keep it from landing, in report order.
    package let findings: [Finding]
    /// The steps that can be taken, by their names.
    package let possible: [String]
    package let remarks: [String]
    package let toolVersion: String
    /// Who may sign; nothing where that is not known.
    package let signers: EligibleSigners?
    /// Whether the step that is shown is taken already.
    package let isTaken: Bool

    package init(
        _ subject: Subject, _ checklist: GateChecklist?, findings: [Finding], possible: [Step], remarks: [String],
        toolVersion: String, signers: EligibleSigners?, isTaken: Bool = false
    ) {
        self.subject = subject
        self.checklist = checklist
        self.findings = findings
        self.possible = possible.map(\.name)
        self.remarks = remarks
        self.toolVersion = toolVersion
        self.signers = signers
        self.isTaken = isTaken
    }

    /// What keeps an initiative from landing weighs like a criterion that fails; where no gate lies ahead nothing was judged.
    /// One that cannot be read is a finding too, and passes nothing.
    package var verdict: GateChecklist.Verdict {
        guard let checklist else { return subject.isReadable ? .cannotDecide : .closed }
        return findings.contains { $0.severity == .error } ? .closed : checklist.verdict
    }

    /// The report in a format, with a line break at its end.
    package func text(_ format: OutputFormat, style: Style = .plain) -> String {
        switch format {
        case .full: FullGateReport(report: self, style: style).text
        case .concise: ConciseGateReport(report: self, style: style).text
        case .json: JSONGateReport(report: self).json
        case .jsonl: JSONGateReport(report: self).jsonLines
        case .csv: ConciseGateReport(report: self, style: .plain).csv
        case .markdown: MarkdownText.block(FullGateReport(report: self, style: .plain).text)
        }
    }

    // MARK: - In words

    /// The outcome in one line.
    package var outcome: String {
        guard let checklist else {
            return subject.isReadable
                ? "no gate lies ahead: nothing was judged" : "closed: the initiative cannot be read"
        }
        let (holding, all) = (checklist.count(of: .holds), checklist.results.count)
        let criteria = "\(all) criteri\(all == 1 ? "on" : "a")"
        let hold = holding == 1 || all == 1 ? "holds" : "hold"
        switch verdict {
        case .open:
            let signed = checklist.asksForSignOffs ? "; \(GateSignOffs(report: self).count)" : ""
            return all == 0
                ? "open: \(signed.isEmpty ? "nothing is asked for but the order of stages" : "no criterion is asked for")\(signed)"
                : "open: \(holding) of \(criteria) \(hold)\(signed)"
        case .awaitsSignOffs:
            return
                (all == 0 ? "no criterion is asked for" : "decision-ready: \(holding) of \(criteria) \(hold)")
                + "; \(GateSignOffs(report: self).count)"
        case .cannotDecide:
            if case .undecided = checklist.agreement, checklist.asksForSignOffs {
                return "cannot decide: \(holding) of \(criteria) \(hold); sign-offs cannot be judged"
            }
            return "cannot decide: \(holding) of \(criteria) \(hold)"
        case .closed:
            var reasons: [String] = []
            if !checklist.obstacles.isEmpty { reasons.append("the step cannot be taken") }
            let failing = all - holding
            if failing > 0 { reasons.append("\(holding) of \(criteria) \(hold)") }
            let errors = findings.count { $0.severity == .error }
            if errors > 0 { reasons.append("\(errors) finding\(errors == 1 ? "" : "s") in the documents") }
            return "closed: " + reasons.joined(separator: ", ")
        }
    }

    /// A sign-off, with its conditions and whether they hold.
    func text(_ asked: GateChecklist.AskedSignOff, of gate: Gate) -> String {
        let signOff = asked.signOff
        var text = "\(signOff.count > 1 ? "\(signOff.count) × " : "")role `\(Printable.line(signOff.role))`"
        if signOff.isIndependent { text += ", independent" }
        text += ", \(gate.assurance.rawValue)"
        guard !signOff.when.isEmpty else { return text }
        let conditions = signOff.when.map { Printable.line($0.text) }.joined(separator: ", ")
        switch asked.applies {
        case true?: return text + "; asked for, since \(conditions)"
        case false?: return text + "; not asked for: only when \(conditions)"
        case nil: return text + "; asked for, since it cannot be told whether \(conditions)"
        }
    }

    /// Who may give a sign-off, in words.
    func signers(of signOff: Gate.SignOff) -> String? { signers?.answer(signOff).text(signOff.role) }
}

/// A checklist for people.
struct FullGateReport {
    let report: GateReport
    let style: Style

    /// How much of what speaks for a criterion is shown.
    private static let holding = 6

    var text: String {
        var lines = head
        if let checklist = report.checklist {
            lines += obstacles(checklist)
            if checklist.sections.isEmpty {
                lines += ["", Self.withoutGate(checklist.step)]
            }
            for section in checklist.sections { lines += gate(section, checklist.step) }
            if checklist.needsReason { lines += ["", "needs     a reason of its own in `because`"] }
            lines += beside(checklist)
            if !report.findings.isEmpty {
                lines += ["", "What `tollgate check` finds in it has to be mended too:"] + shownFindings
            }
        } else if report.subject.isReadable {
            lines += ["", nothingAhead]
        } else {
            lines +=
                ["", "the initiative cannot be read: `tollgate check \(path)` says where; mend it first"]
                + shownFindings
        }
        lines.append("")
        lines += report.remarks.map { style.apply(.faint, "note: \(Printable.line($0))") }
        let subject = report.subject
        lines.append(style.apply(.faint, "\(subject.revision), by \(subject.policy), as of \(subject.asOf)"))
        lines.append(outcome)
        return lines.joined(separator: "\n") + "\n"
    }

    /// What counts for a step that no gate guards.
    private static func withoutGate(_ step: Step) -> String {
        switch step {
        case .adopt(let stage):
            "`adopt` asks for the gates of every stage up to `\(Printable.line(stage))`, and the policy has none of them"
        case .handover:
            "the policy has no gate `handover`: the person who leaves signs, or a policy-owner, where anybody signs for anything"
        default: "the policy has no gate `\(step.name)`: only the order of stages counts"
        }
    }

    private var path: String { Printable.line(report.subject.location.path) }

    private var shownFindings: [String] {
        report.findings.flatMap { ["", FindingFrame(finding: $0, style: style).text] }
    }

    private var head: [String] {
        let subject = report.subject
        let title = subject.title.map { "  \(Printable.line($0))" } ?? ""
        let stage = subject.stage.map { "`\(Printable.line($0))`" } ?? "no stage"
        var lines = [
            style.apply(.emphasis, Printable.line(subject.name)) + title,
            style.apply(.faint, "  \(Place.text(subject.location)): \(stage), \(Printable.line(subject.state))"),
        ]
        if let step = report.checklist?.step { lines.append("  step `\(Printable.line(step.name))`") }
        return lines
    }

    private var nothingAhead: String {
        report.possible.isEmpty
            ? "no step can be taken from here"
            : "what can be done from here: "
                + report.possible.map { "`tollgate gate \(Printable.line(report.subject.name)) --gate \($0)`" }
                .joined(separator: ", ")
    }

    private func obstacles(_ checklist: GateChecklist) -> [String] {
        checklist.obstacles.flatMap { obstacle in
            [
                "", style.apply(.error, "fails") + "     \(Printable.line(obstacle.text))",
                "          = \(style.apply(.help, "help")): \(Printable.line(help(obstacle.help)))",
            ]
        }
    }

    private func help(_ text: String) -> String { text.replacing("<id>", with: report.subject.name) }

    private func gate(_ section: GateChecklist.Section, _ step: Step) -> [String] {
        let gate = section.gate
        let title = gate.title.map { ": \(Printable.line($0))" } ?? ""
        var lines = ["", style.apply(.emphasis, "gate `\(gate.name)`\(title)")]
        for result in section.results { lines += criterion(result) }
        for criterion in section.waived {
            lines.append(
                style.apply(.faint, "waived")
                    + "    \(Printable.line(criterion.need)): the step `\(step.name)` goes without")
        }
        for waived in section.waivedByPolicy {
            lines.append(style.apply(.faint, "waived") + "    \(Printable.line(waived.criterion.need))")
            lines.append("          \(waived.reason)")
        }
        for row in GateSignOffs(report: report).rows(section) { lines += signOff(row) }
        if !gate.locks.isEmpty {
            let paths = gate.locks.map { "`\($0)`" }.joined(separator: ", ")
            lines.append("locks     \(paths): from then on they change by a re-baseline only")
        }
        return lines
    }

    /// What no gate lists: who answers for the content, and who leaves.
    private func beside(_ checklist: GateChecklist) -> [String] {
        let signOffs = GateSignOffs(report: report)
        var lines = signOffs.rowsWithoutGate.flatMap(signOff)
        if let submission = signOffs.submission { lines += signOff(submission) }
        if let glass = signOffs.brokenGlass { lines.append(style.apply(.warning, "glass") + "     \(glass)") }
        if case .undecided(let reason) = checklist.agreement, checklist.asksForSignOffs {
            lines.append("          sign-offs cannot be judged: \(Printable.line(reason))")
        }
        return lines.isEmpty ? [] : [""] + lines
    }

    private func signOff(_ row: GateSignOffs.Row) -> [String] {
        let role: Style.Role =
            switch row.verdict {
            case .signed: .help
            case .missing: .error
            case .undecided: .warning
            case .notAsked: .faint
            }
        let word = row.verdict.word
        let pad = String(repeating: " ", count: max(1, 10 - word.count))
        var lines = ["\(style.apply(role, word))\(pad)\(row.kind): \(row.text)"]
        lines += row.given.map { "          \(Printable.line($0))" }
        if let names = row.maySign { lines.append("          may sign: \(names)") }
        lines += row.refused.map { "          \(Printable.line($0))" }
        if let help = row.help { lines.append("          = \(style.apply(.help, "help")): \(Printable.line(help))") }
        return lines
    }

    private func criterion(_ result: CriterionResult) -> [String] {
        let word: String
        switch result.verdict {
        case .holds: word = style.apply(.help, "holds") + "     "
        case .fails: word = style.apply(.error, "fails") + "     "
        case .cannotDecide: word = style.apply(.warning, "undecided") + " "
        }
        var lines = [word + Printable.line(result.criterion.need)]
        // What speaks for a criterion may be hundreds of lines of a ledger; what speaks against it is shown in full.
        let shown = result.verdict == .holds ? Array(result.found.prefix(Self.holding)) : result.found
        for text in shown {
            let places = result.labels.filter { $0.text == text }.map { Place.text($0.location) }
            let place = places.isEmpty ? "" : style.apply(.frame, "  --> \(places.joined(separator: ", "))")
            lines.append("          \(Printable.line(text))\(place)")
        }
        if shown.count < result.found.count { lines.append("          and \(result.found.count - shown.count) more") }
        if result.verdict != .holds {
            lines += result.helps.map { "          = \(style.apply(.help, "help")): \(Printable.line($0))" }
            lines.append(
                style.apply(.faint, "          asked for at \(Place.text(result.criterion.location))"))
        }
        return lines
    }

    private var outcome: String {
        let role: Style.Role =
            switch report.verdict {
            case .open: .help
            case .closed: .error
            case .cannotDecide, .awaitsSignOffs: .warning
            }
        let words = report.outcome.split(separator: ":", maxSplits: 1)
        guard words.count == 2 else { return style.apply(role, report.outcome) }
        return style.apply(role, String(words[0])) + ":" + words[1]
    }
}

import Diagnostics
import Governance

/// A check for machines, in a versioned envelope.
struct JSONCheckReport {
    let report: CheckReport

    var json: String {
        var members = envelope
        members["findings"] = .array(report.findings.map(Self.finding))
        members["notJudged"] = .array(report.notJudged.map(Self.notJudged))
        members["pending"] = .array(report.pending.map(Self.pending))
        return JSONValue.object(members).text(pretty: true) + "\n"
    }

    var jsonLines: String {
        let rows =
            report.findings.map(Self.finding) + report.notJudged.map(Self.notJudged)
            + report.pending.map(Self.pending)
        return ([JSONValue.object(envelope)] + rows).map { $0.text(pretty: false) + "\n" }.joined()
    }

    private var envelope: [String: JSONValue] {
        let counts = report.counts
        return [
            "format": .string("tollgate.check/1"),
            "tollgate": .string(report.toolVersion),
            "subject": .string(report.subject),
            "verdict": .string(report.verdict.rawValue),
            "examined": .object([
                "landings": .int(counts.landings), "commits": .int(counts.commits), "documents": .int(counts.documents),
                "initiatives": .int(counts.initiatives), "steps": .int(counts.steps),
                "criteria": .int(counts.criteria), "signOffs": .int(counts.signOffs),
            ]),
            "totals": .object([
                "error": .int(report.count(of: .error)), "warning": .int(report.count(of: .warning)),
                "info": .int(report.count(of: .info)), "notJudged": .int(report.notJudged.count),
                "pending": .int(report.pending.count),
                "deselected": .int(report.deselected), "suppressed": .int(report.excepted.suppressed),
                "waived": .int(report.excepted.waived), "baseline": .int(report.excepted.inBaseline),
            ]),
            "undecided": .array(
                report.undecided.map { .object(["reason": .string($0.reason), "help": .optional($0.help)]) }),
            "remarks": .strings(report.remarks),
        ]
    }

    static func finding(_ finding: Finding) -> JSONValue {
        let diagnostic = finding.diagnostic
        return .object([
            "type": .string("finding"),
            "code": .string(finding.code.text),
            "rule": .optional(RuleCatalogue.rule(finding.code)?.name),
            "severity": .string(finding.severity.word),
            "message": .string(diagnostic.message),
            "initiative": .optional(diagnostic.initiative),
            "commit": .optional(diagnostic.commit),
            "location": location(diagnostic.primary),
            "related": .array(diagnostic.secondary.map(location)),
            "notes": .strings(diagnostic.notes),
            "helps": .strings(diagnostic.helps),
            "fix": .optional(diagnostic.fix?.title),
        ])
    }

    static func notJudged(_ item: NotJudged) -> JSONValue {
        .object([
            "type": .string("not-judged"),
            "initiative": .string(item.initiative), "step": .string(item.step), "gate": .string(item.gate),
            "asksFor": .strings(item.asksFor), "location": location(Label(item.location)),
            "related": .array([location(Label(item.policyLocation))]), "reason": .optional(item.reason),
        ])
    }

    static func pending(_ item: PendingSignOffs) -> JSONValue {
        .object([
            "type": .string("pending"),
            "initiative": .string(item.initiative), "step": .string(item.step), "missing": .strings(item.missing),
            "given": .strings(item.given), "location": location(Label(item.location)),
        ])
    }

    static func location(_ label: Label) -> JSONValue {
        var members: [String: JSONValue] = ["path": .string(label.location.path), "label": .optional(label.text)]
        if let range = label.location.range {
            members["start"] = position(range.start)
            members["end"] = position(range.end)
        }
        return .object(members)
    }

    private static func position(_ position: TextPosition) -> JSONValue {
        .object(["line": .int(position.line), "column": .int(position.column)])
    }
}

import Diagnostics
import Governance
import PlanModel

/// A checklist in rows: one line each for people, and as CSV.
struct ConciseGateReport {
    let report: GateReport
    let style: Style

    /// One line of the checklist.
    private struct Row {
        let gate: String
        let kind: String
        let verdict: String
        let asked: String
        var found = ""
        var location: Location?
        var help = ""
    }

    var text: String {
        let lines = rows.map { row in
            let place = Place.text(row.location ?? report.subject.location)
            let found = row.found.isEmpty ? "" : "; \(row.found)"
            return Printable.line("\(place): \(row.verdict): `\(row.gate)` \(row.kind): \(row.asked)\(found)")
        }
        return (lines + [report.outcome]).joined(separator: "\n") + "\n"
    }

    var csv: String {
        let head = [
            "initiative", "gate", "kind", "verdict", "asked", "found", "path", "line", "column", "help",
        ]
        let lines = rows.map { row in
            let start = row.location?.range?.start
            return CSVText.line([
                report.subject.name, row.gate, row.kind, row.verdict, row.asked, row.found, row.location?.path ?? "",
                start.map { String($0.line) } ?? "", start.map { String($0.column) } ?? "", row.help,
            ])
        }
        return ([CSVText.line(head)] + lines).joined(separator: "\n") + "\n"
    }

    private var rows: [Row] {
        guard let checklist = report.checklist else { return [] }
        var rows = checklist.obstacles.map {
            Row(gate: checklist.step.name, kind: "step", verdict: "fails", asked: $0.text, help: $0.help)
        }
        for section in checklist.sections {
            let name = section.gate.name
            for result in section.results {
                rows.append(
                    Row(
                        gate: name, kind: "criterion", verdict: result.verdict.rawValue, asked: result.criterion.need,
                        found: result.found.joined(separator: "; "), location: result.labels.first?.location,
                        help: result.helps.joined(separator: "; ")))
            }
            rows += section.waived.map { Row(gate: name, kind: "criterion", verdict: "waived", asked: $0.need) }
            rows += section.waivedByPolicy.map {
                Row(
                    gate: name, kind: "criterion", verdict: "waived", asked: $0.criterion.need, found: $0.reason,
                    location: $0.waiver.until.location)
            }
            rows += GateSignOffs(report: report).rows(section).map(row)
            rows += section.gate.locks.map { Row(gate: name, kind: "lock", verdict: "locks", asked: "\($0)") }
        }
        let signOffs = GateSignOffs(report: report)
        rows += signOffs.rowsWithoutGate.map(row)
        if let submission = signOffs.submission { rows.append(row(submission)) }
        for finding in report.findings {
            rows.append(
                Row(
                    gate: checklist.step.name, kind: finding.code.text, verdict: finding.severity.word,
                    asked: finding.diagnostic.message, location: finding.diagnostic.primary.location,
                    help: finding.diagnostic.helps.joined(separator: "; ")))
        }
        return rows
    }

    private func row(_ row: GateSignOffs.Row) -> Row {
        let found = row.given + row.refused + (row.maySign.map { ["may sign: \($0)"] } ?? [])
        return Row(
            gate: row.gate, kind: row.kind, verdict: row.verdict.rawValue, asked: row.text,
            found: found.joined(separator: "; "), location: row.location, help: row.help ?? "")
    }
}

import Diagnostics
import Governance

/// The findings of a check as CSV, one line each, and behind them gates that were not judged and sign-offs that are pending.
struct CSVCheckReport {
    let report: CheckReport

    var text: String {
        var lines = [CSVText.line(["severity", "code", "path", "line", "column", "initiative", "commit", "message"])]
        for finding in report.findings {
            let diagnostic = finding.diagnostic
            let start = diagnostic.primary.location.range?.start
            lines.append(
                CSVText.line([
                    finding.severity.word, finding.code.text, diagnostic.primary.location.path,
                    start.map { String($0.line) } ?? "", start.map { String($0.column) } ?? "",
                    diagnostic.initiative ?? "", diagnostic.commit ?? "", Printable.line(diagnostic.message),
                ]))
        }
        for item in report.notJudged {
            let start = item.location.range?.start
            lines.append(
                CSVText.line([
                    "not-judged", "", item.location.path, start.map { String($0.line) } ?? "",
                    start.map { String($0.column) } ?? "", item.initiative, "",
                    "gate \(item.gate): \(item.asksFor.joined(separator: ", "))",
                ]))
        }
        for item in report.pending {
            let start = item.location.range?.start
            lines.append(
                CSVText.line([
                    "pending", "", item.location.path, start.map { String($0.line) } ?? "",
                    start.map { String($0.column) } ?? "", item.initiative, "",
                    "step \(item.step): \(item.missing.joined(separator: ", "))",
                ]))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

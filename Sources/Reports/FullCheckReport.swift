import Diagnostics

/// A check for people, with frames.
struct FullCheckReport {
    let report: CheckReport
    let style: Style

    var text: String {
        var blocks = report.findings.map { FindingFrame(finding: $0, style: style).text }
        blocks.append(CheckSummary(report: report, style: style).lines.joined(separator: "\n"))
        return blocks.joined(separator: "\n\n") + "\n"
    }
}

/// A check on one line for each finding: `path:line:column: severity[code] message`.
struct ConciseCheckReport {
    let report: CheckReport
    let style: Style

    var text: String {
        let lines = report.findings.map { finding in
            "\(Place.text(finding.diagnostic.primary.location)): \(finding.severity.word)[\(finding.code)] "
                + Printable.line(finding.diagnostic.message)
        }
        return (lines + CheckSummary(report: report, style: style).lines).joined(separator: "\n") + "\n"
    }
}

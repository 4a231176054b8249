import Diagnostics
import Governance

/// The closing lines of a check for people: what was examined, what was found, what was not judged.
struct CheckSummary {
    let report: CheckReport
    let style: Style

    var lines: [String] {
        var lines: [String] = []
        for item in report.notJudged {
            let step =
                item.initiative == NotJudged.noInitiative
                ? "`\(item.location.path)` differs" : "`\(item.initiative)` takes the step `\(item.step)`"
            lines.append(
                style.apply(.warning, "not judged") + ": \(step); the gate `\(item.gate)` asks for "
                    + item.asksFor.joined(separator: ", "))
            lines.append("  --> \(Place.text(item.location))")
            if let reason = item.reason {
                lines.append("  = note: sign-offs cannot be verified: \(Printable.line(reason))")
            }
        }
        for item in report.pending {
            lines += PendingLines(item, style).lines
        }
        for item in report.undecided {
            lines.append(style.apply(.error, "cannot decide") + ": \(item.reason)")
            if let help = item.help { lines.append("  = help: \(help)") }
        }
        for remark in report.remarks { lines.append(style.apply(.faint, "note: \(remark)")) }
        lines.append("\(report.subject): \(examined)")
        lines.append(outcome)
        return lines
    }

    private var examined: String {
        let counts = report.counts
        if counts.isNothing { return "nothing was examined" }
        var parts: [String] = []
        if counts.landings > 0 { parts.append(Self.count(counts.landings, "landing")) }
        if counts.commits > 0 { parts.append(Self.count(counts.commits, "commit")) }
        parts.append(Self.count(counts.documents, "document"))
        parts.append(Self.count(counts.initiatives, "initiative"))
        parts.append(Self.count(counts.steps, "step"))
        if counts.signOffs > 0 { parts.append(Self.count(counts.signOffs, "sign-off")) }
        return parts.joined(separator: ", ") + " examined"
    }

    private var outcome: String {
        let errors = report.count(of: .error)
        let warnings = report.count(of: .warning)
        let infos = report.count(of: .info)
        var parts: [String] = []
        if errors > 0 { parts.append(Self.count(errors, "error")) }
        if warnings > 0 { parts.append(Self.count(warnings, "warning")) }
        if infos > 0 { parts.append("\(infos) info") }
        if !report.notJudged.isEmpty { parts.append(Self.count(report.notJudged.count, "gate") + " not judged") }
        if !report.pending.isEmpty { parts.append(Self.count(report.pending.count, "step") + " pending sign-offs") }
        if report.deselected > 0 { parts.append("\(report.deselected) left out by --select or --ignore") }
        return VerdictLine(verdict: report.verdict, parts: parts, excepted: report.excepted, style: style).text
    }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

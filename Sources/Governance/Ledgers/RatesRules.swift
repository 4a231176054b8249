import Diagnostics
import PlanModel
import PlanText

/// What the actual exchange rates say, and what a landing does to them.
struct RatesRules {
    let policy: Policy
    /// The day of the landing, or of the proposal for one.
    let asOf: Day
    /// How to call the first parent; nothing where there is no step to judge.
    let base: String?

    func diagnostics(_ change: Proposal.RatesChange) -> [Diagnostic] {
        var findings = FindingList()
        if let base, let before = change.before { landing(before, change.after, base, &findings) }
        guard let after = change.after else { return findings.diagnostics }
        if let pointer = DocumentRules.largeFilePointer(after.source, what: "file of rates") { return [pointer] }
        var landed = 0
        if !change.judgesLandedLines, let before = change.before, before.source.bytes.last == 0x0A,
            AppendOnly(before: before.source, after: after.source).isKept
        {
            landed = before.source.bytes.count
        }
        findings.append(
            contentsOf: landed == 0
                ? after.findings : ActualRates.read(after.source, notingFrom: landed).findings)
        lines(after, landed, &findings)
        return findings.diagnostics
    }

    private func landing(
        _ before: ActualRates, _ after: ActualRates?, _ base: String, _ findings: inout FindingList
    ) {
        guard let after else {
            findings.append(.ratesChanged) {
                Diagnostic(
                    .ratesChanged, "the rates are gone; they stood in `\(before.source.path)` in \(base)",
                    at: Location(path: before.source.path), helps: ["restore the file"])
            }
            return
        }
        guard before.isRead, after.isRead else { return }
        let rules = AppendOnlyRules(
            name: "rates", columns: ActualRates.Line.Column.allCases.map(\.name), changed: .ratesChanged,
            inserted: .ratesChanged, mergeHelp: nil,
            correction: "to correct a rate, add a line for the same month and currency that names its source",
            base: base)
        findings.append(contentsOf: rules.findings(from: before.source, to: after.source))
    }

    private struct Key: Hashable {
        let month: Month
        let currency: String
    }

    private func lines(_ rates: ActualRates, _ landed: Int, _ findings: inout FindingList) {
        var known: [Key: ActualRates.Line] = [:]
        for line in rates.lines {
            let key = Key(month: line.month, currency: line.currency)
            let earlier = known.updateValue(line, forKey: key)
            guard line.start >= landed else { continue }
            if let earlier, earlier.source == line.source {
                findings.append(.rateRestated) {
                    Diagnostic(
                        .rateRestated,
                        "the rate of \(line.currency) for \(line.month) stands twice with the source `\(Printable.line(line.source))`",
                        at: line.location(.source),
                        secondary: [Label(earlier.location(.rate), "the earlier rate")],
                        helps: ["name what the later rate rests on, such as `ECB, corrected 2026-06-12`"])
                }
            }
            if line.month.lastDay > asOf {
                findings.append(.rateForUnfinishedMonth) {
                    Diagnostic(
                        .rateForUnfinishedMonth,
                        "the rate is for \(line.month), which has not ended on \(asOf), the day of the landing",
                        at: line.location(.month),
                        helps: ["record it after \(line.month.lastDay); until then the rate of the plan counts"])
                }
            }
            if line.currency == policy.currencies?.reporting, line.rate != ExactDecimal(1) {
                findings.append(.rateOfReportingCurrency) {
                    Diagnostic(
                        .rateOfReportingCurrency,
                        "\(line.currency) is the reporting currency and has the rate \(line.rate); expected 1",
                        at: line.location(.rate),
                        helps: ["rates are units of the reporting currency for one unit of another: take the line out"])
                }
            }
        }
    }
}

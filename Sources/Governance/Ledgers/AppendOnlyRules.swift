import Diagnostics
import PlanModel
import PlanText

/// Words what happened to the lines of a text that is only ever appended to.
struct AppendOnlyRules {
    /// What the text is called in sentences: `ledger`, or `rates`.
    let name: String
    /// The columns, in the order of the header.
    let columns: [String]
    /// The rule for lines that were changed or removed.
    let changed: RuleCode
    /// The rule for lines that stand before those that had landed.
    let inserted: RuleCode
    /// What puts lines in order that a merge has mixed; nothing where there is no such command.
    let mergeHelp: String?
    /// How a line that is wrong is corrected.
    let correction: String?
    /// How to call the older state, as in `main (9ab31f0)`.
    let base: String

    func findings(from before: SourceText, to after: SourceText) -> FindingList {
        var findings = FindingList()
        switch AppendOnly(before: before, after: after).outcome {
        case .kept: break
        case .written(let lines): written(lines, after, &findings)
        case .broken(let changes):
            for change in changes { note(change, before, after, &findings) }
        }
        return findings
    }

    private var restore: String {
        "restore the \(name) as it stands in \(base), and add lines below its last one only"
    }

    private func written(_ lines: Int, _ after: SourceText, _ findings: inout FindingList) {
        findings.append(changed) {
            Diagnostic(
                changed, "the \(name) was written anew: its bytes differ from \(base)",
                at: after.location(0..<(after.bytes.firstIndex(of: 0x0A) ?? after.bytes.count)),
                notes: [
                    "the fields of its \(lines) lines are all equal; only line breaks or quotes differ, as when a spreadsheet saves it again"
                ],
                helps: [restore])
        }
    }

    private func note(
        _ change: AppendOnly.Change, _ before: SourceText, _ after: SourceText, _ findings: inout FindingList
    ) {
        switch change {
        case .changed(let old, let new, let columns):
            findings.append(changed) { self.changed(old, new, columns, before, after) }
        case .removed(let old):
            findings.append(changed) {
                Diagnostic(
                    changed, "line \(old.number) of the \(name) in \(base) is removed; lines are only ever added",
                    at: before.location(old.bytes), helps: [restore])
            }
        case .inserted(let new):
            findings.append(inserted) {
                Diagnostic(
                    inserted, "a new line stands before lines that \(base) has; new lines stand below them",
                    at: after.location(new.bytes), helps: order(after))
            }
        case .moved(let old, let new):
            findings.append(inserted) {
                Diagnostic(
                    inserted,
                    "line \(old.number) of the \(name) in \(base) stands at line \(new.number), before others",
                    at: after.location(new.bytes),
                    secondary: [Label(before.location(old.bytes), "in \(base)")], helps: order(after))
            }
        }
    }

    private func order(_ after: SourceText) -> [String] {
        (mergeHelp.map { [$0] } ?? []) + ["put the lines of \(base) first, in their order, and the new ones below"]
    }

    private func changed(
        _ old: AppendOnly.Line, _ new: AppendOnly.Line, _ columns: [Int], _ before: SourceText, _ after: SourceText
    ) -> Diagnostic {
        func names(_ columns: [Int]) -> String {
            columns.map { $0 < self.columns.count ? "`\(self.columns[$0])`" : "field \($0 + 1)" }
                .joined(separator: ", ")
        }
        func field(_ source: SourceText, _ line: AppendOnly.Line) -> Range<Int> {
            guard let first = columns.first, let fields = CSVText.fieldRanges(source.bytes, line.bytes),
                first < fields.count
            else { return line.bytes }
            return fields[first]
        }
        let what = columns.isEmpty ? "" : " in \(names(columns))"
        return Diagnostic(
            changed, "line \(old.number) of the \(name) in \(base) is changed\(what); a line that has landed stands",
            at: after.location(field(after, new)),
            secondary: [Label(before.location(field(before, old)), "in \(base)")],
            helps: [restore] + (correction.map { [$0] } ?? []))
    }
}

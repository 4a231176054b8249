import Attestation
package import Diagnostics
package import PlanModel
import PlanText

/// Findings that were there when Tollgate was adopted: known, counted, and no longer reported.
package struct Baseline: Sendable {
    package static let fileName = "baseline.csv"
    package static let header = "rule,initiative,path,fingerprint"

    /// One finding, whatever line it stands on and wherever the file has moved.
    package struct Entry: Hashable, Sendable {
        package let rule: String
        package let initiative: String
        package let path: String
        /// The first 16 hexadecimal digits of the SHA-256 of rule and marked text; of what the message names where nothing is marked.
        package let fingerprint: String

        /// By what two findings are the same one: an initiative may move, other files are known by their paths.
        fileprivate var key: [String] { [rule, initiative.isEmpty ? path : initiative, fingerprint] }

        fileprivate var fields: [String] { [rule, initiative, path, fingerprint] }
    }

    package let path: String
    package let entries: [Entry]
    package let diagnostics: [Diagnostic]

    /// Reads the file. It fails closed: one finding, and nothing is in the baseline.
    package static func read(_ source: SourceText) -> Baseline {
        let text = CSVText.read(source)
        var diagnostics = text.diagnostics
        func report(_ message: String, _ row: CSVText.Row?) {
            guard diagnostics.count < TextLimits.findings else { return }
            diagnostics.append(
                Diagnostic(
                    .baselineUnreadable, message,
                    at: row.map { source.location($0.bytes) } ?? Location(path: source.path),
                    helps: ["write it anew: `tollgate check --write-baseline`"]))
        }
        var entries: [Entry] = []
        if let first = text.rows.first, first.fields.map(\.text).joined(separator: ",") == header {
            for row in text.rows.dropFirst() {
                let fields = row.fields.map(\.text)
                guard fields.count == 4, fields[3].count == 16 else {
                    report("the line is no entry of the baseline; expected `\(header)`", row)
                    continue
                }
                // Which document an entry is about only shows by its finding.
                guard RuleCatalogue.rule(RuleCode(fields[0]))?.isSuppressible(inAdapted: true) ?? false else {
                    report("`\(Printable.line(fields[0]))` is no rule that the baseline can set aside", row)
                    continue
                }
                entries.append(
                    Entry(rule: fields[0], initiative: fields[1], path: fields[2], fingerprint: fields[3]))
            }
        } else if diagnostics.isEmpty {
            report("the baseline does not begin with its header; expected `\(header)`", text.rows.first)
        }
        return Baseline(path: source.path, entries: diagnostics.isEmpty ? entries : [], diagnostics: diagnostics)
    }

    /// The outcome for a file that was not read because of its size, in bytes.
    package static func tooLarge(_ source: SourceText, bytes: Int) -> Baseline {
        Baseline(path: source.path, entries: [], diagnostics: PlanText.tooLarge(source, bytes: bytes).diagnostics)
    }

    /// How often each finding is in the baseline.
    var counts: [[String]: Int] { entries.reduce(into: [:]) { $0[$1.key, default: 0] += 1 } }

    static func key(of diagnostic: Diagnostic, _ policy: Policy) -> [String]? { entry(of: diagnostic, policy)?.key }

    /// The entry of a finding; nothing where it cannot be in a baseline.
    package static func entry(of diagnostic: Diagnostic, _ policy: Policy) -> Entry? {
        guard !diagnostic.preventsReading, diagnostic.omitted == 0,
            RuleCatalogue.rule(diagnostic.code)?.isSuppressible(inAdapted: policy.isAdapted(diagnostic)) ?? false
        else { return nil }
        let location = diagnostic.primary.location
        var marked: ArraySlice<UInt8> = []
        if let source = location.source, let bytes = location.range?.bytes {
            marked = source.bytes[bytes.clamped(to: 0..<source.bytes.count)]
        }
        // Not the message: dates, counts and base commits in it are others tomorrow. Of a service every finding marks its name.
        let isNamed = marked.isEmpty || diagnostic.code == .deploymentWithoutInitiative
        let text =
            Array((diagnostic.code.text + "\u{0}").utf8)
            + (isNamed ? Array(names(in: diagnostic.message).utf8)[...] : marked)
        return Entry(
            rule: diagnostic.code.text, initiative: diagnostic.initiative ?? "", path: location.path,
            fingerprint: String(ContentDigest(of: text).description.prefix(16)))
    }

    /// What stands between backticks in a message and has a letter, so that it is no date, period or amount.
    private static func names(in message: String) -> String {
        message.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { index, part in !index.isMultiple(of: 2) && part.contains(where: \.isLetter) }
            .map { String($0.element) }.joined(separator: "\u{0}")
    }

    /// What a landing may not do to a baseline that is there: its entries only go.
    ///
    /// Otherwise one landing would add an entry, and the next one bring what it is for. The first baseline is free, and so is
    /// one that mends what could not be read.
    static func growth(from before: Baseline?, to after: Baseline?) -> [Diagnostic] {
        guard let before, before.diagnostics.isEmpty else { return [] }
        guard let after else {
            return [
                Diagnostic(
                    .baselineGrows, "the baseline is removed, so that the next one could have any entries",
                    at: Location(path: before.path), helps: ["keep the file, with its header `\(header)` alone"])
            ]
        }
        var known = before.counts
        let added = after.entries.count { entry in
            guard let count = known[entry.key], count > 0 else { return true }
            known[entry.key] = count - 1
            return false
        }
        guard added > 0 else { return [] }
        return [
            Diagnostic(
                .baselineGrows,
                "the baseline gains \(added) \(added == 1 ? "entry" : "entries"); expected only those of \(before.entries.count) that have landed",
                at: Location(path: after.path),
                helps: ["take the new lines out, and mend the findings, or set them aside by a comment or a waiver"])
        ]
    }

    /// The file with these entries, in a fixed order.
    package static func text(_ entries: [Entry]) -> String {
        let lines = entries.map { CSVText.line($0.fields) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return ([header] + lines).map { $0 + "\n" }.joined()
    }
}

package import Diagnostics
import PlanModel
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
        /// The first 16 hexadecimal digits of the SHA-256 of rule, message and marked text.
        package let fingerprint: String

        /// By what two findings are the same one: an initiative may move, other files are known by their paths.
        fileprivate var key: [String] { [rule, initiative.isEmpty ? path : initiative, fingerprint] }

        fileprivate var fields: [String] { [rule, initiative, path, fingerprint] }
    }

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
                guard RuleCatalogue.rule(RuleCode(fields[0]))?.isSuppressible ?? false else {
                    report("`\(Printable.line(fields[0]))` is no rule that the baseline can set aside", row)
                    continue
                }
                entries.append(
                    Entry(rule: fields[0], initiative: fields[1], path: fields[2], fingerprint: fields[3]))
            }
        } else if diagnostics.isEmpty {
            report("the baseline does not begin with its header; expected `\(header)`", text.rows.first)
        }
        return Baseline(entries: diagnostics.isEmpty ? entries : [], diagnostics: diagnostics)
    }

    /// The outcome for a file that was not read because of its size, in bytes.
    package static func tooLarge(_ source: SourceText, bytes: Int) -> Baseline {
        Baseline(entries: [], diagnostics: PlanText.tooLarge(source, bytes: bytes).diagnostics)
    }

    /// How often each finding is in the baseline.
    var counts: [[String]: Int] { entries.reduce(into: [:]) { $0[$1.key, default: 0] += 1 } }

    static func key(of diagnostic: Diagnostic) -> [String]? { entry(of: diagnostic)?.key }

    /// The entry of a finding; nothing where it cannot be in a baseline.
    package static func entry(of diagnostic: Diagnostic) -> Entry? {
        guard !diagnostic.preventsReading, RuleCatalogue.rule(diagnostic.code)?.isSuppressible ?? false else {
            return nil
        }
        let location = diagnostic.primary.location
        var marked: ArraySlice<UInt8> = []
        if let source = location.source, let bytes = location.range?.bytes {
            marked = source.bytes[bytes.clamped(to: 0..<source.bytes.count)]
        }
        let text = Array((diagnostic.code.text + "\u{0}" + diagnostic.message + "\u{0}").utf8) + marked
        return Entry(
            rule: diagnostic.code.text, initiative: diagnostic.initiative ?? "", path: location.path,
            fingerprint: String(SHA256.hex(of: text).prefix(16)))
    }

    /// The file with these entries, in a fixed order.
    package static func text(_ entries: [Entry]) -> String {
        let lines = entries.map { CSVText.line($0.fields) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return ([header] + lines).map { $0 + "\n" }.joined()
    }
}

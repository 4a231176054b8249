#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Diagnostics
import GitStore
import Governance
import PlanModel
import PlanText

/// Reads the rows of a spreadsheet for `record --from`.
struct SpreadsheetRecording {
    let command: RecordCommand
    let recording: LedgerRecording

    private var options: SpreadsheetOptions { command.spreadsheet }
    private var world: World { recording.context.workspace.world }

    func read(_ file: String) throws(CommandFailure) -> LedgerBatch {
        var mapping = try savedMapping() ?? ColumnMapping()
        try options.apply(to: &mapping)
        try applyLineOptions(to: &mapping)
        guard let data = try? Data(contentsOf: URL(filePath: world.absolute(file))) else {
            throw .usage("cannot read `\(Printable.line(file))`", help: "expected a file of comma-separated values")
        }
        let source = SourceText(path: Printable.line(file), bytes: Array(data.prefix(TextLimits.bytes + 1)))
        let text = SpreadsheetText.read(source, delimiter: mapping.delimiter)
        guard text.diagnostics.isEmpty else {
            return LedgerBatch(changes: [], findings: errors(text.diagnostics), subject: source.path)
        }
        do {
            var targets: [String: LedgerRecording.Target] = [:]
            for id in try LedgerImport.initiatives(text, mapping) where !id.isEmpty {
                // One that does not exist is a finding at its row.
                if mapping.constants[.initiative] == nil, !recording.hasInitiative(id) { continue }
                targets[id] = try recording.target(id)
            }
            let rows = try LedgerImport(
                text, mapping, today: recording.context.today, contents: targets.mapValues(\.content))
            // Rows can name one initiative in two ways, by its id and by its path.
            var changes: [[UInt8]: LedgerBatch.Change] = [:]
            for entry in rows.entries {
                guard let target = targets[entry.initiative] else { continue }
                changes[target.documentPath, default: LedgerBatch.Change(target: target, lines: [])].lines
                    .append((entry.draft, entry.location))
            }
            try requireOwnLedgers(changes.values.map(\.target))
            let sorted = changes.values.sorted {
                ($0.target.id, $0.target.document.path) < ($1.target.id, $1.target.document.path)
            }
            return LedgerBatch(
                changes: sorted, findings: errors(rows.diagnostics), subject: source.path,
                mapping: try toKeep(mapping))
        } catch let failure as CommandFailure {
            throw failure
        } catch let misfit as LedgerImport.Misfit {
            throw .usage(misfit.message, help: misfit.help)
        } catch {
            throw .usage("\(error)")
        }
    }

    /// Two documents with the same stem have one ledger, and what would be appended for one would count for the other.
    private func requireOwnLedgers(_ targets: [LedgerRecording.Target]) throws(CommandFailure) {
        var documents: [[UInt8]: String] = [:]
        for target in targets.sorted(by: { $0.document.path < $1.document.path }) {
            if let other = documents.updateValue(target.document.path, forKey: target.ledgerPath) {
                throw .usage(
                    "\(other) and \(target.document.path) have the same ledger \(target.ledgerName)",
                    help: "rename one of the two, so that each has a ledger of its own")
            }
        }
    }

    private func errors(_ diagnostics: [Diagnostic]) -> [Finding] {
        diagnostics.map { Finding(severity: .error, diagnostic: $0) }
    }

    // MARK: - Mappings

    /// What stands on the command line as for a single line is the same in every row.
    private func applyLineOptions(to mapping: inout ColumnMapping) throws(CommandFailure) {
        guard command.words.count <= 2 else {
            throw .usage(
                "the values come from \(Printable.line(command.from ?? "the file"))",
                help: "name at most the initiative and the item before `--from`")
        }
        let said: [(ColumnMapping.Target, String?)] = [
            (.initiative, command.words.first), (.item, command.words.count > 1 ? command.words[1] : nil),
            (.series, try command.seriesFromFlags()?.rawValue), (.period, command.period), (.date, command.date),
            (.evidence, command.evidence), (.note, command.note),
        ]
        for (target, value) in said {
            guard let value else { continue }
            guard mapping.columns[target] == nil else {
                throw .usage(
                    "`\(target.rawValue)` comes from a column and is said once more",
                    help: "leave out the one or the other")
            }
            mapping.constants[target] = value
        }
    }

    private func savedMapping() throws(CommandFailure) -> ColumnMapping? {
        guard let name = options.mapping else { return nil }
        let path = try Self.path(name)
        guard
            case .bytes(let bytes) = try git({ () throws(GitError) in
                try recording.workTree.read(Array(path.utf8), limit: TextLimits.bytes)
            })
        else {
            let known = try git { () throws(GitError) in try recording.workTree.files(below: ".tollgate/mappings") }
                .compactMap { file in
                    String(decoding: file.path, as: UTF8.self).split(separator: "/").last.map {
                        String($0.split(separator: ".").first ?? "")
                    }
                }
            throw .usage(
                "there is no mapping at \(path)",
                help: Suggestion.nearest(to: name, among: known).map { "did you mean `\(Printable.line($0))`?" }
                    ?? "make one with `--map …` and `--save-mapping \(name)`")
        }
        let reading = ColumnMapping.read(SourceText(path: path, bytes: bytes))
        guard let mapping = reading.mapping else {
            throw CommandFailure(
                exitCode: ExitCode.usage, message: "the mapping \(path) cannot be used", help: "mend it first",
                findings: errors(reading.diagnostics).sorted(by: Finding.reportOrder))
        }
        return mapping
    }

    private static func path(_ name: String) throws(CommandFailure) -> String {
        guard TextPattern.innerID.matches(name), name.utf8.count <= 64 else {
            throw .usage(
                "`\(Printable.line(name))` is no name of a mapping",
                help: "use small letters, digits and `-`, as in `itsm-monthly`")
        }
        return ColumnMapping.path(named: name)
    }

    /// The file to keep a mapping in; nothing where it is there already. Another one of that name is not replaced.
    private func toKeep(_ mapping: ColumnMapping) throws(CommandFailure) -> (path: [UInt8], bytes: [UInt8])? {
        guard let name = options.saveMapping else { return nil }
        let path = try Self.path(name)
        // What was said for this time only is no part of what is kept.
        var kept = mapping
        if command.period != nil { kept.constants[.period] = nil }
        if command.date != nil { kept.constants[.date] = nil }
        let bytes = Array(kept.document.utf8)
        guard ColumnMapping.read(SourceText(path: path, bytes: bytes)).mapping == kept else {
            throw .usage(
                "the mapping cannot be kept: a name in it has a character that cannot be seen",
                help: "give that column another head, or leave out `--save-mapping`")
        }
        let raw = Array(path.utf8)
        let old = try git { () throws(GitError) in try recording.workTree.read(raw, limit: TextLimits.bytes) }
        if old == .bytes(bytes) { return nil }
        guard old == nil else {
            throw .usage(
                "there is another mapping at \(path)", help: "save it under another name, or remove that file first")
        }
        return (raw, bytes)
    }
}

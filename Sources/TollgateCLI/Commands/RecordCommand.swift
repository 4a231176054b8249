import ArgumentParser
import Diagnostics
import GitStore
import Governance
import PlanModel
import Reports

struct RecordCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Append what happened to an initiative's ledger.",
        discussion: """
            A metric or value line of the plan gets a reading for `--period`; a milestone is `done`, or gets the date that it \
            is expected on now; `implementation` and `value` get a status: green, amber or red.

              tollgate record SD-104 reset-contacts 3900 --period 2026-05 --evidence evidence/itsm-2026-05.csv
              tollgate record SD-104 pilot done --evidence evidence/pilot-report.pdf
              tollgate record SD-104 portal done --deployment
              tollgate record SD-104 held --review --period 2026-05
              tollgate record --from readings.csv --map initiative=Id --map item=Metric --map period=Month --map value=Count

            Everything is judged before it is written, by the rules of `check`; with an error nothing is written. Nothing is \
            staged or committed.
            """)

    // Whatever is no option, since a value may be negative; what only looks like one is refused below.
    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("The initiative, what the line is about, and the value.", valueName: "id item value"))
    var words: [String] = []

    @Option(help: ArgumentHelp("The month that a reading, forecast or review is about.", valueName: "yyyy-mm"))
    var period: String?

    @Option(help: ArgumentHelp("When it was so; today (UTC), if not said.", valueName: "yyyy-mm-dd"))
    var date: String?

    @Option(
        help: ArgumentHelp("What shows it: a file under evidence/, a commit, a tag, or an address.", valueName: "ref"))
    var evidence: String?

    @Option(help: "A remark; a reading that replaces an earlier one needs it.")
    var note: String?

    @Flag(help: "The value is expected and not measured.")
    var forecast = false

    @Flag(help: "Something was deployed; the item is a name of your own.")
    var deployment = false

    @Flag(help: "The status that people claim; the item is `implementation` or `value`.")
    var status = false

    @Flag(help: "A review was held; there is no item, and the value says how it ended.")
    var review = false

    @Option(help: ArgumentHelp("Record every row of a spreadsheet's CSV.", valueName: "file.csv"))
    var from: String?

    @OptionGroup(title: "Spreadsheets") var spreadsheet: SpreadsheetOptions

    @Flag(name: .customLong("dry-run"), help: "Judge and show, and write nothing.")
    var isDryRun = false

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        if let word = words.first(where: { $0.hasPrefix("-") && ExactDecimal($0) == nil }) {
            throw .usage(
                "there is no option `\(Printable.line(word))`",
                help: Suggestion.nearest(to: word, among: Self.optionNames).map { "did you mean `\($0)`?" }
                    ?? "`tollgate record --help` lists the options")
        }
        let workspace = try Workspace(common, world)
        guard isDryRun else {
            let lock = try git { () throws(GitError) in try WriteLock(workspace.repository.facts) }
            let code = try record(workspace)
            _ = consume lock
            return code
        }
        return try record(workspace)
    }

    private static let optionNames =
        [
            "--period", "--date", "--evidence", "--note", "--forecast", "--deployment", "--status", "--review",
            "--from",
            "--dry-run", "--format", "--output", "--policy", "--color", "--quiet", "--no-progress",
        ] + SpreadsheetOptions.names

    private func record(_ workspace: Workspace) throws(CommandFailure) -> Int32 {
        let recording = try LedgerRecording(workspace)
        if let from {
            let batch = try SpreadsheetRecording(command: self, recording: recording).read(from)
            return try finish(batch, recording, workspace)
        }
        try spreadsheet.requireNone()
        return try finish(try singleLine(recording), recording, workspace)
    }

    // MARK: - One line

    /// The series that the flags ask for; nothing where none does.
    func seriesFromFlags() throws(CommandFailure) -> LedgerLine.Series? {
        let wanted: [(Bool, String, LedgerLine.Series)] = [
            (forecast, "--forecast", .forecast), (deployment, "--deployment", .deployment),
            (status, "--status", .status), (review, "--review", .review),
        ]
        let said = wanted.filter(\.0)
        guard said.count < 2 else {
            throw .usage(
                "\(said.map { "`\($0.1)`" }.joined(separator: " and ")) exclude each other", help: "give one of them")
        }
        return said.first?.2
    }

    private func singleLine(_ recording: LedgerRecording) throws(CommandFailure) -> LedgerBatch {
        let said = try seriesFromFlags()
        let expected = said == .review ? ["id", "value"] : ["id", "item", "value"]
        guard words.count == expected.count else {
            throw .usage(
                "expected \(expected.map { "<\($0)>" }.joined(separator: " ")), and there \(words.count == 1 ? "is 1 word" : "are \(words.count) words")",
                help: said == .review
                    ? "write `tollgate record SD-104 held --review --period 2026-05`"
                    : "write `tollgate record SD-104 reset-contacts 3900 --period 2026-05`; quote a value with spaces")
        }
        let target = try recording.target(words[0])
        let item = said == .review ? "" : words[1]
        let value = words[words.count - 1]
        let series: LedgerLine.Series
        switch said {
        case .deployment?, .status?, .review?: series = said ?? .status
        case .forecast?, .actual?, .milestone?, nil:
            guard let found = target.content.series(of: item, value: value) else {
                let unknown = target.content.unknownItem(item, in: target.id)
                throw .usage(unknown.message, help: unknown.help)
            }
            guard said == nil || found == .actual else {
                throw .usage(
                    "`\(Printable.line(item))` is no metric or value line, and only those have a forecast",
                    help: found == .milestone
                        ? "give the date that the milestone is expected on now, without `--forecast`"
                        : "leave `--forecast` out")
            }
            series = said ?? found
        }
        let draft = LedgerDraft(
            date: date ?? recording.context.today.description, series: series, item: item, period: period ?? "",
            value: value, evidence: evidence ?? "", note: note ?? "")
        if let column = draft.columnWithControlCharacter {
            throw .usage(
                "`\(column.name)` has a line break or another control character, which no line of a ledger can hold",
                help: "write it on one line")
        }
        return LedgerBatch(changes: [LedgerBatch.Change(target: target, lines: [(draft, nil)])], findings: [])
    }

    // MARK: - The end

    private static let columns =
        [
            Table.Column("initiative", "initiative"), Table.Column("ledger", "ledger", .machines),
            Table.Column("line", "line"),
        ] + LedgerLine.Column.allCases.map { Table.Column($0.name, $0.name) }

    private func finish(
        _ batch: LedgerBatch, _ recording: LedgerRecording, _ workspace: Workspace
    ) throws(CommandFailure) -> Int32 {
        let delivery = Delivery(world: workspace.world, options: common)
        let drafts = Dictionary(
            batch.changes.map { ($0.target.ledgerPath, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        var findings = batch.findings
        if findings.isEmpty {
            findings = batch.inSpreadsheet(try recording.findings(batch.changes.map(\.target), drafts))
        }
        let lines = batch.changes.reduce(0) { $0 + $1.lines.count }
        guard !findings.contains(where: { $0.severity == .error }) else {
            var report = CheckReport(subject: batch.subject, toolVersion: ToolVersion.current)
            report.findings = findings.sorted(by: Finding.reportOrder)
            report.counts.documents = batch.changes.count
            report.counts.initiatives = batch.changes.count
            report.remarks = ["nothing was written"]
            try delivery.deliver { format, style in report.text(format, style: style) }
            return ExitCode.findings
        }
        guard lines > 0 else {
            throw .undecided("nothing was recorded: \(batch.subject) has no rows below its first line")
        }
        if !isDryRun {
            // First what takes nothing back: where it cannot be kept no ledger has changed.
            if let mapping = batch.mapping {
                try git { () throws(GitError) in
                    try recording.workTree.write(mapping.bytes, to: mapping.path, over: .nothing)
                }
            }
            try recording.write(batch.changes.map { ($0.target, $0.bytes) })
        }
        for finding in findings where !common.quiet {
            workspace.world.errorOutput(FindingText.frame(finding, .plain) + "\n\n")
        }
        let table = Table(
            format: "tollgate.record/1", members: ["written": .bool(!isDryRun)], columns: Self.columns,
            rows: batch.changes.flatMap(\.rows),
            summary: batch.changes.map { change in
                let count = change.lines.count
                return
                    "\(change.target.ledgerName): \(count) line\(count == 1 ? "" : "s") \(isDryRun ? "would be appended; nothing was written" : "appended")"
            })
        try delivery.deliver { format, style in
            common.quiet && (format == .full || format == .concise) ? "" : table.text(format, style: style)
        }
        return ExitCode.success
    }
}

/// Lines on their way into ledgers.
struct LedgerBatch {
    struct Change {
        let target: LedgerRecording.Target
        /// Each with its row in a spreadsheet, where it came from one.
        var lines: [(draft: LedgerDraft, origin: Location?)]

        /// The ledger with the lines behind what it had.
        var bytes: [UInt8] { LedgerDraft.appending(lines.map(\.draft), to: target.ledger ?? []) }

        /// The number of the first new line.
        var firstLine: Int { max((target.ledger ?? []).count { $0 == 0x0A }, 1) + 1 }

        var rows: [[Table.Cell]] {
            lines.enumerated().map { index, line in
                [.text(target.id), .text(target.ledgerName), .number(firstLine + index)]
                    + line.draft.fields.map { $0.isEmpty ? .none : .text($0) }
            }
        }
    }

    /// In the order of the initiatives' ids.
    let changes: [Change]
    /// What is wrong with the rows themselves.
    let findings: [Finding]
    /// What is recorded, in a few words.
    var subject = "the line to append"
    /// A column mapping to keep when the lines are written.
    var mapping: (path: [UInt8], bytes: [UInt8])?

    /// Findings about new lines, shown at the rows that they came from.
    func inSpreadsheet(_ findings: [Finding]) -> [Finding] {
        findings.map { finding in
            let location = finding.diagnostic.primary.location
            guard let line = location.range?.start.line,
                let change = changes.first(where: { $0.target.ledgerName == location.path }),
                change.lines.indices.contains(line - change.firstLine),
                let origin = change.lines[line - change.firstLine].origin
            else { return finding }
            let old = finding.diagnostic
            return Finding(
                severity: finding.severity,
                diagnostic: Diagnostic(
                    old.code, old.message, at: origin, secondary: old.secondary, notes: old.notes, helps: old.helps,
                    initiative: old.initiative))
        }
    }
}

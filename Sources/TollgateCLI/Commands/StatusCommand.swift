import ArgumentParser
import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import Reports
import Timeline

struct StatusCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", _superCommandName: RootCommand.name,
        abstract: "Where every initiative stands, and since when.",
        discussion: "Fields for --where and --sort: id, stage, state, since, owner, title, path.")

    @Argument(help: ArgumentHelp("An initiative: its id, or its path.", valueName: "id"))
    var initiative: String?

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Only initiatives with this value; repeatable.", valueName: "field=value"))
    var conditions: [String] = []

    @Option(help: "The field to sort by; by stage and id, if not said.")
    var sort: String?

    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    private static let columns = [
        Table.Column("id", "initiative"), Table.Column("stage", "stage"), Table.Column("state", "state"),
        Table.Column("since", "since"), Table.Column("commit", "landing", .objectName), Table.Column("owner", "owner"),
        Table.Column("title", "title"), Table.Column("path", "path", .machines),
    ]

    func run(in world: World) async throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        let standing = try await standing(workspace)
        var rows = standing.rows
        if let initiative {
            let nearest = Suggestion.nearest(to: initiative, among: rows.map { $0[0].text })
            rows = rows.filter { $0[0].text == initiative || $0[7].text == initiative }
            guard !rows.isEmpty else {
                throw .undecided(
                    "nothing was examined: there is no initiative `\(Printable.line(initiative))` in \(standing.label)",
                    help: nearest.map { "did you mean `\($0)`?" }
                        ?? "`tollgate status` lists them; `tollgate log` also knows removed ones")
            }
        }
        for condition in conditions { rows = try filtered(rows, condition) }
        try sort(&rows, standing.ladder)
        let table = Table(
            format: "tollgate.status/1", members: standing.members, columns: Self.columns, rows: rows,
            summary: summary(rows, standing))
        try Delivery(world: world, options: common).deliver { format, style in table.text(format, style: style) }
        return try HistoryProblems.report(standing.problems, world)
    }

    // MARK: - Sources

    private struct Standing {
        var rows: [[Table.Cell]]
        let label: String
        let ladder: StageLadder
        var members: [String: JSONValue]
        var notes: [String] = []
        var problems: [HistoryProblem] = []
    }

    private func standing(_ workspace: Workspace) async throws(CommandFailure) -> Standing {
        guard workspace.incompleteness.isEmpty || history.asOf != nil else { return try withoutHistory(workspace) }
        let history = try await history.history(workspace)
        let rows = history.replay.timelines.filter { !$0.isRemoved }.map { timeline in
            row(timeline.current, timeline.path, timeline.inStageSince)
        }
        return Standing(
            rows: rows, label: history.label, ladder: history.branch.policy.policy.ladder, members: history.members,
            notes: history.summary, problems: history.replay.problems)
    }

    /// In a clone without its history, the stages are known and how long they have lasted is not.
    private func withoutHistory(_ workspace: Workspace) throws(CommandFailure) -> Standing {
        let branch = try workspace.branch()
        let documents = try git { () throws(GitError) in
            var reader = GovernedTreeReader(workspace.repository, scope: branch.policy.scope)
            let tree = try workspace.repository.objects.commit(branch.tip).tree
            let source = DocumentSource(workspace.repository, policy: branch.policy.policy)
            var documents: [PlanDocument] = []
            for entry in try reader.files(ofTree: tree, at: branch.tip).entries {
                if let document = try source.document(entry), document.entry.kind == .initiative {
                    documents.append(document)
                }
            }
            return documents
        }
        guard !documents.isEmpty else {
            throw .undecided("nothing was examined: there is no initiative in \(branch.label)")
        }
        let reason = workspace.incompleteness.map { "\($0.reason); \($0.help)" }.joined(separator: "; ")
        return Standing(
            rows: documents.map { row($0.initiative, $0.path, nil) }, label: branch.label,
            ladder: branch.policy.policy.ladder,
            members: [
                "branch": .string(branch.name), "revision": .string(branch.tip.hex),
                "policy": .string(branch.policy.origin),
                "initiatives": .int(documents.count), "objectsVerified": .bool(false),
            ],
            notes: [
                "\(branch.label): \(documents.count) initiatives examined",
                "since when they are there is not known: \(reason)",
            ])
    }

    private func row(_ initiative: Initiative?, _ path: String, _ since: Landing?) -> [Table.Cell] {
        [
            .text(initiative?.id ?? path), .optional(initiative?.stageAsWritten), .optional(initiative?.effectiveState),
            .optional(since?.recorded.day.description), .optional(since?.commit), .optional(initiative?.owner),
            .optional(initiative?.title), .text(path),
        ]
    }

    // MARK: - Selecting and sorting

    private func filtered(_ rows: [[Table.Cell]], _ condition: String) throws(CommandFailure) -> [[Table.Cell]] {
        guard let equals = condition.firstIndex(of: "=") else {
            throw .usage("`--where \(Printable.line(condition))` has no `=`", help: "write `--where stage=decided`")
        }
        let column = try index(of: String(condition[..<equals]))
        let value = String(condition[condition.index(after: equals)...])
        return rows.filter { $0[column].text == value }
    }

    private func sort(_ rows: inout [[Table.Cell]], _ ladder: StageLadder) throws(CommandFailure) {
        let order = Dictionary(
            (ladder.stages + ladder.ends).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        func stage(_ row: [Table.Cell]) -> Int { order[row[1].text] ?? Int.max }
        let column = try sort.map { name throws(CommandFailure) in try index(of: name) }
        rows.sort { left, right in
            if let column, column != 1, left[column].text != right[column].text {
                return left[column].text < right[column].text
            }
            if column == nil || column == 1, stage(left) != stage(right) { return stage(left) < stage(right) }
            return (left[0].text, left[7].text) < (right[0].text, right[7].text)
        }
    }

    private func index(of name: String) throws(CommandFailure) -> Int {
        let names = Self.columns.map(\.key)
        if let index = names.firstIndex(of: name) { return index }
        throw .usage(
            "there is no field `\(Printable.line(name))`",
            help: Suggestion.nearest(to: name, among: names).map { "did you mean `\($0)`?" }
                ?? "there is: \(names.joined(separator: ", "))")
    }

    private func summary(_ rows: [[Table.Cell]], _ standing: Standing) -> [String] {
        var counts: [String: Int] = [:]
        for row in rows { counts[row[1].text, default: 0] += 1 }
        let declared = standing.ladder.stages + standing.ladder.ends
        let others = counts.keys.filter { !declared.contains($0) }.sorted()
        let parts = (declared + others).compactMap { stage in
            counts[stage].map { "\($0) \(stage.isEmpty ? "without a stage" : stage)" }
        }
        return (parts.isEmpty ? ["no initiative matches"] : [parts.joined(separator: ", ")]) + standing.notes
    }
}

extension Table.Cell {
    /// The text of a cell, empty for nothing.
    fileprivate var text: String {
        if case .text(let text) = self { text } else { "" }
    }
}

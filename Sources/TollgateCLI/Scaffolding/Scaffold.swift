import Diagnostics
import GitStore
import PlanText
import Reports

/// New files of a work tree: announced one by one, and never over something that is there.
struct Scaffold {
    struct File {
        let path: String
        let text: String
        /// What it is for, in a few words.
        let purpose: String
    }

    private static let columns = [
        Table.Column("file", "file"), Table.Column("outcome", "outcome"), Table.Column("purpose", "purpose"),
    ]

    let workspace: Workspace
    let workTree: WorkTree
    let isDryRun: Bool

    init(_ workspace: Workspace, isDryRun: Bool) throws(CommandFailure) {
        guard let top = workspace.repository.facts.workTree else {
            throw .usage("a bare repository has no files to write to", help: "run it in a clone with a work tree")
        }
        self.workspace = workspace
        self.isDryRun = isDryRun
        workTree = WorkTree(root: top)
    }

    /// Whether something of this path is on disk or in the index.
    func isTaken(_ path: String) throws(CommandFailure) -> Bool {
        let raw = Array(path.utf8)
        return try git { () throws(GitError) in
            if try workTree.exists(raw) { return true }
            return try workspace.repository.index().entries.contains { $0.path == raw }
        }
    }

    /// Writes the files that are not there, and tells of each. `next` are the closing lines.
    func write(_ files: [File], format: String, next: [String]) throws(CommandFailure) {
        var rows: [[Table.Cell]] = []
        for file in files {
            let isTaken = try isTaken(file.path)
            if !isTaken, !isDryRun {
                try git { () throws(GitError) in
                    try workTree.write(Array(file.text.utf8), to: Array(file.path.utf8), over: .nothing)
                }
            }
            let outcome = isTaken ? "kept as it is" : isDryRun ? "would be written" : "written"
            rows.append([.text(file.path), .text(outcome), .text(file.purpose)])
        }
        let table = Table(
            format: format, members: ["written": .bool(!isDryRun)], columns: Self.columns, rows: rows,
            summary: isDryRun ? ["nothing was written"] : next)
        let options = workspace.options
        try Delivery(world: workspace.world, options: options).deliver { format, style in
            options.quiet && (format == .full || format == .concise) ? "" : table.text(format, style: style)
        }
    }
}

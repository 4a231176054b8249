import Diagnostics
import GitStore
import Reports

/// What a check of the work tree can mend by itself.
struct FixesOfCheck {
    let texts: [FixedText]
    /// What could be mended in itself and is left alone, and why.
    let remarks: [String]
    private let workTree: WorkTree

    init(_ workspace: Workspace, _ findings: [Finding]) throws(CommandFailure) {
        guard let top = workspace.repository.facts.workTree else {
            throw .usage("a bare repository has no work tree to mend", help: "mend it in a clone that has files")
        }
        let workTree = WorkTree(root: top)
        var remarks: [String] = []
        var texts: [FixedText] = []
        for text in FixedText.collect(findings.map(\.diagnostic)) {
            let path = Array(text.source.path.utf8)
            // What git keeps out of the work tree was read from the index, and cannot be mended here.
            let present = try git { () throws(GitError) in
                try workTree.read(path, limit: text.source.bytes.count)
            }
            guard present == .bytes(text.source.bytes) else {
                remarks.append("\(Printable.line(text.source.path)) is not mended: it does not lie in the work tree")
                continue
            }
            if try Self.breaksPrefix(text, workspace) {
                remarks.append(
                    "\(Printable.line(text.source.path)) is not mended: its lines have landed as they are, and never change"
                )
                continue
            }
            texts.append(text)
        }
        self.texts = texts
        self.remarks = remarks
        self.workTree = workTree
    }

    /// Whether a table that has landed, whose lines are only ever appended to, would lose what has landed of it.
    private static func breaksPrefix(_ text: FixedText, _ workspace: Workspace) throws(CommandFailure) -> Bool {
        guard text.source.path.hasSuffix(".csv"), let head = workspace.repository.facts.head else { return false }
        let landed = try git { () throws(GitError) -> ObjectDatabase.Blob? in
            let objects = workspace.repository.objects
            let tree = try objects.commit(head).tree
            guard let entry = try objects.entry(at: Array(text.source.path.utf8), inTree: tree), entry.mode.isFile
            else {
                return nil
            }
            return try objects.blob(entry.id, limit: text.source.bytes.count)
        }
        guard case .bytes(let bytes)? = landed else { return false }
        return text.source.bytes.starts(with: bytes) && !text.bytes.starts(with: bytes)
    }

    func write() throws(CommandFailure) {
        for text in texts {
            try git { () throws(GitError) in
                try workTree.write(text.bytes, to: Array(text.source.path.utf8), over: .bytes(text.source.bytes))
            }
        }
    }

    /// The report with what was mended and what was not.
    func added(to report: CheckReport) -> CheckReport {
        var report = report
        report.remarks +=
            texts.map { "mended \(Printable.line($0.source.path)): \($0.titles.joined(separator: ", "))" } + remarks
        return report
    }
}

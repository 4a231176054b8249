import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Reports

/// Appends lines to ledgers of the work tree: judged first, as if they were written, and written together or not at all.
struct LedgerRecording {
    /// An initiative of the work tree with the ledger that its lines go to.
    struct Target {
        let document: PlanDocument
        let documentPath: [UInt8]
        let content: InitiativeContent
        let ledgerPath: [UInt8]
        /// The ledger's bytes; nothing where it is made with its first line.
        let ledger: [UInt8]?

        var id: String { document.name }
        var ledgerName: String { Printable.path(ledgerPath) }
    }

    let context: CheckContext
    let workTree: WorkTree
    private let index: [IndexEntry]
    private let files: StateFiles

    init(_ workspace: Workspace) throws(CommandFailure) {
        guard let top = workspace.repository.facts.workTree else {
            throw .usage(
                "a bare repository has no files to write to", help: "run it in a clone with a work tree")
        }
        let loaded = try workspace.policyInForce()
        context = CheckContext(workspace: workspace, loaded: loaded, paths: .everything)
        workTree = WorkTree(root: top)
        let index = try git { () throws(GitError) in try workspace.repository.index().entries }
        self.index = index
        files = try context.workTreeState(workTree, index: index)
    }

    // MARK: - Finding

    func hasInitiative(_ id: String) -> Bool {
        files.files.entries.contains {
            context.policy.entry(for: $0.path)?.kind == .initiative
                && ($0.stem.elementsEqual(id.utf8) || $0.path.elementsEqual(id.utf8))
        }
    }

    /// The initiative of this id with its ledger as it is now.
    func target(_ name: String) throws(CommandFailure) -> Target {
        let found = try InitiativeLookup(context: context, files: files, label: "the work tree").find(name)
        guard let content = found.document.content else {
            throw .usage(
                "\(found.document.path) cannot be read as an initiative that has a ledger",
                help: "`tollgate check \(found.document.path)` says what is wrong with it")
        }
        guard let ledger = Ledger.path(of: found.document) else {
            throw .usage(
                "the policy names no ledger for \(found.document.path)",
                help: "add `ledger: \"{stem}.csv\"` to its entry under `documents` in the policy")
        }
        return Target(
            document: found.document, documentPath: found.entry.path, content: content,
            ledgerPath: Array(ledger.utf8), ledger: try ledgerBytes(ledger))
    }

    /// The ledger on disk. One that git knows and that is not on disk must not begin anew: its lines would be lost.
    private func ledgerBytes(_ path: String) throws(CommandFailure) -> [UInt8]? {
        let raw = Array(path.utf8)
        switch try git({ () throws(GitError) in try workTree.read(raw, limit: TextLimits.bytes) }) {
        case .bytes(let bytes):
            if let last = bytes.last, last != 0x0A {
                throw CommandFailure(
                    exitCode: ExitCode.findings,
                    message: "\(path) does not end with a line break, so nothing can be appended",
                    help: "end the file with a line break, and see that its last line is whole")
            }
            return bytes
        case .tooLarge(let bytes):
            throw CommandFailure(
                exitCode: ExitCode.findings, message: "\(path) has \(bytes) bytes; at most \(TextLimits.bytes) are read"
            )
        case nil:
            guard let entry = index.first(where: { $0.path == raw }) else { return nil }
            throw .usage(
                "git knows \(path), and it is not in the work tree",
                help: entry.isSkippedInWorkTree
                    ? "bring it back with `git sparse-checkout add \(StateFiles.folder(of: path))`"
                    : "bring it back with `git restore \(path)`")
        }
    }

    // MARK: - Judging

    /// What judging finds that keeps the lines from being written, and what it warns of.
    func findings(_ changes: [Target], _ drafts: [[UInt8]: [UInt8]]) throws(CommandFailure) -> [Finding] {
        let names = changes.flatMap { [$0.documentPath, $0.ledgerPath] }
        let limited = CheckContext(
            workspace: context.workspace, loaded: context.loaded, paths: PathSelection(paths: names))
        func judged(_ drafts: [[UInt8]: [UInt8]]) throws(CommandFailure) -> [Finding] {
            let head = context.repository.facts.head
            let check = WorkTreeCheck(
                context: limited, workTree: workTree, head: head, headLabel: head?.short ?? "nothing", drafts: drafts)
            let resolver = SeverityResolver(context.policy)
            return try check.run().0.diagnostics.compactMap(resolver.finding)
        }
        let after = try judged(drafts)
        guard !after.isEmpty else { return [] }
        let before = Set(try judged([:]).map(Self.identity))
        let ledgers = Set(changes.map(\.ledgerName))
        return after.filter { finding in
            ledgers.contains(finding.diagnostic.primary.location.path) || !before.contains(Self.identity(finding))
        }.sorted(by: Finding.reportOrder)
    }

    /// What makes a finding the same one in two states.
    private struct Identity: Hashable {
        let code: RuleCode
        let message: String
        let path: String
        let start: TextPosition?
    }

    private static func identity(_ finding: Finding) -> Identity {
        let location = finding.diagnostic.primary.location
        return Identity(
            code: finding.code, message: finding.diagnostic.message, path: location.path, start: location.range?.start)
    }

    // MARK: - Writing

    /// Writes the ledgers. Where one of them cannot be written, those before it get their old bytes back.
    func write(_ changes: [(target: Target, bytes: [UInt8])]) throws(CommandFailure) {
        var written: [(target: Target, bytes: [UInt8])] = []
        for change in changes {
            do {
                try workTree.write(
                    change.bytes, to: change.target.ledgerPath,
                    over: change.target.ledger.map { .bytes($0) } ?? .nothing)
                written.append(change)
            } catch {
                for earlier in written.reversed() { restore(earlier) }
                throw CommandFailure(error)
            }
        }
    }

    private func restore(_ change: (target: Target, bytes: [UInt8])) {
        // A ledger that was made goes back to its header: a file without lines says nothing that did not happen.
        let old = change.target.ledger ?? Array((LedgerLine.header + "\n").utf8)
        try? workTree.write(old, to: change.target.ledgerPath, over: .bytes(change.bytes))
    }
}

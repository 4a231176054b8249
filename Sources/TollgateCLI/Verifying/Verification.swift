import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// Finds out what a commit or a record proves, by replaying the branch that it is for.
struct Verification {
    let workspace: Workspace
    /// A revision, the path of a record, or both as `<revision>:<path>`.
    let name: String

    /// What is asked for.
    private enum Subject {
        case commit(LandingCommit)
        /// A file of HEAD or of the revision named, with its two lines; without them where it has others.
        case record(path: String, revision: ObjectID, text: SignOffText?)
    }

    private var repository: Repository { workspace.repository }

    func report() throws(CommandFailure) -> VerifyReport {
        try workspace.requireCompleteHistory()
        let usual = try workspace.branch()
        let subject = try self.subject(usual)
        let found = found(subject)
        let statements = found.compactMap { try? Statement(line: $0.text.statement) }
        let branch = try branch(statements, usual)
        guard let root = branch.policy.scope.root else {
            throw .undecided(
                "the policy lies outside the repository, so that there are no people and keys beside it",
                help: "leave `--policy` out, or name one in the repository")
        }
        var keys = Set(statements.map(\.key).joined())
        var landings = try VerifiedLandings(workspace, branch: branch, root: root)
        var row: Int?
        if case .commit(let commit) = subject {
            row = landings.chain.ids.firstIndex(of: commit.id)
            if let row { keys.formUnion(try landings.steps(ofRow: row)) }
        }
        try landings.replay(keys, keeping: row, Set(found.map(\.text)))
        var parts: [VerifyReport.Part] = []
        var undecided: [VerifyReport.Undecided] = []
        let origin: ObjectID
        let label: String
        switch subject {
        case .commit(let commit):
            origin = commit.id
            label = "commit \(commit.id.short)"
            let part = try VerifiedCommit(landings: landings, commit: commit, row: row)
            parts.append(part.part)
            if !part.isTelling, found.isEmpty {
                undecided.append(
                    .init(
                        reason:
                            "nothing was examined: \(commit.id.short) is not signed, carries no sign-off and lands no step that asks for one",
                        help:
                            "name a commit that `tollgate signoff` made, or a record below `\(SignOffReading.recordFolder(branch.policy.scope) ?? "")`"
                    ))
            }
        case .record(let path, let revision, let text):
            origin = revision
            label = "\(Printable.line(path)) at \(revision.short)"
            if text == nil {
                parts.append(
                    VerifyReport.Part(
                        SignOffReasoning(malformedRecord: SignOffRecord.malformed(path)), commands: []))
            }
        }
        if !statements.isEmpty { try landings.propose(origin) }
        for signOff in found { parts.append(try landings.part(of: signOff)) }
        return VerifyReport(
            subject: label, branch: branch.label, parts: parts, undecided: undecided, toolVersion: ToolVersion.current)
    }

    // MARK: - What is asked for

    private func subject(_ branch: Workspace.Branch) throws(CommandFailure) -> Subject {
        let folder = SignOffReading.recordFolder(branch.policy.scope) ?? ""
        if let colon = name.firstIndex(of: ":"), colon != name.startIndex {
            let revision = String(name[..<colon])
            let path = String(name[name.index(after: colon)...])
            let commit = try git { () throws(GitError) in try repository.commit(revision: revision) }
            guard let record = try record(path, at: commit, folder) else {
                throw Self.noRecord(path, commit.short, folder)
            }
            return record
        }
        if let head = repository.facts.head {
            for path in [name] + below(name) {
                if let record = try record(path, at: head, folder) { return record }
            }
        }
        if name.contains("/signoffs/") || name.hasPrefix("signoffs/") {
            throw Self.noRecord(name, "HEAD", folder)
        }
        let id = try git { () throws(GitError) in try repository.commit(revision: name) }
        return .commit(LandingCommit(try git { () throws(GitError) in try repository.objects.commit(id) }))
    }

    /// The path from the top that an argument means where it is one from the current folder.
    private func below(_ argument: String) -> [String] {
        let selection = try? PathSelection(
            [argument], directory: workspace.directory, top: repository.facts.workTree)
        return (selection?.paths ?? []).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func noRecord(_ path: String, _ revision: String, _ folder: String) -> CommandFailure {
        .undecided(
            "nothing was examined: \(revision) has no record `\(Printable.line(path))`",
            help:
                "expected a file below `\(folder)` that is committed; `git ls-tree -r --name-only \(revision) \(folder)` lists them"
        )
    }

    /// More than a statement and a signature can have, in bytes.
    private static let recordLimit = 32 << 10

    private func record(_ path: String, at commit: ObjectID, _ folder: String) throws(CommandFailure) -> Subject? {
        guard !folder.isEmpty, path.hasPrefix(folder) else { return nil }
        return try git { () throws(GitError) -> Subject? in
            let tree = try repository.objects.commit(commit).tree
            guard let entry = try repository.objects.entry(at: Array(path.utf8), inTree: tree), entry.mode.isFile else {
                return nil
            }
            var text: SignOffText?
            if case .bytes(let bytes) = try repository.objects.blob(entry.id, limit: Self.recordLimit) {
                text = SignOffText(record: bytes)
            }
            return .record(path: path, revision: commit, text: text)
        }
    }

    private func found(_ subject: Subject) -> [FoundSignOff] {
        switch subject {
        case .commit(let commit):
            FoundSignOff.pool(commit.signOffs.map { FoundSignOff($0, in: .commit(commit.id.hex)) })
        case .record(let path, _, let text):
            text.map { [FoundSignOff($0, in: .record(path))] } ?? []
        }
    }

    /// The governed branch that the statements name, where it is here; else the usual one.
    private func branch(
        _ statements: [Statement], _ usual: Workspace.Branch
    ) throws(CommandFailure) -> Workspace.Branch {
        guard let wanted = statements.first?.branch, usual.policy.policy.branches.contains(wanted),
            usual.name != wanted, usual.name != "origin/\(wanted)"
        else { return usual }
        for (ref, label) in Workspace.refs(ofBranch: wanted) {
            guard let tip = try git({ () throws(GitError) in try repository.commit(ofRef: ref) }) else { continue }
            return Workspace.Branch(name: label, tip: tip, policy: try workspace.policy(before: tip, usual))
        }
        return usual
    }
}

extension Workspace {
    /// The policy in force behind a commit: the one of the option, else the commit's own, else the branch's.
    func policy(before commit: ObjectID, _ branch: Branch) throws(CommandFailure) -> LoadedPolicy {
        if let policy = try policyFromOption() { return policy }
        return try policy(in: commit) ?? branch.policy
    }
}

extension Statement {
    /// By what standings are known that it is about.
    fileprivate var key: [String] {
        initiative.map { [$0] } ?? SignOffCase.TrustStep.allCases.map(\.rawValue)
    }
}

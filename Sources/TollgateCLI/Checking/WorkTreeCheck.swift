import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Reports

/// Judges the files of the work tree, and the steps they would take against HEAD.
struct WorkTreeCheck {
    let context: CheckContext
    let workTree: WorkTree
    let head: ObjectID?
    let headLabel: String

    /// A governed file as it stands in the work tree.
    private struct File {
        let path: [UInt8]
        let mode: FileMode
    }

    func run() throws(CommandFailure) -> (Judgement, [String]) {
        let index = try git { () throws(GitError) in try context.repository.index() }
        let files = try listing(index)
        let before = try headFiles()
        let source = DocumentSource(context.repository, policy: context.policy)

        var proposal = Proposal(asOf: context.today)
        proposal.files = files.map { ListedFile(rawPath: $0.path, path: Printable.path($0.path), kind: .init($0.mode)) }
        proposal.filesToJudge = proposal.files.filter { context.paths.contains($0.rawPath) }
        var landing = LandingRules.Case(before: [], after: [], base: headLabel)
        var unread: [GovernedFiles.Entry] = []
        for file in files where file.mode.isFile && context.policy.entry(for: file.path) != nil {
            guard context.paths.contains(file.path) else {
                unread.append(GovernedFiles.Entry(path: file.path, mode: file.mode, id: .zero))
                continue
            }
            guard let content = try content(file, index), let document = source.document(file.path, content) else {
                continue
            }
            proposal.documents.append(document)
            let old = before?.entry(at: file.path)
            if let old, case .bytes(let bytes) = content {
                let name = try git { () throws(GitError) in try context.repository.objects.blobName(of: bytes) }
                if name == old.id { continue }
            }
            landing.after.append(InitiativeState(document))
            if let old, let document = try git({ () throws(GitError) in try source.document(old) }) {
                landing.before.append(InitiativeState(document))
            }
        }
        // A link or a submodule in its place takes a plan away.
        let present = Set(files.filter(\.mode.isFile).map(\.path))
        for old in before?.entries ?? [] where !present.contains(old.path) && context.paths.contains(old.path) {
            if let document = try git({ () throws(GitError) in try source.document(old) }) {
                landing.before.append(InitiativeState(document))
            }
        }
        proposal.others = context.others(unread, of: proposal.documents)
        if context.stepBase(head) != nil { proposal.landing = landing }
        try judgePolicy(&proposal)

        var judgement = context.judge.judge(proposal)
        judgement.diagnostics += context.indexState(index)
        judgement.diagnostics += try context.attributes(of: proposal.documents)
        var remarks: [String] = []
        if proposal.landing == nil {
            remarks.append(context.withoutSteps)
        } else if !landing.after.isEmpty {
            remarks.append(CheckContext.needsHistory)
        }
        return (judgement, remarks)
    }

    /// The policy itself, where it differs from the one in force.
    private func judgePolicy(_ proposal: inout Proposal) throws(CommandFailure) {
        guard context.stepBase(head) != nil, let path = context.policyPath, context.paths.contains(Array(path.utf8)),
            context.policy.source.path == path
        else { return }
        let content = try git { () throws(GitError) in try workTree.read(Array(path.utf8), limit: TextLimits.bytes) }
        if case .bytes(let bytes) = content { proposal.policyText = SourceText(path: path, bytes: bytes) }
        proposal.changesPolicy = true
    }

    private func headFiles() throws(CommandFailure) -> GovernedFiles? {
        guard let head else { return nil }
        return try git { () throws(GitError) in
            var reader = GovernedTreeReader(context.repository, scope: context.scope)
            return try reader.files(ofTree: try context.repository.objects.commit(head).tree, at: head)
        }
    }

    /// The governed files on disk, without those that git ignores and does not know; those that git keeps out of a sparse
    /// work tree stand in by their index entries.
    private func listing(_ index: [IndexEntry]) throws(CommandFailure) -> [File] {
        let known = Set(index.map(\.path))
        return try git { () throws(GitError) in
            var files: [File] = []
            for folder in context.scope.folders {
                for file in try workTree.files(below: folder) where context.scope.governs(file.path) {
                    if !known.contains(file.path),
                        try context.repository.isIgnored(String(decoding: file.path, as: UTF8.self))
                    {
                        continue
                    }
                    files.append(File(path: file.path, mode: file.mode))
                }
            }
            let present = Set(files.map(\.path))
            for entry in index where entry.isSkippedInWorkTree && entry.stage == 0 && context.scope.governs(entry.path)
            {
                if !present.contains(entry.path) { files.append(File(path: entry.path, mode: entry.mode)) }
            }
            return files.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        }
    }

    private func content(_ file: File, _ index: [IndexEntry]) throws(CommandFailure) -> ObjectDatabase.Blob? {
        try git { () throws(GitError) in
            if let content = try workTree.read(file.path, limit: TextLimits.bytes) { return content }
            guard let entry = index.first(where: { $0.path == file.path && $0.stage == 0 }) else { return nil }
            return try context.repository.objects.blob(entry.id, limit: TextLimits.bytes)
        }
    }
}

import GitStore
import PlanHistory

/// Where the states that are compared come from.
extension CheckContext {
    /// The governed files of a commit; none where there is no commit.
    func state(
        of commit: ObjectID?, besides staged: (index: GitIndex, files: GovernedFiles)? = nil
    ) throws(CommandFailure) -> StateFiles {
        guard let commit else {
            return StateFiles(files: GovernedFiles([], scope: scope), repository: repository)
        }
        let files = try git { () throws(GitError) in
            var reader = GovernedTreeReader(repository, scope: scope)
            return try reader.files(
                ofTree: try repository.objects.commit(commit).tree, at: commit, besides: staged)
        }
        return StateFiles(files: files, repository: repository)
    }

    /// The governed files on disk, without those that git ignores and does not know; those that git keeps out of a sparse
    /// work tree stand in by their index entries.
    ///
    /// `drafts` are contents that are not written yet and stand there as if they were, by path.
    func workTreeState(
        _ workTree: WorkTree, index: [IndexEntry], drafts: [[UInt8]: [UInt8]] = [:]
    ) throws(CommandFailure) -> StateFiles {
        let known = Dictionary(index.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let listed = try git { () throws(GitError) in
            var files: [GovernedFiles.Entry] = []
            func add(_ file: WorkTree.File) throws(GitError) {
                let entry = known[file.path]
                if entry == nil, try repository.isIgnored(String(decoding: file.path, as: UTF8.self)) { return }
                // Of a link or a submodule outside of plans, what is staged says where it leads.
                let isAsStaged = entry?.mode == file.mode && !file.mode.isFile && !scope.isOfPlans(file.path)
                files.append(
                    GovernedFiles.Entry(path: file.path, mode: file.mode, id: isAsStaged ? entry?.id ?? .zero : .zero))
            }
            for folder in scope.folders {
                for file in try workTree.files(below: folder) where scope.isOfPlans(file.path) { try add(file) }
            }
            if scope.protectsAnything {
                for file in try workTree.files(below: "", entering: scope.canHoldProtected)
                where !scope.isOfPlans(file.path) && scope.protects(file.path) {
                    try add(file)
                }
            }
            let present = Set(files.map(\.path))
            for entry in index where entry.isSkippedInWorkTree && entry.stage == 0 && scope.governs(entry.path) {
                if !present.contains(entry.path) {
                    files.append(GovernedFiles.Entry(path: entry.path, mode: entry.mode, id: entry.id))
                }
            }
            for path in drafts.keys where !present.contains(path) {
                files.append(GovernedFiles.Entry(path: path, mode: .file, id: .zero))
            }
            return GovernedFiles(sorting: files)
        }
        return StateFiles(files: listed, repository: repository, workTree: workTree, drafts: drafts)
    }
}

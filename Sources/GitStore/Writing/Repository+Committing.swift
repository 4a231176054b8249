internal import CLibgit2

/// A file of the work tree that a commit changes.
package struct CommittedFile: Hashable, Sendable {
    package let path: [UInt8]
    package let mode: FileMode
    /// The bytes that stand in the work tree, or nothing where no file does; the commit is refused where something else is there.
    package let before: [UInt8]?
    /// The bytes that are committed, and stand in the work tree afterwards.
    package let after: [UInt8]

    package init(path: [UInt8], mode: FileMode, before: [UInt8]?, after: [UInt8]) {
        self.path = path
        self.mode = mode
        self.before = before
        self.after = after
    }
}

extension Repository {
    /// Makes a commit on HEAD's branch whose tree is HEAD's with some files replaced or added, and brings the work tree and the index
    /// entries of those files up to it. What else is staged stays staged. No hook is run, and nothing is signed.
    ///
    /// Objects come first, where nobody sees them; then the index and the branch are locked and compared with what is expected;
    /// then files, index and branch are replaced, each by one rename. Where it throws, files, index and branch are as they were;
    /// where it is killed, each has its old bytes or its new ones.
    package func commit(
        _ files: [CommittedFile], message: String, identity: CommitIdentity
    ) throws(GitError) -> ObjectID {
        guard let root = facts.workTree else {
            throw GitError(.input, "cannot commit", reason: "the repository has no work tree", help: "use a clone")
        }
        try requireQuiet()
        let head = facts.head
        let parent = try head.map { id throws(GitError) in try objects.commit(id) }
        var replacements: [TreeReplacement] = []
        for file in files {
            replacements.append(
                TreeReplacement(path: file.path, mode: file.mode, blob: try objects.writeBlob(file.after)))
        }
        let tree = try writeTree(from: parent?.tree, replacing: replacements)
        let commit = try objects.writeCommit(
            tree: tree, parents: head.map { [$0] } ?? [], identity: identity, message: message)

        let index = try IndexLock(path: indexPath)
        let ref = try RefLock(try headTarget(), at: head, in: pointer)
        try require(files, in: index.entries(), parent?.tree)
        let workTree = WorkTree(root: root)
        for file in files {
            guard try stands(file, in: workTree) else { throw Self.changed(file.path, "the file in the work tree") }
        }
        let original = index.original
        var written: [CommittedFile] = []
        do throws(GitError) {
            for file in files where file.before != file.after {
                try workTree.write(file.after, to: file.path, over: file.before.map { .bytes($0) } ?? .nothing)
                written.append(file)
            }
            try index.commit(replacements, workTree: root)
        } catch {
            try restore(written, in: workTree)
            throw error
        }
        do throws(GitError) {
            let subject = message.split(separator: "\n").first ?? ""
            try ref.commit(
                to: commit, by: identity.committer, log: "commit\(head == nil ? " (initial)" : ""): \(subject)")
        } catch {
            try restore(written, in: workTree)
            try IndexLock.restore(original, at: indexPath)
            throw error
        }
        return commit
    }

    private func stands(_ file: CommittedFile, in workTree: WorkTree) throws(GitError) -> Bool {
        guard let before = file.before else { return try !workTree.exists(file.path) }
        return try workTree.read(file.path, limit: before.count) == .bytes(before)
    }

    private func restore(_ files: [CommittedFile], in workTree: WorkTree) throws(GitError) {
        for file in files {
            if let before = file.before {
                try workTree.write(before, to: file.path)
            } else {
                try workTree.remove(file.path)
            }
        }
    }

    /// The ref that HEAD leads to: a branch, whether it has a commit or not, or HEAD itself where it is detached.
    private func headTarget() throws(GitError) -> String {
        var name = "HEAD"
        // Git itself follows five.
        for _ in 0..<5 {
            var reference: OpaquePointer?
            guard git_reference_lookup(&reference, pointer, name) == 0 else {
                git_error_clear()
                return name
            }
            defer { git_reference_free(reference) }
            guard let target = git_reference_symbolic_target(reference) else { return name }
            name = String(cString: target)
        }
        throw GitError(.input, "cannot commit", reason: "HEAD leads from one name to the next without an end")
    }

    private var indexPath: String { indexFile ?? facts.gitDirectory + "index" }

    /// Throws while a merge or anything like it is under way, whose end the next commit is.
    private func requireQuiet() throws(GitError) {
        let state = git_repository_state(pointer)
        let names: [(git_repository_state_t, String)] = [
            (GIT_REPOSITORY_STATE_MERGE, "merge"), (GIT_REPOSITORY_STATE_REVERT, "revert"),
            (GIT_REPOSITORY_STATE_REVERT_SEQUENCE, "revert"), (GIT_REPOSITORY_STATE_CHERRYPICK, "cherry-pick"),
            (GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE, "cherry-pick"), (GIT_REPOSITORY_STATE_BISECT, "bisect"),
        ]
        guard state != Int32(GIT_REPOSITORY_STATE_NONE.rawValue) else { return }
        let name = names.first { Int32($0.0.rawValue) == state }?.1 ?? "rebase"
        throw GitError(
            .busy, "cannot commit", reason: "a \(name) is under way in this work tree",
            help: "finish it or take it back first; `git status` says how")
    }

    private typealias FileEntry = (mode: FileMode, id: ObjectID)

    /// Makes sure that no path is in conflict, and that the files are staged as HEAD or the work tree has them.
    private func require(
        _ files: [CommittedFile], in index: [IndexEntry], _ tree: ObjectID?
    ) throws(GitError) {
        if let entry = index.first(where: { $0.stage != 0 }) {
            throw GitError(
                .busy, "cannot commit", reason: "`\(String(decoding: entry.path, as: UTF8.self))` is in conflict",
                help: "resolve it, then `git add` it")
        }
        for file in files {
            let entry = index.first { $0.path == file.path }
            let committed = if let tree { try objects.entry(at: file.path, inTree: tree) } else { FileEntry?.none }
            let isCommitted = entry?.id == committed?.id && entry?.mode == committed?.mode
            guard let entry else {
                if committed == nil { continue }
                throw Self.changed(file.path, "the index")
            }
            let isStaged =
                try entry.id == objects.blobName(of: file.before ?? file.after)
            guard isCommitted || isStaged, !entry.isSkippedInWorkTree else {
                throw Self.changed(file.path, "the index")
            }
        }
    }

    private static func changed(_ path: [UInt8], _ place: String) -> GitError {
        GitError(
            .changed, "cannot commit `\(String(decoding: path, as: UTF8.self))`",
            reason: "\(place) has something else than HEAD", help: "commit or restore it first: `git status` shows it")
    }
}

internal import CLibgit2

extension ObjectDatabase {
    /// Stores the bytes of a file, and gives the name that they have.
    package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        try write(bytes, GIT_OBJECT_BLOB, "cannot store a file")
    }

    /// Stores a commit with these headers. The message is taken as it is; it is UTF-8, and ends with a line break.
    package func writeCommit(
        tree: ObjectID, parents: [ObjectID], identity: CommitIdentity, message: String
    ) throws(GitError) -> ObjectID {
        try writeCommit(
            CommitDraft(
                tree: tree, parents: parents, author: identity.author, committer: identity.committer, message: message))
    }
}

/// A file that a new tree holds in place of what stands at its path.
package struct TreeReplacement: Hashable, Sendable {
    package let path: [UInt8]
    package let mode: FileMode
    package let blob: ObjectID

    package init(path: [UInt8], mode: FileMode, blob: ObjectID) {
        self.path = path
        self.mode = mode
        self.blob = blob
    }
}

extension Repository {
    /// Stores the tree that another one becomes when files are put at some paths, and leaves all else as it is.
    package func writeTree(
        from base: ObjectID?, replacing replacements: [TreeReplacement]
    ) throws(GitError) -> ObjectID {
        guard let base, base != .emptyTree else { return try writeTree(on: nil, replacements) }
        var oid = base.oid
        let baseline = Handle(
            try Libgit2.make("cannot read tree \(base)", code: .missingObject) {
                git_tree_lookup($0, pointer, &oid)
            },
            free: git_tree_free)
        return try writeTree(on: baseline.pointer, replacements)
    }

    private func writeTree(
        on base: OpaquePointer?, _ replacements: [TreeReplacement]
    ) throws(GitError) -> ObjectID {
        // The paths stay where they are until the tree is made.
        let paths = replacements.map { replacement in
            let path = UnsafeMutablePointer<CChar>.allocate(capacity: replacement.path.count + 1)
            for (index, byte) in replacement.path.enumerated() { path[index] = CChar(bitPattern: byte) }
            path[replacement.path.count] = 0
            return path
        }
        defer { for path in paths { path.deallocate() } }
        let updates = zip(replacements, paths).map { replacement, path in
            git_tree_update(
                action: GIT_TREE_UPDATE_UPSERT, id: replacement.blob.oid,
                filemode: git_filemode_t(replacement.mode.rawValue), path: path)
        }
        var oid = git_oid()
        try Libgit2.check(
            git_tree_create_updated(&oid, pointer, base, updates.count, updates), "cannot store a tree")
        return ObjectID(oid)
    }
}

package import GitStore

/// The commits of a branch along first parents, newest first, as columns.
package struct FirstParentChain: Sendable {
    package private(set) var ids: [ObjectID] = []
    package private(set) var trees: [ObjectID] = []
    /// Committer dates, in seconds since 1970-01-01T00:00:00Z.
    package private(set) var committed: [Int64] = []
    /// Author dates, in seconds since 1970-01-01T00:00:00Z.
    package private(set) var authored: [Int64] = []

    package var count: Int { ids.count }

    /// Reads the chain from a tip down to its root, or until `base` stands next.
    ///
    /// The result says whether the base was met: without a base it never is.
    package static func read(
        _ repository: Repository, from tip: ObjectID, until base: ObjectID? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws(GitError) -> (chain: FirstParentChain, metBase: Bool) {
        var chain = FirstParentChain()
        var next: ObjectID? = tip
        while let id = next {
            if id == base { return (chain, true) }
            let commit = try repository.objects.commit(id)
            chain.ids.append(id)
            chain.trees.append(commit.tree)
            chain.committed.append(commit.committed ?? 0)
            chain.authored.append(commit.authored ?? 0)
            next = commit.parents.first
            if chain.count & 1023 == 0 { progress(chain.count) }
        }
        return (chain, false)
    }

    /// Without the newest rows up to the first that was recorded at or before a moment.
    package func cut(at seconds: Int64) -> FirstParentChain {
        guard let first = committed.firstIndex(where: { $0 <= seconds }) else { return FirstParentChain() }
        var chain = FirstParentChain()
        chain.ids = Array(ids[first...])
        chain.trees = Array(trees[first...])
        chain.committed = Array(committed[first...])
        chain.authored = Array(authored[first...])
        return chain
    }
}

package import GitStore
import PlanModel
import Timeline

/// The commits of a branch along first parents, newest first, as columns.
package struct FirstParentChain: Sendable {
    package private(set) var ids: [ObjectID] = []
    package private(set) var trees: [ObjectID] = []
    /// Committer dates, in seconds since 1970-01-01T00:00:00Z.
    package private(set) var committed: [Int64] = []
    /// Author dates, in seconds since 1970-01-01T00:00:00Z.
    package private(set) var authored: [Int64] = []

    /// The commit behind the last row that was read; nothing behind a root.
    private var next: ObjectID?

    package var count: Int { ids.count }

    private init() {}

    /// A chain of which nothing is read yet.
    init(from tip: ObjectID) {
        next = tip
    }

    /// Reads up to so many rows more.
    mutating func extend(by rows: Int, _ repository: Repository) throws(GitError) {
        for _ in 0..<rows where next != nil { try readNext(repository) }
    }

    private mutating func readNext(_ repository: Repository) throws(GitError) {
        guard let id = next else { return }
        let commit = try repository.objects.commit(id)
        ids.append(id)
        trees.append(commit.tree)
        committed.append(commit.committed ?? 0)
        authored.append(commit.authored ?? 0)
        next = commit.parents.first
    }

    /// Reads the chain from a tip down to its root, or until `base` stands next.
    ///
    /// The result says whether the base was met: without a base it never is.
    package static func read(
        _ repository: Repository, from tip: ObjectID, until base: ObjectID? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws(GitError) -> (chain: FirstParentChain, metBase: Bool) {
        var chain = FirstParentChain(from: tip)
        while let id = chain.next {
            if id == base { return (chain, true) }
            try chain.readNext(repository)
            if chain.count & 1023 == 0 { progress(chain.count) }
        }
        return (chain, false)
    }

    /// The landing of a row of a chain that has been read to its root.
    func landing(at row: Int) -> Landing {
        Landing(
            order: count - 1 - row, commit: ids[row].hex, recorded: Timestamp(seconds: committed[row]),
            authored: Timestamp(seconds: authored[row]))
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

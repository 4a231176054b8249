package import GitStore

/// Gives the commits that each landing of a chain brings: all that can be reached from it and from no landing before.
///
/// Landings are asked for oldest first. Each commit is read once, however old the branch is that it was made on.
package struct NewCommits {
    private let objects: ObjectDatabase
    private var seen: Set<ObjectID> = []

    package init(_ repository: Repository) {
        objects = repository.objects
    }

    /// The commits of a landing, newest first by their dates; those of equal dates by their names.
    package mutating func landing(_ tip: ObjectID) throws(GitError) -> [RawCommit] {
        guard seen.insert(tip).inserted else { return [] }
        var rest = [tip]
        var result: [RawCommit] = []
        while let id = rest.popLast() {
            let commit = try objects.commit(id)
            result.append(commit)
            for parent in commit.parents where seen.insert(parent).inserted { rest.append(parent) }
        }
        guard result.count > 1 else { return result }
        return result.sorted { left, right in
            let (a, b) = (left.committed ?? 0, right.committed ?? 0)
            return a != b ? a > b : left.id.hex < right.id.hex
        }
    }
}

package import GitStore

extension GovernedScope {
    /// So many folders of a commit are compared at most.
    private static let mostFolders = 10_000

    /// Whether a commit changes anything that is not of plans, against its first parent.
    ///
    /// In the repository of plans a trailer that names an initiative stands on most commits that change it. Only one that
    /// changes something else beside deploys anything: the first of a history changes nothing, all of it is new. Where there is
    /// too much to compare, nothing is taken for a deployment.
    package func changesCode(_ commit: RawCommit, in repository: Repository) throws(GitError) -> Bool {
        guard let parent = commit.parents.first else { return false }
        let before = try repository.objects.tree(try repository.objects.commit(parent).tree)
        var open = [(before, try repository.objects.tree(commit.tree), [UInt8]())]
        var folders = 0
        while let (old, new, folder) = open.popLast() {
            folders += 1
            guard folders <= Self.mostFolders else { return false }
            for difference in RawTree.differences(from: old, to: new) {
                let path = folder.isEmpty ? Array(difference.name) : folder + [0x2F] + difference.name
                let sides = [difference.old, difference.new].compactMap { $0 }
                if sides.contains(where: { !$0.mode.isTree }), !governs(path) { return true }
                guard sides.contains(where: \.mode.isTree), !holdsOnlyPlans(path) else { continue }
                guard canEnter(path), path.count <= Self.longestPath else { return true }
                func tree(_ entry: RawTree.Entry?) throws(GitError) -> RawTree {
                    guard let entry, entry.mode.isTree else { return .empty }
                    return try repository.objects.tree(entry.id)
                }
                open.append((try tree(difference.old), try tree(difference.new), path))
            }
        }
        return false
    }

    /// git itself makes no longer ones.
    private static let longestPath = 4096
}

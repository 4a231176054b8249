package import GitStore
package import PlanModel

/// The ids that initiatives ever had on a branch.
package enum FormerIDs {
    /// The file stems of every initiative's path on the first-parent chain of a tip: a governed id equals its file's stem.
    ///
    /// Reads commits and the trees that changed, no blob. Adapted documents have ids of other forms and are left out.
    package static func all(_ repository: Repository, tip: ObjectID, policy: Policy) throws(GitError) -> Set<String> {
        let chain = try FirstParentChain.read(repository, from: tip).chain
        var walk = ChangeWalk(repository, policy: policy)
        for row in 0..<chain.count { _ = try walk.changes(at: row, of: chain) }
        let stems = walk.paths.compactMap { path -> String? in
            let entry = policy.documents[path.entry]
            guard entry.kind == .initiative, !entry.isAdapted else { return nil }
            return ListedFile(rawPath: [], path: path.text, kind: .regular).stem
        }
        return Set(stems)
    }
}

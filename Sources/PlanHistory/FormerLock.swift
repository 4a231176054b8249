import Diagnostics
package import GitStore
package import PlanModel

/// Finds the plan as it stood when it was locked last, for an initiative that stepped back behind a lock.
package enum FormerLock {
    /// The newest version, down the first parents of a tip, at which an initiative was at one of the given stages or beyond.
    /// While it is there its locked fields stand still, so that this version has the last lock.
    ///
    /// Followed by path, and by file name where the file has moved. Nothing where it never was that far.
    package static func find(
        _ repository: Repository, tip: ObjectID, path: [UInt8], stages: Set<String>, policy: Policy
    ) throws(GitError) -> PlanDocument? {
        let chain = try FirstParentChain.read(repository, from: tip).chain
        var walk = ChangeWalk(repository, policy: policy)
        let source = DocumentSource(repository, policy: policy)
        let name = path.split(separator: 0x2F).last ?? []
        for row in 0..<chain.count {
            for change in try walk.changes(at: row, of: chain) {
                let changed = walk.paths[change.path]
                guard let blob = change.blob, change.mode.isFile,
                    let last = changed.text.utf8.split(separator: 0x2F).last,
                    last.elementsEqual(name)
                else { continue }
                let entry = GovernedFiles.Entry(path: Array(changed.text.utf8), mode: change.mode, id: blob)
                guard let document = try source.document(entry), let stage = document.initiative?.stage,
                    stages.contains(stage)
                else { continue }
                return document
            }
        }
        return nil
    }
}

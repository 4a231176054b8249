import Diagnostics
package import GitStore
package import PlanModel

/// Finds since when initiatives are followed without a break.
package enum FollowedSince {
    /// The day of the landing from which on every version of an initiative was followed, by the path of its file; nothing for
    /// one that no landing has followed yet.
    ///
    /// Followed by path, and by file name where the file has moved. Reads no further back than the break of each.
    package static func days(
        _ repository: Repository, tip: ObjectID, paths: [String], policy: Policy,
        isFollowed: (PlanDocument) -> Bool
    ) throws(GitError) -> [String: Day] {
        let chain = try FirstParentChain.read(repository, from: tip).chain
        var walk = ChangeWalk(repository, policy: policy)
        let source = DocumentSource(repository, policy: policy)
        var open: [Substring: [String]] = [:]
        for path in paths { open[name(path), default: []].append(path) }
        var result: [String: Day] = [:]
        for row in 0..<chain.count {
            if open.isEmpty { break }
            for change in try walk.changes(at: row, of: chain) {
                let changed = walk.paths[change.path].text
                guard let blob = change.blob, change.mode.isFile, let waiting = open[name(changed)] else { continue }
                let entry = GovernedFiles.Entry(path: Array(changed.utf8), mode: change.mode, id: blob)
                guard let document = try source.document(entry) else { continue }
                if isFollowed(document) {
                    for path in waiting { result[path] = Timestamp(seconds: chain.committed[row]).day }
                } else {
                    open[name(changed)] = nil
                }
            }
        }
        return result
    }

    private static func name(_ path: String) -> Substring { path.split(separator: "/").last ?? "" }
}

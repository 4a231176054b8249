package import GitStore

/// The files of a commit, whatever they are.
package enum TreeListing {
    package struct File: Sendable {
        package let path: [UInt8]
        package let id: ObjectID
    }

    /// The regular files whose names end with one of these, in git's order; at most `limit`.
    package static func files(
        _ repository: Repository, at commit: ObjectID, endings: [String], limit: Int
    ) throws(GitError) -> (files: [File], isWhole: Bool) {
        var reader = TreeReader(repository.objects)
        var result: [File] = []
        let suffixes = endings.map { Array($0.utf8) }
        func list(_ id: ObjectID, _ folder: [UInt8], _ depth: Int) throws(GitError) {
            let tree = try reader.tree(id, at: folder, depth: depth, of: commit)
            for entry in tree.entries where result.count <= limit {
                let name = tree.name(of: entry)
                let path = folder.isEmpty ? Array(name) : folder + [0x2F] + name
                if entry.mode.isTree {
                    try list(entry.id, path, depth + 1)
                } else if entry.mode.isFile,
                    suffixes.contains(where: { name.count > $0.count && name.suffix($0.count).elementsEqual($0) })
                {
                    result.append(File(path: path, id: entry.id))
                }
            }
        }
        try list(try repository.objects.commit(commit).tree, [], 0)
        return (Array(result.prefix(limit)), result.count <= limit)
    }
}

import GitStore

/// Compares trees of commits in some paths alone, and enters only folders that differ and lead to one of them.
struct PathComparison {
    /// The blobs at the paths of one number that two trees do not have in common.
    struct Change {
        var old: [ObjectID] = []
        var new: [ObjectID] = []
    }

    /// A folder that leads to a path.
    private struct Folder {
        var folders: [PathKey: Int] = [:]
        /// The numbers of the paths that end with a name.
        var names: [PathKey: [Int]] = [:]
    }

    private var nodes = [Folder()]
    private var trees: TreeReader

    /// The paths by what the caller calls them: several may have one number, and one path several numbers.
    init(_ repository: Repository, _ paths: [(path: [UInt8], number: Int)]) {
        trees = TreeReader(repository.objects)
        for (path, number) in paths {
            let parts = path.split(separator: 0x2F)
            var node = 0
            for part in parts.dropLast() {
                let key = PathKey(Array(part))
                if let known = nodes[node].folders[key] {
                    node = known
                } else {
                    nodes.append(Folder())
                    nodes[node].folders[key] = nodes.count - 1
                    node = nodes.count - 1
                }
            }
            if let name = parts.last { nodes[node].names[PathKey(Array(name)), default: []].append(number) }
        }
    }

    /// What differs from a parent, or from nothing, to a commit, by the numbers of the paths. What has a file's name counts,
    /// whatever its mode says.
    mutating func changes(from parent: RawCommit?, to commit: RawCommit) throws(GitError) -> [Int: Change] {
        var result: [Int: Change] = [:]
        if parent?.tree == commit.tree { return result }
        let old = parent.map { Side(tree: $0.tree, commit: $0.id) }
        try compare(old, Side(tree: commit.tree, commit: commit.id), [], 0, 0, &result)
        return result
    }

    private struct Side {
        let tree: ObjectID
        let commit: ObjectID

        func folder(_ entry: RawTree.Entry?) -> Side? {
            guard let entry, entry.mode.isTree else { return nil }
            return Side(tree: entry.id, commit: commit)
        }
    }

    private mutating func compare(
        _ before: Side?, _ after: Side?, _ path: [UInt8], _ node: Int, _ depth: Int, _ result: inout [Int: Change]
    ) throws(GitError) {
        let (old, new) = (try load(before, path, depth), try load(after, path, depth))
        for difference in RawTree.differences(from: old, to: new) {
            let name = Array(difference.name)
            let key = PathKey(name)
            let isFolder = difference.old?.mode.isTree ?? false || difference.new?.mode.isTree ?? false
            if isFolder, let folder = nodes[node].folders[key] {
                try compare(
                    before?.folder(difference.old), after?.folder(difference.new),
                    path.isEmpty ? name : path + [0x2F] + name, folder, depth + 1, &result)
            }
            for number in nodes[node].names[key] ?? [] {
                if let entry = difference.old, Self.isBlob(entry) {
                    result[number, default: Change()].old.append(entry.id)
                }
                if let entry = difference.new, Self.isBlob(entry) {
                    result[number, default: Change()].new.append(entry.id)
                }
            }
        }
    }

    /// Reads a tree. What of a malformed one could be taken for two things counts as one, or not at all.
    private mutating func load(_ side: Side?, _ path: [UInt8], _ depth: Int) throws(GitError) -> RawTree {
        guard let side else { return .empty }
        let tree = try trees.tree(side.tree, at: path, depth: depth, of: side.commit)
        return tree.irregularities.isEmpty ? tree : tree.unambiguous
    }

    private static func isBlob(_ entry: RawTree.Entry) -> Bool { !entry.mode.isTree && entry.mode != .submodule }
}

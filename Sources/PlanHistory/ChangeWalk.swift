import Diagnostics
import GitStore
import PlanModel

/// Finds what each landing of a chain changed in documents, by comparing trees and entering only those that differ.
struct ChangeWalk {
    /// A document that a landing wrote or removed.
    struct Change {
        /// Index into `paths`.
        let path: Int
        /// Nothing where the file was removed.
        let blob: ObjectID?
        let mode: FileMode
    }

    /// A path that held a document at some time.
    struct Path {
        let text: String
        let entry: Int
    }

    private(set) var paths: [Path] = []
    private var pathIndex: [PathKey: Int] = [:]
    private var scope: PlanScope
    private var trees: TreeReader

    init(_ repository: Repository, policy: Policy, others: OtherFiles? = nil) {
        trees = TreeReader(repository.objects)
        scope = PlanScope(policy, others: others)
    }

    /// What was irregular in the trees.
    var problems: [HistoryProblem] { trees.problems }

    /// The changes of one landing of a chain: from the tree of its first parent (nothing for a root) to its own.
    mutating func changes(at row: Int, of chain: FirstParentChain) throws(GitError) -> [Change] {
        let new = Side(tree: chain.trees[row], commit: chain.ids[row])
        let old = row + 1 < chain.count ? Side(tree: chain.trees[row + 1], commit: chain.ids[row + 1]) : nil
        guard old?.tree != new.tree else { return [] }
        var result: [Change] = []
        try compare(old, new, [], 0, &result)
        return result
    }

    /// One of two trees that are compared, with the landing that it belongs to.
    private struct Side {
        let tree: ObjectID
        let commit: ObjectID

        /// A folder of the same landing; nothing where the entry is no folder.
        func folder(_ entry: RawTree.Entry?) -> Side? {
            guard let entry, entry.mode.isTree else { return nil }
            return Side(tree: entry.id, commit: commit)
        }
    }

    private mutating func compare(
        _ before: Side?, _ after: Side?, _ folder: [UInt8], _ depth: Int, _ result: inout [Change]
    ) throws(GitError) {
        let oldTree: RawTree
        if let before { oldTree = try load(before, folder, depth) } else { oldTree = .empty }
        let newTree: RawTree
        if let after { newTree = try load(after, folder, depth) } else { newTree = .empty }
        for difference in RawTree.differences(from: oldTree, to: newTree) {
            let path = folder.isEmpty ? Array(difference.name) : folder + [0x2F] + difference.name
            let (old, new) = (difference.old, difference.new)
            if old?.mode.isTree ?? false || new?.mode.isTree ?? false {
                guard scope.canEnter(path) else { continue }
                try compare(before?.folder(old), after?.folder(new), path, depth + 1, &result)
            }
            // Tree and file of one name are two differences, so what is left here is a file on every side that is there.
            let hadFile = old.map { !$0.mode.isTree } ?? false
            let hasFile = new.map { !$0.mode.isTree } ?? false
            guard hadFile || hasFile, let entry = scope.entry(for: path) else { continue }
            if hadFile, hasFile, old?.id == new?.id, old?.mode.isFile == new?.mode.isFile { continue }
            result.append(
                Change(path: index(path, entry), blob: hasFile ? new?.id : nil, mode: new?.mode ?? .file))
        }
    }

    /// Reads a tree. What of a malformed one could be taken for two things counts as one, or not at all.
    private mutating func load(_ side: Side, _ folder: [UInt8], _ depth: Int) throws(GitError) -> RawTree {
        let tree = try trees.tree(side.tree, at: folder, depth: depth, of: side.commit)
        return tree.irregularities.isEmpty ? tree : tree.unambiguous
    }

    private mutating func index(_ path: [UInt8], _ entry: Int) -> Int {
        let key = PathKey(path)
        if let known = pathIndex[key] { return known }
        paths.append(Path(text: Printable.path(path), entry: entry))
        pathIndex[key] = paths.count - 1
        return paths.count - 1
    }
}

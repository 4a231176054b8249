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
    private(set) var problems: [HistoryProblem] = []
    private var pathIndex: [[UInt8]: Int] = [:]
    private var scope: PlanScope
    private var cache = TreeCache()
    private var inspected: Set<ObjectID> = []
    private let objects: ObjectDatabase

    init(_ repository: Repository, policy: Policy) {
        objects = repository.objects
        scope = PlanScope(policy)
    }

    /// The changes of one landing: from the tree of its first parent (nothing for a root) to its own.
    mutating func changes(from old: ObjectID?, to new: ObjectID, at commit: ObjectID) throws(GitError) -> [Change] {
        guard old != new else { return [] }
        var result: [Change] = []
        try compare(old, new, [], commit, &result)
        return result
    }

    private mutating func compare(
        _ old: ObjectID?, _ new: ObjectID?, _ folder: [UInt8], _ commit: ObjectID, _ result: inout [Change]
    ) throws(GitError) {
        let oldTree: RawTree
        if let old { oldTree = try load(old, folder, commit) } else { oldTree = .empty }
        let newTree: RawTree
        if let new { newTree = try load(new, folder, commit) } else { newTree = .empty }
        for difference in RawTree.differences(from: oldTree, to: newTree) {
            let path = folder.isEmpty ? Array(difference.name) : folder + [0x2F] + difference.name
            let (old, new) = (difference.old, difference.new)
            if old?.mode.isTree ?? false || new?.mode.isTree ?? false {
                guard scope.canEnter(path) else { continue }
                try compare(
                    old?.mode.isTree ?? false ? old?.id : nil, new?.mode.isTree ?? false ? new?.id : nil, path, commit,
                    &result)
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

    private mutating func load(_ id: ObjectID, _ folder: [UInt8], _ commit: ObjectID) throws(GitError) -> RawTree {
        let tree = try cache.tree(id, in: objects)
        if !tree.irregularities.isEmpty, inspected.insert(id).inserted {
            for irregularity in tree.irregularities {
                problems.append(
                    HistoryProblem(
                        commit: commit, folder: Printable.path(folder), text: "tree \(id.short): \(irregularity.text)"))
            }
        }
        return tree
    }

    private mutating func index(_ path: [UInt8], _ entry: Int) -> Int {
        if let known = pathIndex[path] { return known }
        paths.append(Path(text: Printable.path(path), entry: entry))
        pathIndex[path] = paths.count - 1
        return paths.count - 1
    }
}

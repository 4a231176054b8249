import Diagnostics
import GitStore

/// Reads trees through a cache, and notes what is irregular in them, each tree once.
struct TreeReader {
    /// How deep folders may nest; git itself makes paths of at most 4,096 bytes.
    static let depthLimit = 128

    private(set) var problems: [HistoryProblem] = []
    private var cache = TreeCache()
    private var inspected: Set<ObjectID> = []
    private let objects: ObjectDatabase

    init(_ objects: ObjectDatabase) {
        self.objects = objects
    }

    /// The tree of a folder in a landing. Below the limit of depth there is nothing, and a problem says so.
    mutating func tree(
        _ id: ObjectID, at folder: [UInt8], depth: Int, of commit: ObjectID
    ) throws(GitError) -> RawTree {
        guard depth <= Self.depthLimit else {
            if inspected.insert(id).inserted {
                note("folders nest deeper than \(Self.depthLimit) levels; what lies below is not read", folder, commit)
            }
            return .empty
        }
        let tree = try cache.tree(id, in: objects)
        if !tree.irregularities.isEmpty, inspected.insert(id).inserted {
            for irregularity in tree.irregularities { note("tree \(id.short): \(irregularity.text)", folder, commit) }
        }
        return tree
    }

    private mutating func note(_ text: String, _ folder: [UInt8], _ commit: ObjectID) {
        problems.append(HistoryProblem(commit: commit, folder: Printable.path(folder), text: text))
    }
}

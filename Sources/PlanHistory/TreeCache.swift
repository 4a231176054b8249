import GitStore

/// Trees that were read lately, so that the one of a landing is not read again for the next.
struct TreeCache {
    /// The most memory that trees may take, in bytes.
    private static let limit = 4 << 20

    private var trees: [ObjectID: RawTree] = [:]
    private var order: [ObjectID] = []
    private var oldest = 0
    private var footprint = 0

    mutating func tree(_ id: ObjectID, in objects: ObjectDatabase) throws(GitError) -> RawTree {
        if let known = trees[id] { return known }
        let tree = try objects.tree(id)
        trees[id] = tree
        order.append(id)
        footprint += tree.footprint
        while footprint > Self.limit, oldest < order.count - 1 {
            if let old = trees.removeValue(forKey: order[oldest]) { footprint -= old.footprint }
            oldest += 1
        }
        if oldest > 4096 {
            order.removeFirst(oldest)
            oldest = 0
        }
        return tree
    }
}

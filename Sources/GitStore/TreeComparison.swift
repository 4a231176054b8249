/// One name that is not the same in two trees.
package struct TreeDifference: Sendable {
    /// The name of the entry, without its folder.
    package let name: ArraySlice<UInt8>
    package let old: RawTree.Entry?
    package let new: RawTree.Entry?
}

extension RawTree {
    /// The entries in which two trees differ, in git's order, by merging their sorted lists.
    ///
    /// A file that became a folder gives two differences, as it does in git.
    package static func differences(from old: RawTree, to new: RawTree) -> [TreeDifference] {
        var result: [TreeDifference] = []
        old.names.withUnsafeBufferPointer { oldNames in
            new.names.withUnsafeBufferPointer { newNames in
                var (i, j) = (0, 0)
                while i < old.entries.count || j < new.entries.count {
                    let order: Int
                    if i == old.entries.count {
                        order = 1
                    } else if j == new.entries.count {
                        order = -1
                    } else {
                        let (a, b) = (old.entries[i], new.entries[j])
                        order = TreeOrder.compare(oldNames, a, newNames, b)
                    }
                    if order < 0 {
                        let entry = old.entries[i]
                        result.append(TreeDifference(name: old.name(of: entry), old: entry, new: nil))
                        i += 1
                    } else if order > 0 {
                        let entry = new.entries[j]
                        result.append(TreeDifference(name: new.name(of: entry), old: nil, new: entry))
                        j += 1
                    } else {
                        let (a, b) = (old.entries[i], new.entries[j])
                        if a.id != b.id || a.mode != b.mode {
                            result.append(TreeDifference(name: new.name(of: b), old: a, new: b))
                        }
                        i += 1
                        j += 1
                    }
                }
            }
        }
        return result
    }
}

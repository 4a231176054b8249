/// The index: what the next commit would hold, in git's order, and the trees that git has noted for its folders.
package struct GitIndex: Sendable {
    package let entries: [IndexEntry]
    /// The trees that `git commit` would take for folders without looking at their entries again.
    private let notes: [[UInt8]: NotedTree]

    /// A tree that git wrote for a folder that has not changed since.
    struct NotedTree: Sendable {
        let id: ObjectID
        /// How many entries of the index lie below the folder.
        let count: Int
    }

    static let empty = GitIndex(entries: [], notes: [:])

    init(entries: [IndexEntry], notes: [[UInt8]: NotedTree]) {
        self.entries = entries
        self.notes = notes
    }

    /// Whether a folder (empty for the top) would be this tree in the next commit, as far as git has noted it: then what the
    /// index holds below the folder is what the tree holds. `false` says nothing.
    package func holds(_ tree: ObjectID, at folder: [UInt8]) -> Bool {
        guard let note = notes[folder], note.id == tree else { return false }
        // A note is made of entries that can be committed; one that does not fit them was not made by git.
        let below = range(below: folder)
        guard below.count == note.count else { return false }
        for position in below where entries[position].stage != 0 || entries[position].isIntentToAdd { return false }
        return true
    }

    /// Where the entries below a folder stand; all of them for the top.
    private func range(below folder: [UInt8]) -> Range<Int> {
        if folder.isEmpty { return entries.indices }
        // `0` is the next byte behind `/`: between the two lies what begins with `folder/`.
        return firstIndex(notBefore: folder + [0x2F])..<firstIndex(notBefore: folder + [0x30])
    }

    private func firstIndex(notBefore path: [UInt8]) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if PathOrder.precedes(entries[middle].path, path) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension GitIndex: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { entries.count }
    package subscript(position: Int) -> IndexEntry { entries[position] }
}

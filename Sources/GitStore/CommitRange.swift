extension Repository {
    /// The commits that can be reached from `tip` and not from `base`, newest first.
    ///
    /// Exact where dates grow along parents. Where clocks were wrong it may also give commits that `base` reaches, and never
    /// leaves one out: a commit is left out only when a path from `base` to it was walked.
    package func commits(from base: ObjectID, to tip: ObjectID) throws(GitError) -> [RawCommit] {
        var isHidden: [ObjectID: Bool] = [tip: false]
        var loaded: [ObjectID: RawCommit] = [:]
        var queue = CommitQueue()
        var result: [RawCommit] = []
        func push(_ id: ObjectID) throws(GitError) {
            let commit: RawCommit
            if let known = loaded[id] { commit = known } else { commit = try objects.commit(id) }
            loaded[id] = commit
            queue.push(id, date: commit.committed ?? 0, isVisible: isHidden[id] == false)
        }
        try push(tip)
        isHidden[base] = true
        try push(base)
        // Go on while something in the queue might still belong to the range.
        while queue.visible > 0, let id = queue.pop() {
            guard let commit = loaded[id] else { continue }
            let hidden = isHidden[id] ?? false
            if !hidden { result.append(commit) }  // Hidden later: filtered at the end.
            for parent in commit.parents {
                if let known = isHidden[parent] {
                    // A late discovery that it belongs to the base: walk it again to hide its parents too.
                    if hidden, !known {
                        isHidden[parent] = true
                        try push(parent)
                    }
                } else {
                    isHidden[parent] = hidden
                    try push(parent)
                }
            }
        }
        return result.filter { isHidden[$0.id] == false }
    }
}

/// Commits by date, newest first; equal dates in the order of their names, so that results never depend on chance.
private struct CommitQueue {
    private typealias Element = (date: Int64, id: ObjectID, isVisible: Bool)

    private var heap: [Element] = []
    /// How many in the queue were not known to be hidden when they entered it.
    private(set) var visible = 0

    mutating func push(_ id: ObjectID, date: Int64, isVisible: Bool) {
        heap.append((date, id, isVisible))
        if isVisible { visible += 1 }
        var child = heap.count - 1
        while child > 0, precedes(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> ObjectID? {
        guard let first = heap.first else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        if first.isVisible { visible -= 1 }
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(heap[child], heap[best])
            {
                best = child
            }
            if best == parent { return first.id }
            heap.swapAt(parent, best)
            parent = best
        }
    }

    private func precedes(_ a: Element, _ b: Element) -> Bool {
        a.date != b.date ? a.date > b.date : a.id.hex < b.id.hex
    }
}

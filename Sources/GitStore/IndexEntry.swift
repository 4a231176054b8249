internal import CLibgit2
import Glibc

/// An entry of the index: what the next commit would hold at a path.
package struct IndexEntry: Hashable, Sendable {
    package let path: [UInt8]
    package let mode: FileMode
    package let id: ObjectID
    /// 0, or 1 to 3 while a conflict is not resolved.
    package let stage: Int
    /// git does not look at the work tree for this path.
    package let isAssumedUnchanged: Bool
    /// git does not look at the work tree for this path, and may have no file there.
    package let isSkippedInWorkTree: Bool
    /// Announced with `git add --intent-to-add`: it has no content yet, and will not be in the commit.
    package let isIntentToAdd: Bool

    /// Whether nothing but a path, a mode and an id is to be said of it.
    package var isPlain: Bool { stage == 0 && !isAssumedUnchanged && !isSkippedInWorkTree && !isIntentToAdd }

    /// The entries of an index that libgit2 made, as a merge does.
    static func all(in index: OpaquePointer) -> [IndexEntry] {
        let count = git_index_entrycount(index)
        var result: [IndexEntry] = []
        result.reserveCapacity(count)
        for position in 0..<count {
            guard let entry = git_index_get_byindex(index, position)?.pointee, let path = entry.path else { continue }
            let length = strlen(path)
            let bytes = UnsafeBufferPointer(
                start: UnsafeRawPointer(path).assumingMemoryBound(to: UInt8.self), count: length)
            let extended = UInt32(entry.flags_extended)
            result.append(
                IndexEntry(
                    path: Array(bytes), mode: FileMode(rawValue: entry.mode), id: ObjectID(entry.id),
                    stage: Int(git_index_entry_stage(git_index_get_byindex(index, position))),
                    isAssumedUnchanged: entry.flags & 0x8000 != 0,
                    isSkippedInWorkTree: extended & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0,
                    isIntentToAdd: extended & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0))
        }
        return result
    }
}

package import GitStore

/// Something in the history that git's own rules do not allow; the walk went on.
package struct HistoryProblem: Hashable, Sendable {
    /// The landing in whose tree it was met first, by the walk from the newest.
    package let commit: ObjectID
    /// The folder, empty for the top.
    package let folder: String
    /// A sentence without a full stop.
    package let text: String
}

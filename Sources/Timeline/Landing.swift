package import PlanModel

/// One move of a governed branch along its first parents.
package struct Landing: Hashable, Sendable {
    /// Its place on the branch: 0 for the oldest.
    package let order: Int
    /// The 40 hexadecimal digits of the commit.
    package let commit: String
    /// When it became known on the branch: the committer's date.
    package let recorded: Timestamp
    /// The author's date, kept beside it.
    package let authored: Timestamp

    package init(order: Int, commit: String, recorded: Timestamp, authored: Timestamp) {
        self.order = order
        self.commit = commit
        self.recorded = recorded
        self.authored = authored
    }
}

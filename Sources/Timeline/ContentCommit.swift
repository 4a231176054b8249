/// A commit of a landing that changed an initiative: its plan, its ledger, or both.
package struct ContentCommit: Hashable, Sendable {
    /// How much of a plan a commit changed.
    package enum PlanChange: Int, Comparable, Sendable {
        case nothing
        /// Bytes and no value: order, comments, layout.
        case layout
        /// Only `stage` or `state`.
        case step
        /// Anything else.
        case content

        package static func < (left: PlanChange, right: PlanChange) -> Bool { left.rawValue < right.rawValue }
    }

    /// The 40 hexadecimal digits of the commit.
    package let commit: String
    /// Every address on it, each once.
    package let addresses: [CommitAddress]
    package let plan: PlanChange
    package let changesLedger: Bool

    package init(commit: String, addresses: [CommitAddress], plan: PlanChange, changesLedger: Bool) {
        self.commit = commit
        self.addresses = addresses
        self.plan = plan
        self.changesLedger = changesLedger
    }

    /// Whether whoever made it is an author of the initiative. Taking a step is not authorship, and neither is laying out.
    package var isAuthorship: Bool { plan == .content || changesLedger }
}

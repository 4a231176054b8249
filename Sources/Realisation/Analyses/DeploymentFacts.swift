package import PlanModel

/// Deployments as commits and tags show them, here and in the repositories that the policy names.
package struct DeploymentFacts: Sendable {
    /// A commit that names initiatives in a trailer `Initiative`, or a tag that a ledger names.
    package struct Trace: Hashable, Sendable {
        /// The name that the policy gives the repository; empty for the one that the plans lie in.
        package let repository: String
        package let commit: String
        /// The tag; nothing for a commit.
        package let tag: String?
        package let recorded: Timestamp
        package let subject: String
        /// The initiatives that the commit names; none where it is a tag that names none.
        package let initiatives: [String]

        package init(
            repository: String, commit: String, tag: String? = nil, recorded: Timestamp, subject: String,
            initiatives: [String]
        ) {
            self.repository = repository
            self.commit = commit
            self.tag = tag
            self.recorded = recorded
            self.subject = subject
            self.initiatives = initiatives
        }
    }

    package var traces: [Trace] = []
    /// Repositories that could not be read, each with the reason.
    package var unread: [String: String] = [:]
    /// The repositories that were read, by name.
    package var read: [String] = []

    package init() {}

    /// Which repository has a commit, of those that were read.
    package var known: [String: String] = [:]
}

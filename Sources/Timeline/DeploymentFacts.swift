package import PlanModel

/// Deployments as commits and tags show them, here and in the repositories that the policy names, and what is to be thought of
/// them: `check` and the analysis judge by the same words.
package struct DeploymentFacts: Sendable {
    /// A commit that names initiatives in a trailer `Initiative`.
    package struct Trace: Hashable, Sendable {
        /// The name that the policy gives the repository; empty for the one that the plans lie in.
        package let repository: String
        package let commit: String
        package let recorded: Timestamp
        package let subject: String
        /// The initiatives that the commit names.
        package let initiatives: [String]

        package init(
            repository: String, commit: String, recorded: Timestamp, subject: String, initiatives: [String]
        ) {
            self.repository = repository
            self.commit = commit
            self.recorded = recorded
            self.subject = subject
            self.initiatives = initiatives
        }
    }

    /// A tag of a repository that the policy names: it stands for something that was deployed.
    package struct Tag: Hashable, Sendable {
        package let repository: String
        package let name: String
        package let commit: String
        /// The date of the commit; nothing where it has none that can be read.
        package let recorded: Timestamp?
        package let subject: String
        /// Whether a ledger or a trailer leads from what it brings to an initiative.
        package let isLinked: Bool

        package init(
            repository: String, name: String, commit: String, recorded: Timestamp?, subject: String, isLinked: Bool
        ) {
            self.repository = repository
            self.name = name
            self.commit = commit
            self.recorded = recorded
            self.subject = subject
            self.isLinked = isLinked
        }
    }

    package private(set) var traces: [Trace] = []
    /// The initiatives that commits name.
    package private(set) var named: Set<String> = []
    package var tags: [Tag] = []
    /// Repositories that could not be read, each with the reason in a clause that follows its name.
    package var unread: [String: String] = [:]
    /// The repositories that were read, by name.
    package var read: [String] = []
    /// Which repository has a commit that a ledger names, of those that were read.
    package var known: [String: String] = [:]
    /// When the programme began: the first landing that has a policy. Nothing where none has landed.
    package var since: Timestamp?
    /// Why nothing was read at all; nothing where it was.
    package var lack: String?

    package init() {}

    package mutating func add(_ trace: Trace) {
        traces.append(trace)
        named.formUnion(trace.initiatives)
    }
}

extension DeploymentFacts {
    /// What is to be thought of a go-live.
    package enum GoLive: Hashable, Sendable {
        case deployed
        case withoutDeployment
        /// It may have been deployed where nobody could look, for this reason.
        case undecided(String)
    }

    /// Judges the go-live of an initiative. What its ledger records is a deployment, whatever shows it: whether it names a commit
    /// that is there is for other rules.
    package func goLive(of initiative: String, hasRecordedDeployment: Bool) -> GoLive {
        if hasRecordedDeployment || named.contains(initiative) { return .deployed }
        if let lack { return .undecided(lack) }
        guard unread.isEmpty else {
            return .undecided(
                unread.sorted { $0.key < $1.key }.map { "`\($0.key)` \($0.value)" }.joined(separator: "; "))
        }
        return .withoutDeployment
    }

    /// The tags that lead to no initiative.
    ///
    /// A service is older than the plans that govern it, so that a tag from before the first of them is none of theirs. What has no
    /// date that can be read is judged: nobody gets past it by leaving the date out.
    package var unlinkedTags: [Tag] { tags.filter { !$0.isLinked && !isBefore($0.recorded) } }

    /// Whether something was made before the programme began.
    package func isBefore(_ recorded: Timestamp?) -> Bool {
        guard let since else { return true }
        return recorded.map { $0 < since } ?? false
    }
}

package import GitStore
package import PlanModel

/// What the commits and tags of a repository say about initiatives.
///
/// A tag brings the commits that can be reached from it and not through another tag. It is linked where one of them names an
/// initiative in a trailer, or is named by a ledger: the trailer stands in the commit that made the change, and the tag on the
/// release that came of it. Everything reachable is read, each commit once; no date ends the walk, since dates are typed.
package struct DeployedHistory {
    /// A commit that names initiatives.
    package struct NamingCommit: Sendable {
        /// 40 hexadecimal digits.
        package let commit: String
        package let recorded: Timestamp
        package let subject: String
        /// In the order of the message.
        package let initiatives: [String]
    }

    /// A tag and what it brings.
    package struct Tag: Sendable {
        package let name: String
        package let commit: ObjectID
        /// The date of its commit; nothing where that has none that can be read.
        package let recorded: Timestamp?
        package let subject: String
        package let isLinked: Bool
    }

    /// What leads from a commit to an initiative.
    package struct Links {
        /// The initiatives that there are.
        package let initiatives: Set<String>
        /// The commits that ledgers name.
        package let commits: Set<ObjectID>

        package init(initiatives: Set<String>, commits: Set<ObjectID>) {
            self.initiatives = initiatives
            self.commits = commits
        }
    }

    /// Oldest first by their dates.
    package private(set) var commits: [NamingCommit] = []
    /// By name.
    package private(set) var tags: [Tag] = []

    package static let trailer = "Initiative"
    /// So many commits of another repository are read at most.
    package static let mostCommits = 1_000_000

    private let repository: Repository
    private let links: Links
    private let most: Int
    private let tagged: Set<ObjectID>
    private var dates: [ObjectID: (recorded: Timestamp?, subject: String)] = [:]
    /// Whether something leads from a commit, or from those that it brings, to an initiative.
    private var leads: [ObjectID: Bool] = [:]

    /// Reads what can be reached from the heads and from the tags.
    package static func read(
        _ repository: Repository, heads: [ObjectID], tags: [Repository.TaggedCommit] = [], _ links: Links,
        atMost most: Int = .max
    ) throws(GitError) -> DeployedHistory {
        var history = DeployedHistory(repository, links, most, Set(tags.map(\.commit)))
        for tip in heads + tags.map(\.commit) { try history.walk(from: tip) }
        history.commits.sort { ($0.recorded.seconds, $0.commit) < ($1.recorded.seconds, $1.commit) }
        for tag in tags {
            history.tags.append(
                Tag(
                    name: tag.name, commit: tag.commit, recorded: history.dates[tag.commit]?.recorded,
                    subject: history.dates[tag.commit]?.subject ?? "", isLinked: history.leads[tag.commit] ?? false))
        }
        return history
    }

    private init(_ repository: Repository, _ links: Links, _ most: Int, _ tagged: Set<ObjectID>) {
        self.repository = repository
        self.links = links
        self.most = most
        self.tagged = tagged
    }

    /// A commit whose parents are being read.
    private struct Open {
        let id: ObjectID
        let parents: [ObjectID]
        var next = 0
        var leads: Bool
    }

    /// Parents before children, so that each commit is known when one that brings it is looked at.
    private mutating func walk(from tip: ObjectID) throws(GitError) {
        guard leads[tip] == nil else { return }
        var stack = [try open(tip)]
        while var top = stack.popLast() {
            guard top.next < top.parents.count else {
                leads[top.id] = top.leads
                continue
            }
            let parent = top.parents[top.next]
            if let known = leads[parent] {
                if known, !tagged.contains(parent) { top.leads = true }
                top.next += 1
                stack.append(top)
            } else {
                stack.append(top)
                stack.append(try open(parent))
            }
        }
    }

    private mutating func open(_ id: ObjectID) throws(GitError) -> Open {
        guard leads.count < most else {
            throw GitError(.input, "cannot read its history", reason: "it has more than \(most) commits")
        }
        let commit = try repository.objects.commit(id)
        // Known from here on: damaged commits could be each other's parents.
        leads[id] = false
        let initiatives = Trailers(message: commit.message).values(of: Self.trailer).flatMap { value in
            value.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
        }
        if !initiatives.isEmpty {
            commits.append(
                NamingCommit(
                    commit: id.hex, recorded: Timestamp(seconds: commit.committed ?? 0), subject: commit.subject,
                    initiatives: initiatives))
        }
        if tagged.contains(id) {
            dates[id] = (commit.committed.map { Timestamp(seconds: $0) }, commit.subject)
        }
        return Open(
            id: id, parents: commit.parents,
            leads: links.commits.contains(id) || initiatives.contains(where: links.initiatives.contains))
    }
}

import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Realisation
import Timeline

/// Looks for deployments in commits: here, and in the repositories that the policy names by a path.
struct DeploymentReading {
    private let workspace: Workspace
    private let policy: Policy
    private static let trailer = "Initiative"

    init(_ workspace: Workspace, _ policy: Policy) {
        self.workspace = workspace
        self.policy = policy
    }

    /// `tip` is that of the governed branch; in the other repositories what HEAD leads to is read.
    func facts(_ history: BranchHistory, tip: ObjectID) throws(CommandFailure) -> DeploymentFacts {
        var facts = DeploymentFacts()
        let references = Self.references(history)
        try read(workspace.repository, "", tip, references, &facts)
        for (name, place) in policy.repositories.sorted(by: { $0.key < $1.key }) {
            let shown = Printable.line(name)
            switch workspace.others.open(place, below: workspace.repository.facts.workTree) {
            case .unread(let reason): facts.unread[shown] = reason
            case .repository(let repository):
                facts.read.append(shown)
                if let head = repository.facts.head { try read(repository, shown, head, references, &facts) }
            }
        }
        return facts
    }

    private func read(
        _ repository: Repository, _ name: String, _ tip: ObjectID, _ references: [(String, EvidenceReference)],
        _ facts: inout DeploymentFacts
    ) throws(CommandFailure) {
        for (digits, reference) in references where facts.known[digits] == nil {
            if case .present = ReferenceLookup.find(reference, in: repository) { facts.known[digits] = name }
        }
        if !name.isEmpty { try addTags(of: repository, name, &facts) }
        let found = try git { () throws(GitError) in
            try TrailerCommit.find(repository, from: tip, key: Self.trailer)
        }
        for commit in found {
            // In the repository of plans the trailer says which plan a commit changes, and deploys nothing.
            if name.isEmpty, policy.commitDemands.trailers.contains(.initiative) { break }
            let ids = commit.values.flatMap { $0.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) }
            facts.traces.append(
                DeploymentFacts.Trace(
                    repository: name, commit: commit.commit, recorded: commit.recorded, subject: commit.subject,
                    initiatives: ids))
        }
    }

    /// The tags of a repository that the policy names: each stands for something that was deployed.
    private func addTags(
        of repository: Repository, _ name: String, _ facts: inout DeploymentFacts
    ) throws(CommandFailure) {
        let tags = try git { () throws(GitError) in
            var result: [(tag: String, commit: RawCommit)] = []
            for tag in try repository.tags() {
                // A tag of something else than a commit deploys nothing.
                guard let id = try? repository.commit(ofRef: "refs/tags/\(tag)") else { continue }
                result.append((tag, try repository.objects.commit(id)))
            }
            return result
        }
        for (tag, commit) in tags {
            facts.traces.append(
                DeploymentFacts.Trace(
                    repository: name, commit: commit.id.hex, tag: tag,
                    recorded: Timestamp(seconds: commit.committed ?? 0), subject: commit.subject, initiatives: []))
        }
    }

    /// The commits and tags that ledgers name, by the commit.
    private static func references(_ history: BranchHistory) -> [(String, EvidenceReference)] {
        var result: [(String, EvidenceReference)] = []
        for entry in history.initiatives.flatMap(\.ledger.recorded) where entry.line.series == .deployment {
            guard let reference = entry.line.reference else { continue }
            switch reference {
            case .commit(let digits), .tag(_, let digits): result.append((digits, reference))
            default: break
            }
        }
        return result
    }
}

import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Timeline

/// Looks for deployments in commits and tags: here, and in the repositories that the policy names by a path.
struct DeploymentReading {
    private let workspace: Workspace
    private let loaded: Workspace.LoadedPolicy

    /// What is known of initiatives, to hold deployments against.
    struct Known {
        var initiatives: Set<String> = []
        /// The commits and tags that lines `deployment` of their ledgers name.
        var references: [EvidenceReference] = []
        /// Whether it is asked which commits name initiatives, be there a tag or not.
        var needsCommits = false
        /// Whether it is asked which tags lead to no initiative.
        var needsTags = false

        mutating func add(_ record: LedgerRecord) {
            guard record.series == .deployment, let reference = record.reference else { return }
            switch reference {
            case .commit, .tag: references.append(reference)
            default: break
            }
        }
    }

    /// A repository that the policy names, open.
    private struct Service {
        let name: String
        let repository: Repository
        let tags: [Repository.TaggedCommit]
    }

    init(_ workspace: Workspace, _ loaded: Workspace.LoadedPolicy) {
        self.workspace = workspace
        self.loaded = loaded
    }

    /// Everything, for a history. `tip` is that of the governed branch; in the other repositories HEAD and the tags are read.
    func facts(_ history: BranchHistory, tip: ObjectID) throws(CommandFailure) -> DeploymentFacts {
        var known = Known(needsCommits: true, needsTags: true)
        for initiative in history.initiatives {
            known.initiatives.formUnion([initiative.name] + initiative.standings.compactMap(\.value.id))
            for entry in initiative.ledger.recorded { known.add(entry.line) }
        }
        return try facts(known, tip: tip)
    }

    /// As much as is asked for. Another repository in which something cannot be read is not read at all: what is wrong with it
    /// is no mistake of these plans.
    func facts(_ known: Known, tip: ObjectID?) throws(CommandFailure) -> DeploymentFacts {
        var facts = DeploymentFacts()
        guard workspace.incompleteness.isEmpty else {
            facts.lack = "this clone lacks a part of the history"
            return facts
        }
        resolve(known.references, in: workspace.repository, "", &facts)
        let services = services(known, &facts)
        let named = Set(facts.known.keys.compactMap { ObjectID(hex: $0) })
        if let tip, services.contains(where: { $0.tags.contains { !named.contains($0.commit) } }) {
            facts.since = try start(of: tip)
        }
        let links = DeployedHistory.Links(initiatives: known.initiatives, commits: named)
        if let tip, known.needsCommits { try readOwn(tip, links, &facts) }
        for service in services {
            do throws(GitError) {
                try read(service, links, known, &facts)
                facts.read.append(service.name)
            } catch {
                facts.unread[service.name] = "cannot be read: \(Printable.line(error.description))"
            }
        }
        return facts
    }

    // MARK: - What the policy names

    private func services(_ known: Known, _ facts: inout DeploymentFacts) -> [Service] {
        var result: [Service] = []
        for named in loaded.policy.repositories {
            let name = Printable.line(named.name.value)
            switch workspace.others.open(named.place, below: workspace.repository.facts.workTree) {
            case .unread(let reason): facts.unread[name] = reason
            case .repository(let repository):
                resolve(known.references, in: repository, name, &facts)
                do throws(GitError) {
                    let tags = known.needsTags || known.needsCommits ? try repository.taggedCommits() : []
                    result.append(Service(name: name, repository: repository, tags: tags))
                } catch {
                    facts.unread[name] = "cannot be read: \(Printable.line(error.description))"
                }
            }
        }
        return result
    }

    private func read(
        _ service: Service, _ links: DeployedHistory.Links, _ known: Known, _ facts: inout DeploymentFacts
    ) throws(GitError) {
        if !known.needsCommits {
            // The whole history of a service is only read where a tag of it may be found.
            var isAsked = false
            for tag in service.tags where !links.commits.contains(tag.commit) {
                let date = try service.repository.objects.commit(tag.commit).committed
                if !facts.isBefore(date.map { Timestamp(seconds: $0) }) { isAsked = true }
            }
            guard isAsked else { return }
        }
        let history = try DeployedHistory.read(
            service.repository, heads: [service.repository.facts.head].compactMap { $0 }, tags: service.tags, links,
            atMost: DeployedHistory.mostCommits)
        for commit in history.commits { facts.add(commit, in: service.name) }
        guard known.needsTags else { return }
        facts.tags += history.tags.map { tag in
            DeploymentFacts.Tag(
                repository: service.name, name: tag.name, commit: tag.commit.hex, recorded: tag.recorded,
                subject: tag.subject, isLinked: tag.isLinked)
        }
    }

    private func resolve(
        _ references: [EvidenceReference], in repository: Repository, _ name: String, _ facts: inout DeploymentFacts
    ) {
        for reference in references {
            switch reference {
            case .commit(let digits), .tag(_, let digits):
                guard facts.known[digits] == nil, case .present = ReferenceLookup.find(reference, in: repository) else {
                    continue
                }
                facts.known[digits] = name
            default: break
            }
        }
    }

    // MARK: - The repository of plans

    private func readOwn(
        _ tip: ObjectID, _ links: DeployedHistory.Links, _ facts: inout DeploymentFacts
    ) throws(CommandFailure) {
        let repository = workspace.repository
        let commits = try git { () throws(GitError) in
            let commits = try DeployedHistory.read(repository, heads: [tip], links).commits
            var result: [DeployedHistory.NamingCommit] = []
            for commit in commits {
                guard let id = ObjectID(hex: commit.commit) else { continue }
                if try loaded.scope.changesCode(try repository.objects.commit(id), in: repository) {
                    result.append(commit)
                }
            }
            return result
        }
        for commit in commits { facts.add(commit, in: "") }
    }

    /// When the first landing of a branch that has a policy was recorded; the very first where the policy lies elsewhere.
    private func start(of tip: ObjectID) throws(CommandFailure) -> Timestamp? {
        try git { () throws(GitError) in
            let chain = try FirstParentChain.read(workspace.repository, from: tip).chain
            let root = workspace.options.policy == nil ? loaded.scope.root : nil
            guard let root else { return chain.committed.last.map { Timestamp(seconds: $0) } }
            let path = Array((root.isEmpty ? Policy.fileName : "\(root)/\(Policy.fileName)").utf8)
            for row in chain.trees.indices.reversed() {
                if try workspace.repository.objects.entry(at: path, inTree: chain.trees[row]) != nil {
                    return Timestamp(seconds: chain.committed[row])
                }
            }
            return nil
        }
    }
}

extension DeploymentFacts {
    fileprivate mutating func add(_ commit: DeployedHistory.NamingCommit, in repository: String) {
        add(
            Trace(
                repository: repository, commit: commit.commit, recorded: commit.recorded, subject: commit.subject,
                initiatives: commit.initiatives))
    }
}

import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel

/// What belongs to ledgers: pointers in place of files, exchange rates, and since when a cadence obliges.
extension ChangeJudging {
    /// A file that is no document, where it holds a pointer of Git LFS. A document says so itself, and so does a ledger.
    func addPointer(
        _ entry: GovernedFiles.Entry, _ after: StateFiles, _ proposal: inout Proposal
    ) throws(CommandFailure) {
        guard entry.mode.isFile, context.policy.entry(for: entry.path) == nil,
            case .bytes(let bytes) = try after.content(entry, limit: DocumentRules.pointerLimit),
            DocumentRules.isLargeFilePointer(bytes)
        else { return }
        proposal.pointers.append(SourceText(path: entry.listed.path, bytes: bytes))
    }

    /// The actual exchange rates, where they differ or everything is judged.
    func addRates(
        _ differences: [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)], _ before: StateFiles,
        _ after: StateFiles, _ extent: Extent, _ proposal: inout Proposal
    ) throws(CommandFailure) {
        guard let path = context.ratesPath, context.paths.contains(Array(path.utf8)) else { return }
        let isChanged = differences.contains { ($0.new ?? $0.old)?.path.elementsEqual(path.utf8) ?? false }
        guard isChanged || extent.judgesEverything else { return }
        let change = Proposal.RatesChange(
            before: try before.rates(at: path), after: try after.rates(at: path),
            judgesLandedLines: extent.judgesEverything)
        if change.before != nil || change.after != nil { proposal.rates = change }
    }

    /// Who wrote the readings that a landing brings, of initiatives whose controller has an address to be known by.
    func addReadingAuthors(
        _ commits: (from: ObjectID, to: ObjectID), _ people: People, former: (PlanDocument) -> InitiativeState?,
        _ landing: inout LandingRules.Case
    ) throws(CommandFailure) {
        var paths: [String] = []
        var searches: [ReadingAuthors.Search] = []
        for state in landing.after {
            guard let ledger = state.ledger, let controller = state.initiative?.controller,
                people.person(controller)?.emails.isEmpty == false,
                let search = ReadingAuthors.Search(
                    before: former(state.document)?.ledger?.source, after: ledger.source)
            else { continue }
            paths.append(state.path)
            searches.append(search)
        }
        guard !searches.isEmpty else { return }
        let found = try git { () throws(GitError) in
            try ReadingAuthors.find(context.repository, from: commits.from, to: commits.to, searches)
        }
        landing.readingAuthors = Dictionary(zip(paths, found), uniquingKeysWith: +)
    }

    /// What the services that the policy names say about deployments, as far as anything hangs on it. Where it names none,
    /// no other repository is opened, and neither is one for a part of the plans without a go-live that it could be about.
    func addDeployments(_ proposal: inout Proposal) throws(CommandFailure) {
        guard context.policy.namesRepositories else { return }
        var known = DeploymentReading.Known()
        // Whether a tag leads to an initiative is only known where all ledgers are.
        known.needsTags = context.paths.isEverything
        known.needsCommits = proposal.initiatives.contains { DeploymentRules.openGoLive(of: $0) != nil }
        guard known.needsTags || known.needsCommits else { return }
        known.initiatives = Set(proposal.documents.filter { $0.entry.kind == .initiative }.map(\.stem))
        for state in proposal.initiatives {
            if let id = state.initiative?.id { known.initiatives.insert(id) }
            for line in state.ledger?.deployments ?? [] { known.add(line.record) }
        }
        proposal.deployments = try DeploymentReading(context.workspace, context.loaded)
            .facts(known, tip: context.repository.facts.head)
    }

    /// Since when initiatives are followed by the cadences of their change plans, as far as anything may be overdue.
    func addFollowed(_ tip: ObjectID?, _ proposal: inout Proposal) throws(CommandFailure) {
        guard let tip else { return }
        let rules = CadenceRules(context.policy, asOf: context.today)
        let plans = proposal.plans.compactMapValues(\.changePlan)
        let paths = proposal.initiatives.filter { state in
            plans[StateFiles.folder(of: state.path)].map { rules.mayBeOverdue(state, $0) } ?? false
        }.map(\.path)
        guard !paths.isEmpty else { return }
        proposal.followedSince = try git { () throws(GitError) in
            try FollowedSince.days(
                context.repository, tip: tip, paths: paths, policy: context.policy, isFollowed: rules.isFollowed)
        }
    }
}

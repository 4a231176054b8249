import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// Judges landings one after the other, oldest first, each by what the ones before it left: policy, people and keys of its first
/// parent, the last step of each initiative, its authors, and sign-offs that no step has used yet.
///
/// `audit` replays a branch from its root with it. A check of a range does too, for the initiatives that take a step in it, so
/// that both come to the same verdict.
struct LandingReplay {
    /// A landing to judge.
    struct Landing {
        /// Nothing for the root of the history.
        var parent: ObjectID?
        /// The commit, or the tip of a proposal.
        var commit: ObjectID
        /// The tree that merging would give, where the proposal's own is not it.
        var files: ((GovernedScope) -> GovernedFiles)?
        /// Whether it has not landed yet, so that keys and roles are judged as of now at the earliest.
        var isProposal = false
        /// Whether what it does is forgotten again, since other landings are judged in its place too.
        var isTentative = false
    }

    /// What judging a landing gave.
    struct Judged {
        var judgement = Judgement()
        /// The policy that it was judged by; nothing where there is none on either side.
        var policy: Workspace.LoadedPolicy?
        /// Whether it brings the first policy: its contents are taken as they are.
        var isRoot = false
        /// Whether there is any plan on either side, among the paths that are asked for.
        var hasPlans = false
        var changed: [ListedFile] = []
        var commits: [RawCommit] = []
        var signOffs: SignOffCase?
        /// People and keys of the first parent; nothing where nothing in the landing is judged by them.
        var trust: TrustSet?
        /// When keys and roles were judged.
        var moment = KeyTime(seconds: 0)
        /// The initiatives that it brings or changes.
        var initiatives: [InitiativeState] = []
        /// Why something could not be judged.
        var undecided: [CheckReport.Undecided] = []
        /// The steps that were not judged by sign-offs, since what is before was not replayed, by id or trust step.
        var open: Set<String> = []
    }

    let workspace: Workspace
    let paths: PathSelection
    /// The policy of the option, which then holds for every landing.
    let fixedPolicy: Workspace.LoadedPolicy?
    /// The branches that statements may name.
    let branches: [String]

    private(set) var standings: [String: Standing] = [:]
    private(set) var places: [String: Int] = [:]
    private var newCommits: NewCommits
    /// Whether everything before the next landing has been replayed, as far as it is followed.
    private var isReplayed = false
    private let documents = DocumentCache()
    var trustSets: [[ObjectID?]: TrustSet] = [:]
    private var lastWithoutPolicy: ObjectID?
    private var last: (commit: ObjectID, policy: [UInt8], files: GovernedFiles)?
    /// The file stems of every initiative so far; nothing where not every landing was judged.
    private var stems: Set<String>?

    private var repository: Repository { workspace.repository }

    init(
        _ workspace: Workspace, paths: PathSelection, fixedPolicy: Workspace.LoadedPolicy?, branches: [String]
    ) {
        self.workspace = workspace
        self.paths = paths
        self.fixedPolicy = fixedPolicy
        self.branches = branches
        newCommits = NewCommits(workspace.repository)
    }

    // MARK: - From the root

    /// Replays a chain from its root to its tip, and gives what judging each landing gave to `body`, with its row.
    ///
    /// With `followed`, only landings that touch these ids or trust steps are judged; the others are read for sign-offs alone.
    mutating func replay(
        _ chain: FirstParentChain, followed: Set<String>? = nil,
        body: (Int, Judged) throws(CommandFailure) -> Void = { _, _ in }
    ) throws(CommandFailure) {
        isReplayed = true
        stems = followed == nil ? [] : nil
        for row in (0..<chain.count).reversed() {
            let parent = row + 1 < chain.count ? chain.ids[row + 1] : nil
            let landing = Landing(parent: parent, commit: chain.ids[row])
            if let followed, try !touches(landing, followed) {
                let commits = try git { () throws(GitError) in try newCommits.landing(landing.commit) }
                keep(SignOffReading.found(in: commits))
                places[landing.commit.hex] = places.count
                continue
            }
            try body(row, try judge(landing))
        }
    }

    /// Whether a landing changes a file that belongs to one of the ids, or one that a trust step guards.
    private mutating func touches(_ landing: Landing, _ followed: Set<String>) throws(CommandFailure) -> Bool {
        guard let (policy, _) = try policy(of: landing) else { return false }
        let changes = try changes(of: landing, policy.scope)
        let gate = TrustGate(policy: policy.policy, root: policy.scope.root)
        let folder = SignOffReading.recordFolder(policy.scope)
        // Where a file's name does not tell whose it is, every landing that changes a file of plans is looked at.
        let isTold = policy.policy.documents.allSatisfy {
            $0.kind != .initiative || !$0.isAdapted && ($0.ledger ?? "{stem}.csv") == "{stem}.csv"
        }
        if !isTold { return !changes.isEmpty }
        return changes.contains { old, new in
            guard let entry = new ?? old else { return false }
            if followed.contains(String(decoding: entry.stem, as: UTF8.self)) { return true }
            let listed = entry.listed
            if let folder, listed.path.hasPrefix(folder) { return true }
            return SignOffCase.TrustStep.allCases.contains { followed.contains($0.rawValue) && gate.guards($0, listed) }
        }
    }

    private func changes(
        of landing: Landing, _ scope: GovernedScope
    ) throws(CommandFailure) -> Changes {
        try git { () throws(GitError) in
            var reader = GovernedTreeReader(repository, scope: scope)
            let old: ObjectID?
            if let parent = landing.parent { old = try repository.objects.commit(parent).tree } else { old = nil }
            return try reader.changes(
                from: old, to: try repository.objects.commit(landing.commit).tree, at: landing.commit)
        }
    }

    /// Keeps sign-offs for the steps to come that they are for.
    private mutating func keep(_ found: [FoundSignOff]) {
        for signOff in found {
            guard let statement = try? Statement(line: signOff.text.statement) else { continue }
            for key in statement.initiative.map({ [$0] }) ?? SignOffCase.TrustStep.allCases.map(\.rawValue) {
                standings[key, default: Standing()].signOffs.append(signOff)
            }
        }
    }

    // MARK: - A landing

    /// Judges the landing that stands next.
    mutating func judge(_ landing: Landing) throws(CommandFailure) -> Judged {
        var judged = Judged()
        judged.commits = try commits(of: landing)
        judged.judgement.counts.landings = 1
        let found = SignOffReading.found(in: judged.commits)
        defer { if !landing.isTentative { places[landing.commit.hex] = places.count } }
        guard let (policy, lastLanding) = try policy(of: landing) else {
            keep(found)
            return judged
        }
        judged.policy = policy
        judged.isRoot = policy.isRoot
        let context = CheckContext(workspace: workspace, loaded: policy, paths: paths)
        try judge(landing, context, found, &judged)
        if let lastLanding, try workspace.policySource(in: landing.commit) != nil {
            judged.judgement.diagnostics.append(PolicyRules.returned(policy.policy, last: lastLanding.short))
        }
        for index in judged.judgement.diagnostics.indices {
            judged.judgement.diagnostics[index].commit = landing.commit.hex
        }
        return judged
    }

    private mutating func commits(of landing: Landing) throws(CommandFailure) -> [RawCommit] {
        try git { () throws(GitError) in
            if isReplayed, !landing.isTentative { return try newCommits.landing(landing.commit) }
            guard let parent = landing.parent else { return [try repository.objects.commit(landing.commit)] }
            return try repository.commits(from: parent, to: landing.commit)
        }
    }

    /// The policy that a landing is judged by, and, where the first parent has none, the landing that had it last. The first
    /// policy is judged by itself.
    private mutating func policy(
        of landing: Landing
    ) throws(CommandFailure) -> (policy: Workspace.LoadedPolicy, last: ObjectID?)? {
        if let fixedPolicy { return (fixedPolicy, nil) }
        var next = landing.parent
        while let commit = next, commit != lastWithoutPolicy {
            if let policy = try workspace.policy(in: commit) {
                return (policy, commit == landing.parent ? nil : commit)
            }
            next = try git { () throws(GitError) in try repository.objects.commit(commit).parents.first }
        }
        lastWithoutPolicy = landing.parent
        guard var first = try workspace.policy(in: landing.commit) else { return nil }
        first.isRoot = true
        return (first, nil)
    }

    private mutating func judge(
        _ landing: Landing, _ context: CheckContext, _ found: [FoundSignOff], _ judged: inout Judged
    ) throws(CommandFailure) {
        let (before, after, changes, problems) = try files(of: landing, context)
        func isPlan(_ file: GovernedFiles.Entry) -> Bool {
            context.paths.contains(file.path) && context.policy.entry(for: file.path) != nil
        }
        judged.hasPlans = after.entries.contains(where: isPlan) || before.entries.contains(where: isPlan)
        let isRoot = context.loaded.isRoot
        var extent = ChangeJudging.Extent(
            judgesSteps: !isRoot, attributes: false, historyTip: landing.parent,
            commits: landing.parent.map { (from: $0, to: landing.commit) })
        extent.changes = changes
        if !isRoot, let parent = landing.parent, addsInitiative(context, changes) {
            let known = Set(before.entries.map(\.listed.stem))
            let former: Set<String>
            if let stems {
                former = stems
            } else {
                former = try git { () throws(GitError) in
                    try FormerIDs.all(repository, tip: parent, policy: context.policy)
                }
            }
            extent.formerIDs = former.subtracting(known)
        }
        if stems != nil { noteStems(changes.compactMap(\.new), context) }
        let moment = try moment(of: landing)
        let judging = ChangeJudging(
            context: context, asOf: moment.local, roleDay: Timestamp(seconds: moment.seconds).day)
        let base = landing.parent?.short ?? "nothing"
        documents.use(context.policy)
        let (old, new) = (
            StateFiles(files: before, repository: repository, documents: documents),
            StateFiles(files: after, repository: repository, documents: documents)
        )
        var proposal = try judging.proposal(from: old, to: new, base: base, extent)
        var judgement = try judging.judge(proposal, extent)
        judged.changed = proposal.changed
        judged.initiatives = proposal.initiatives
        judged.moment = KeyTime(seconds: moment.seconds)
        if !isRoot, let root = context.scope.root, judged.commits.contains(where: { $0.signature != nil }) {
            judged.trust = try trustSet(old, in: root)
        }
        if !isRoot {
            let reading = SignOffReading(context: context, before: old, after: new, commits: judged.commits)
            let sitting = Sitting(
                tip: landing.parent?.hex ?? "", isTentative: landing.isTentative, isCommitted: true, isRequired: true,
                found: found,
                seconds: moment.seconds, extent: extent, judging: judging, reading: reading, trustFiles: old)
            try judgeSignOffs(sitting, &proposal, &judgement, &judged)
        } else if isReplayed {
            begin(proposal, new, context)
        }
        if !isRoot, let parent = landing.parent {
            let asks = context.policy.commitDemands.asksForSignatures
            let outcome = try CommitJudging(
                context: context, parent: parent, commit: landing.commit, isProposal: landing.isProposal,
                trust: asks
                    ? try context.scope.root.map { root throws(CommandFailure) in try trustSet(old, in: root) } : nil
            ).judge()
            judgement.diagnostics += outcome.diagnostics
            judged.undecided += outcome.undecided
        }
        judgement.counts.landings += judged.judgement.counts.landings
        judged.judgement = judgement
        judged.judgement.diagnostics += problems.map {
            HistoryRules.tree(commit: $0.commit.hex, folder: $0.folder, $0.text)
        }
    }

    /// What belongs to judging one landing by sign-offs.
    private struct Sitting {
        /// What statements are made onto: the first parent.
        let tip: String
        let isTentative: Bool
        /// Whether everything that is judged stands in commits.
        let isCommitted: Bool
        /// Whether what is missing is an error, and not only pending.
        let isRequired: Bool
        let found: [FoundSignOff]
        /// When keys and roles are judged.
        let seconds: Int64
        let extent: ChangeJudging.Extent
        let judging: ChangeJudging
        let reading: SignOffReading
        /// The tree whose people and keys count.
        let trustFiles: StateFiles
    }

    /// Judges by sign-offs what would land next onto a tip up to which everything was replayed, and has no commit yet: steps of
    /// an index or a work tree. `commits` are those of the topic so far.
    mutating func judge(
        _ proposal: inout Proposal, _ judgement: inout Judgement, onto tip: ObjectID, isRequired: Bool,
        _ extent: ChangeJudging.Extent, _ judging: ChangeJudging, _ reading: SignOffReading
    ) throws(CommandFailure) -> SignOffCase? {
        let trustFiles = try judging.context.state(of: tip)
        let sitting = Sitting(
            tip: tip.hex, isTentative: true, isCommitted: false, isRequired: isRequired,
            found: SignOffReading.found(in: reading.commits),
            seconds: workspace.world.now.seconds, extent: extent, judging: judging, reading: reading,
            trustFiles: trustFiles)
        var judged = Judged()
        try judgeSignOffs(sitting, &proposal, &judgement, &judged)
        return judged.signOffs
    }

    private mutating func judgeSignOffs(
        _ sitting: Sitting, _ proposal: inout Proposal, _ judgement: inout Judgement, _ judged: inout Judged
    ) throws(CommandFailure) {
        let open = judgement.openKeys
        let (records, malformed) = try sitting.reading.records(of: open, changed: proposal.changed)
        guard let folder = sitting.judging.context.scope.root else { return }
        guard isReplayed || open.isEmpty else {
            judged.open = open
            return
        }
        let former = FormerStates(proposal.landing?.before ?? [])
        let trust = try trustSet(sitting.trustFiles, in: folder)
        let states = (proposal.landing?.after ?? []).map { state in
            (key: state.name, state: state, former: former.state(of: state.document))
        }
        let moment = KeyTime(seconds: sitting.seconds)
        let authors =
            isReplayed
            ? try sitting.reading.authors(
                of: states, trust: guarded(proposal, sitting.judging.context), by: trust, at: moment) : [:]
        let unknown: Set<String> =
            isReplayed && sitting.isCommitted
            ? Set(
                states.filter { authors[$0.key] == nil && SignOffReading.hasContent($0.state, since: $0.former) }
                    .map(\.key)) : []
        if !open.isEmpty || !sitting.found.isEmpty || !records.isEmpty {
            var signOffs = SignOffCase(
                trust: trust, branches: branches, moment: moment, tip: sitting.tip)
            signOffs.isRequired = sitting.isRequired
            signOffs.found = FoundSignOff.pool(records + sitting.found)
            signOffs.chain = places
            signOffs.standings = standings
            signOffs.authors = authors
            signOffs.unknownAuthors = unknown
            try addContent(&signOffs, open, states, sitting.reading)
            proposal.signOffs = signOffs
            judgement = try sitting.judging.judge(proposal, sitting.extent)
            if judgement.signOffs.contains(where: { $0.all.contains { $0.faults.contains { $0.kind == .plan } } }) {
                try addVersions(judgement, states, sitting.reading, &signOffs)
                proposal.signOffs = signOffs
                judgement = try sitting.judging.judge(proposal, sitting.extent)
            }
            judged.signOffs = signOffs
        }
        judgement.diagnostics += malformed
        if isReplayed, !sitting.isTentative {
            advance(
                proposal, judgement, sitting.found, authors, unknown: unknown, judged)
        }
    }

    // MARK: - What later landings are judged by

    /// The first policy: what stands beside it is where histories begin.
    private mutating func begin(_ proposal: Proposal, _ files: StateFiles, _ context: CheckContext) {
        let gate = TrustGate(policy: context.policy, root: context.scope.root)
        let looksBack = looksBack(context.policy)
        for state in proposal.initiatives {
            standings[state.name, default: Standing()].folders = [gate.folder(of: state.path)]
            if looksBack { standings[state.name, default: Standing()].states = [state] }
        }
    }

    private func looksBack(_ policy: Policy) -> Bool {
        policy.gates.values.contains { $0.signOffs.contains { !$0.when.isEmpty } }
    }

    private mutating func advance(
        _ proposal: Proposal, _ judgement: Judgement, _ found: [FoundSignOff], _ authors: [String: [ContentAuthor]],
        unknown: Set<String>, _ judged: Judged
    ) {
        let place = places.count
        keep(found)
        for (key, added) in authors { standings[key, default: Standing()].authors += added }
        for key in unknown { standings[key, default: Standing()].hasUnknownAuthors = true }
        let trustGate = judged.policy.map { TrustGate(policy: $0.policy, root: $0.scope.root) }
        let passed = Set(judgement.signOffs.filter { $0.isMet && !$0.requirements.isEmpty }.map { [$0.key, $0.step] })
        let steps = Dictionary(grouping: judgement.steps, by: \.initiative)
        let looksBack = judged.policy.map { self.looksBack($0.policy) } ?? false
        for state in proposal.landing?.after ?? [] {
            var standing = standings[state.name] ?? Standing()
            let taken = steps[state.name] ?? []
            if !taken.isEmpty {
                standing.lastStep = place
                standing.signOffs = []
            }
            // Only a gate at which somebody had to sign, and did, ends what is looked back at.
            if taken.contains(where: { $0.step.passesStageGate && passed.contains([state.name, $0.step.name]) }) {
                standing.states = []
                standing.folders = []
            }
            if looksBack { standing.states.append(state) }
            if let trustGate { standing.folders.insert(trustGate.folder(of: state.path)) }
            standings[state.name] = standing
        }
        for result in judgement.signOffs where result.hasIndependent {
            standings[result.key]?.authors = []
            standings[result.key]?.hasUnknownAuthors = false
        }
        guard let context = judged.policy else { return }
        let gate = TrustGate(policy: context.policy, root: context.scope.root)
        for step in SignOffCase.TrustStep.allCases where proposal.changed.contains(where: { gate.guards(step, $0) }) {
            standings[step.rawValue, default: Standing()].lastStep = place
            standings[step.rawValue, default: Standing()].signOffs = []
        }
    }

    private mutating func noteStems(_ entries: [GovernedFiles.Entry], _ context: CheckContext) {
        for entry in entries {
            guard let document = context.policy.entry(for: entry.path), document.kind == .initiative,
                !document.isAdapted
            else { continue }
            stems?.insert(String(decoding: entry.stem, as: UTF8.self))
        }
    }

    // MARK: - Trees and times

    private typealias Changes = [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)]

    private mutating func files(
        of landing: Landing, _ context: CheckContext
    ) throws(CommandFailure) -> (
        before: GovernedFiles, after: GovernedFiles, changes: Changes, problems: [HistoryProblem]
    ) {
        let known = last
        let (before, after, changes, problems) = try git { () throws(GitError) in
            var reader = GovernedTreeReader(repository, scope: context.scope)
            var before = GovernedFiles(sorting: [])
            var parentTree: ObjectID?
            if let parent = landing.parent {
                let tree = try repository.objects.commit(parent).tree
                parentTree = tree
                if let known, known.commit == parent, known.policy == context.policy.source.bytes {
                    before = known.files
                } else {
                    before = try reader.files(ofTree: tree, at: parent)
                }
            }
            if let files = landing.files {
                let after = files(context.scope)
                return (before, after, GovernedFiles.differences(from: before, to: after), reader.problems)
            }
            let changes = try reader.changes(
                from: parentTree, to: try repository.objects.commit(landing.commit).tree, at: landing.commit)
            return (before, before.applying(changes), changes, reader.problems)
        }
        if landing.files == nil { last = (landing.commit, context.policy.source.bytes, after) }
        return (before, after, changes, problems.filter { $0.commit != landing.parent })
    }

    /// When a landing is judged: by its committer's clock for periods, and in UTC for roles and keys, where a proposal counts
    /// as landing now.
    private func moment(of landing: Landing) throws(CommandFailure) -> (local: Day, seconds: Int64) {
        let (raw, parent) = try git { () throws(GitError) in
            let raw = try repository.objects.commit(landing.commit)
            guard let parent = landing.parent else { return (raw, RawCommit?.none) }
            return (raw, try repository.objects.commit(parent))
        }
        let now = workspace.world.now
        let offset = Int64(raw.committer?.offsetMinutes ?? 0) * 60
        let local = raw.committer.map { Timestamp(seconds: $0.seconds + offset).day } ?? now.day
        let moment = CommitJudging.moment(raw, parent: parent, isProposal: landing.isProposal, now: now)
        return (local, moment.seconds)
    }

    /// Whether there is an initiative's file at a path that had none: only then does the past matter.
    private func addsInitiative(_ context: CheckContext, _ changes: Changes) -> Bool {
        changes.contains { old, new in
            old == nil && new.flatMap { context.policy.entry(for: $0.path)?.kind } == .initiative
        }
    }
}

import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText

/// Judges the difference of two states: a landing, a proposal, what is staged, or a work tree.
struct ChangeJudging {
    let context: CheckContext
    /// The day of the landing; today where nothing has landed yet.
    let asOf: Day
    /// The day in UTC on which roles are held or not; the same one, if not said.
    var roleDay: Day?

    /// What to look at beside the difference itself.
    struct Extent {
        var judgesSteps: Bool
        var formerIDs: Set<String> = []
        /// Whether the attributes that git has for the documents are looked at.
        var attributes = true
        /// Whether every document of the new state is judged, and not only those that differ.
        var judgesEverything = false
        /// Whether what the cadence of a change plan asks for is judged, as of today.
        var judgesCadence = false
        /// Whether go-lives and the deployments of the services that the policy names are judged, as of today.
        var judgesDeployments = false
        /// The commit whose history tells what was locked; nothing where it is not at hand.
        var historyTip: ObjectID?
        /// Where the states differ, where that is known already.
        var changes: [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)]?
        /// The commits of the landing, from its first parent (without it) to itself; nothing where nothing is committed yet.
        var commits: (from: ObjectID, to: ObjectID)?
    }

    func judge(
        from before: StateFiles, to after: StateFiles, base: String, _ extent: Extent
    ) throws(CommandFailure) -> Judgement {
        try judge(proposal(from: before, to: after, base: base, extent), extent)
    }

    func judge(_ proposal: Proposal, _ extent: Extent) throws(CommandFailure) -> Judgement {
        var judgement = context.judge.judge(proposal)
        if extent.attributes { judgement.diagnostics += try context.attributes(of: proposal.documents) }
        return judgement
    }

    /// Everything that the rules look at.
    func proposal(
        from before: StateFiles, to after: StateFiles, base: String, _ extent: Extent
    ) throws(CommandFailure) -> Proposal {
        let source = DocumentSource(context.repository, policy: context.policy)
        let differences: [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)]
        if let known = extent.changes {
            differences = known
        } else {
            differences = try self.differences(from: before, to: after)
        }
        var proposal = Proposal(asOf: asOf)
        proposal.roleDay = roleDay ?? asOf
        try judgePolicy(differences, after, extent, &proposal)
        try judgePeople(differences, before, after, extent, &proposal)
        try readBaseline(differences, before, after, extent, &proposal)
        var touched = TouchedInitiatives(from: before, to: after, policy: context.policy)
        for (old, new) in differences where context.paths.contains(new?.path ?? old?.path ?? []) {
            // What is protected outside of plans has a gate, and no rules about files.
            guard context.scope.isOfPlans(new?.path ?? old?.path ?? []) else { continue }
            if let new, old?.mode != new.mode { proposal.filesToJudge.append(new.listed) }
            if let new, !extent.judgesEverything { try addPointer(new, after, &proposal) }
            touched.note(old, new)
        }
        if extent.judgesEverything {
            let entries = after.files.entries.filter {
                context.paths.contains($0.path) && context.scope.isOfPlans($0.path)
            }
            proposal.filesToJudge = entries.map(\.listed)
            for entry in entries { try addPointer(entry, after, &proposal) }
            proposal.judgesLandedLines = true
        }
        try addRates(differences, before, after, extent, &proposal)
        // Every file counts only where one is new: otherwise no two paths can begin to collide.
        if !proposal.filesToJudge.isEmpty || proposal.judgesPeople || proposal.changesPolicy {
            let needsAll = proposal.judgesPeople || proposal.changesPolicy || proposal.filesToJudge.count > Self.few
            let entries = needsAll ? after.files.entries : Self.near(proposal.filesToJudge, in: after.files)
            proposal.files = entries.filter { context.scope.isOfPlans($0.path) }.map(\.listed)
        }

        var landing = LandingRules.Case(before: [], after: [], base: base, formerIDs: extent.formerIDs)
        let absent = context.absentReference
        for path in touched.before.sorted(by: PathOrder.precedes) {
            guard let entry = before.files.entry(at: path), let document = try before.document(entry, source) else {
                continue
            }
            landing.before.append(try before.state(of: document, absent: absent))
        }
        let former = FormerStates(landing.before)
        let candidates =
            extent.judgesEverything
            ? after.files.entries
            : touched.after.sorted(by: PathOrder.precedes).compactMap(after.files.entry(at:))
        for entry in candidates {
            let isTouched = touched.after.contains(entry.path)
            let isAsked = extent.judgesEverything && context.paths.contains(entry.path)
            guard isTouched || isAsked && context.scope.isOfPlans(entry.path),
                let document = try after.document(entry, source)
            else { continue }
            if isAsked || touched.documents.contains(entry.path) { proposal.documents.append(document) }
            guard document.entry.kind == .initiative else { continue }
            let state = try after.state(of: document, absent: absent, former: former.state(of: document))
            proposal.initiatives.append(state)
            if isTouched { landing.after.append(state) }
        }
        try addSurroundings(after, source, &proposal)
        if extent.judgesDeployments { try addDeployments(&proposal) }
        if extent.judgesCadence { try addFollowed(extent.historyTip, &proposal) }
        proposal.others = context.others(after.files, of: proposal.documents)
        if extent.judgesSteps {
            if let tip = extent.historyTip { try addFormerLocks(tip, &landing) }
            if let commits = extent.commits, let people = proposal.people?.people {
                try addReadingAuthors(commits, people, former: former.state, &landing)
            }
            proposal.landing = landing
        }
        return proposal
    }

    /// So many new files are compared with those near them alone; of more, every file is looked at once.
    private static let few = 8

    private static func near(_ files: [ListedFile], in all: GovernedFiles) -> [GovernedFiles.Entry] {
        var found: [[UInt8]: GovernedFiles.Entry] = [:]
        for file in files {
            for entry in all.near(file.rawPath) { found[entry.path] = entry }
        }
        return found.values.sorted { PathOrder.precedes($0.path, $1.path) }
    }

    /// Where two states differ. In a work tree the bytes of documents, ledgers and other texts are compared by their names.
    private func differences(
        from before: StateFiles, to after: StateFiles
    ) throws(CommandFailure) -> [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)] {
        let found = GovernedFiles.differences(from: before.files, to: after.files)
        guard after.workTree != nil else { return found }
        var result: [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)] = []
        for (old, new) in found {
            if let old, let new, old.mode == new.mode, new.mode.isFile,
                try after.name(of: new) == .present(old.id.hex)
            {
                continue
            }
            result.append((old, new))
        }
        return result
    }

    /// The policy itself, where it differs from the one in force.
    private func judgePolicy(
        _ differences: [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)], _ after: StateFiles, _ extent: Extent,
        _ proposal: inout Proposal
    ) throws(CommandFailure) {
        guard extent.judgesSteps, let path = context.policyPath, context.policy.source.path == path,
            context.paths.contains(Array(path.utf8)),
            let change = differences.first(where: { ($0.new ?? $0.old)?.path.elementsEqual(path.utf8) ?? false })
        else { return }
        proposal.changesPolicy = true
        if let new = change.new, case .bytes(let bytes) = try after.content(new) {
            proposal.policyText = SourceText(path: path, bytes: bytes)
        }
    }

    /// Who may sign: people.yaml before and after, and whether it is itself to be judged.
    private func judgePeople(
        _ differences: [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)], _ before: StateFiles,
        _ after: StateFiles, _ extent: Extent, _ proposal: inout Proposal
    ) throws(CommandFailure) {
        proposal.changed = differences.compactMap { ($0.new ?? $0.old)?.listed }
        proposal.changedToJudge = proposal.changed.filter { context.paths.contains($0.rawPath) }
        guard let path = context.peoplePath else { return }
        let bytes = Array(path.utf8)
        proposal.peopleReading = try after.people(at: path)
        // Where the first parent has none nobody's say is set aside, so that the new one may show what does not fit.
        proposal.people = try before.people(at: path) ?? proposal.peopleReading.flatMap { $0.people == nil ? nil : $0 }
        let differs = differences.contains { ($0.new ?? $0.old)?.path == bytes }
        proposal.judgesPeople = context.paths.contains(bytes) && (differs || extent.judgesEverything)
        proposal.changesPeople = differs && extent.judgesSteps
        try judgeKeys(differences, after, extent, &proposal)
    }

    /// The keys as they would land, where they or what asks for them differ.
    private func judgeKeys(
        _ differences: [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)], _ after: StateFiles, _ extent: Extent,
        _ proposal: inout Proposal
    ) throws(CommandFailure) {
        guard let root = context.scope.root else { return }
        let paths = TrustSet.paths(in: root).dropFirst().map { Array($0.utf8) }
        let differs = differences.contains { paths.contains(($0.new ?? $0.old)?.path ?? []) }
        let isAsked = paths.contains { context.paths.contains($0) }
        proposal.judgesKeys = isAsked && (differs || extent.judgesEverything)
        proposal.changesKeys = differs && extent.judgesSteps
        guard proposal.judgesKeys || proposal.judgesPeople || proposal.changesPolicy else { return }
        proposal.landingTrust = try after.trustSet(in: root)
    }

    /// The baseline of the first parent, so that nobody puts a finding into it in the landing that brings it. A work tree's
    /// own counts until the first one is committed.
    private func readBaseline(
        _ differences: [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)], _ before: StateFiles,
        _ after: StateFiles, _ extent: Extent, _ proposal: inout Proposal
    ) throws(CommandFailure) {
        proposal.judgesEverything = extent.judgesEverything
        guard let path = context.baselinePath, !context.ignoresBaseline else { return }
        let bytes = Array(path.utf8)
        let differs = differences.contains { ($0.new ?? $0.old)?.path == bytes }
        proposal.judgesBaseline = context.paths.contains(bytes) && (differs || extent.judgesEverything)
        proposal.landingBaseline = try after.baseline(at: path)
        proposal.baseline = try before.baseline(at: path)
        if differs { proposal.formerBaseline = proposal.baseline }
        if proposal.baseline == nil, extent.judgesEverything || !extent.judgesSteps {
            proposal.baseline = proposal.landingBaseline
        }
    }

    /// The change plans of the folders, and the initiatives on which those that are judged depend.
    private func addSurroundings(
        _ after: StateFiles, _ source: DocumentSource, _ proposal: inout Proposal
    ) throws(CommandFailure) {
        for folder in Set(proposal.initiatives.map { StateFiles.folder(of: $0.path) }).sorted() {
            for entry in after.entries(in: folder) where context.policy.entry(for: entry.path)?.kind == .plan {
                proposal.plans[folder] = try after.document(entry, source)
            }
        }
        var known = Set(proposal.initiatives.compactMap { $0.initiative?.id })
        var wanted = proposal.initiatives.flatMap { SetRules.references(of: $0.document) }
        guard !wanted.isEmpty else { return }
        var byStem: [ArraySlice<UInt8>: GovernedFiles.Entry] = [:]
        for entry in after.files.entries where context.policy.entry(for: entry.path)?.kind == .initiative {
            byStem[entry.stem] = entry
        }
        while let id = wanted.popLast() {
            guard known.insert(id).inserted, let entry = byStem[Array(id.utf8)[...]],
                let document = try after.document(entry, source)
            else { continue }
            proposal.neighbours.append(document)
            wanted += SetRules.references(of: document)
        }
        proposal.neighbours.sort { $0.path < $1.path }
    }

    /// What was locked last of initiatives that pass a gate with a lock, in case they were beyond it before.
    private func addFormerLocks(_ tip: ObjectID, _ landing: inout LandingRules.Case) throws(CommandFailure) {
        let lock = Lock(context.policy)
        guard !lock.isEmpty else { return }
        let ladder = context.policy.ladder.stages
        let former = FormerStates(landing.before)
        for state in landing.after {
            guard let id = state.initiative?.id, let old = former.state(ofID: id),
                let first = lock.passed(from: old.initiative?.stage, to: state.initiative?.stage).first
            else { continue }
            let stages = Set(ladder.drop { $0 != first.name })
            landing.formerLocks[id] = try git { () throws(GitError) in
                try FormerLock.find(
                    context.repository, tip: tip, path: Array(old.path.utf8), stages: stages, policy: context.policy)
            }
        }
    }
}

/// The initiatives of the old state by id, else by path: what they named as evidence is looked at in the new state too.
struct FormerStates {
    private var byID: [String: InitiativeState] = [:]
    private var byPath: [String: InitiativeState] = [:]

    init(_ states: [InitiativeState]) {
        for state in states {
            if let id = state.initiative?.id, byID[id] == nil { byID[id] = state }
            byPath[state.path] = state
        }
    }

    func state(ofID id: String) -> InitiativeState? { byID[id] }

    func state(of document: PlanDocument) -> InitiativeState? {
        byPath[document.path] ?? document.initiative?.id.flatMap { byID[$0] }
    }
}

/// The initiatives that a difference concerns: through their plans, their ledgers or their evidence.
private struct TouchedInitiatives {
    private let policy: Policy
    private let oldFiles: StateFiles
    private var oldOwners: FileOwners
    private var newOwners: FileOwners
    /// Paths of plans in the old state and in the new one.
    private(set) var before: Set<[UInt8]> = []
    private(set) var after: Set<[UInt8]> = []
    /// Paths of documents that themselves differ.
    private(set) var documents: Set<[UInt8]> = []

    init(from before: StateFiles, to after: StateFiles, policy: Policy) {
        self.policy = policy
        oldFiles = before
        oldOwners = FileOwners(before, policy: policy)
        newOwners = FileOwners(after, policy: policy)
    }

    mutating func note(_ old: GovernedFiles.Entry?, _ new: GovernedFiles.Entry?) {
        guard let path = new?.path ?? old?.path else { return }
        if policy.entry(for: path) != nil {
            documents.insert(path)
            if old != nil { before.insert(path) }
            if new != nil { after.insert(path) }
            return
        }
        var (oldPaths, newPaths) = (oldOwners.owners(ofLedger: path), newOwners.owners(ofLedger: path))
        // A file of evidence that is only added changes nothing that was named before.
        if old != nil {
            oldPaths += oldOwners.owners(ofEvidence: path)
            newPaths += newOwners.owners(ofEvidence: path)
        }
        after.formUnion(newPaths)
        before.formUnion(oldPaths)
        before.formUnion(newPaths.filter { oldFiles.files.entry(at: $0) != nil })
    }
}

package import Diagnostics
package import PlanModel
import PlanText
package import Timeline

/// A state to judge, and the state it is compared with: all values, no repository.
package struct Proposal: Sendable {
    /// Every governed file of the state.
    package var files: [ListedFile] = []
    /// The files to judge by themselves.
    package var filesToJudge: [ListedFile] = []
    /// The documents to judge by themselves.
    package var documents: [PlanDocument] = []
    /// Initiatives that are there and were not read: id, by file name, and path.
    package var others: [(id: String, path: String)] = []
    /// The initiatives to judge by themselves with what belongs to them: those whose plan, ledger or evidence is judged.
    package var initiatives: [InitiativeState] = []
    /// Initiatives that are not judged and on which those depend, directly or through others.
    package var neighbours: [PlanDocument] = []
    /// The change plans by their folders, as far as initiatives that are judged lie there.
    package var plans: [String: PlanDocument] = [:]
    /// Whether lines of ledgers that have landed are judged again, and not only those that were added.
    package var judgesLandedLines = false
    /// Since when each initiative, by its path, is followed by the cadence of its change plan; cadence is judged for no other.
    package var followedSince: [String: Day] = [:]
    /// What is known of deployments, where they are judged: as of today, and only by a policy that names repositories.
    package var deployments: DeploymentFacts?
    /// The actual exchange rates, where they are judged.
    package var rates: RatesChange?
    /// Files that are no documents and hold a pointer of Git LFS in place of their content.
    package var pointers: [SourceText] = []
    /// The day of the landing, in its committer's offset; today where nothing has landed yet.
    package var asOf: Day
    /// The day in UTC on which roles are held or not: that of the landing, and of a proposal the later of that and today.
    package var roleDay: Day
    /// What changed against the first parent; nothing where there is no step to judge.
    package var landing: LandingRules.Case?
    /// What there is of sign-offs; nothing where they are not looked at.
    package var signOffs: SignOffCase?
    /// Bytes of the policy as it would land; only looked at where `changesPolicy`.
    package var policyText: SourceText?
    package var changesPolicy = false
    /// people.yaml of the first parent, which says who may sign; the state's own where the first parent has none.
    package var people: PeopleReading?
    /// people.yaml as it would land; nothing where there is none.
    package var peopleReading: PeopleReading?
    /// Whether people.yaml is judged by itself.
    package var judgesPeople = false
    package var changesPeople = false
    /// People and keys as they would land; only read where they or what asks for them is judged.
    package var landingTrust: TrustSet?
    /// Whether allowed_signers and revoked_signers are judged by themselves.
    package var judgesKeys = false
    package var changesKeys = false
    /// Findings of the first parent's baseline, which are counted and not reported; the state's own where nothing has landed.
    package var baseline: Baseline?
    /// The baseline as it would land; only looked at where `judgesBaseline`.
    package var landingBaseline: Baseline?
    package var judgesBaseline = false
    /// The first parent's baseline, whose entries only go; nothing where it has none.
    package var formerBaseline: Baseline?
    /// Whether every document of the state is judged, and not only those that differ.
    package var judgesEverything = false
    /// Every governed file that the landing adds, changes or removes.
    package var changed: [ListedFile] = []
    /// Those of them that are asked for.
    package var changedToJudge: [ListedFile] = []

    package init(asOf: Day) {
        self.asOf = asOf
        roleDay = asOf
    }
}

extension Proposal {
    /// The actual exchange rates on either side.
    package struct RatesChange: Sendable {
        package var before: ActualRates?
        package var after: ActualRates?
        /// Whether lines that have landed are judged again.
        package var judgesLandedLines: Bool

        package init(before: ActualRates?, after: ActualRates?, judgesLandedLines: Bool) {
            self.before = before
            self.after = after
            self.judgesLandedLines = judgesLandedLines
        }
    }

    /// The state before of each initiative that is judged, by its path.
    var formerStates: [String: InitiativeState] {
        let pairs = landing.map { InitiativePair.pair($0.before, $0.after) } ?? []
        return Dictionary(
            pairs.compactMap { pair in pair.after.flatMap { after in pair.before.map { (after.path, $0) } } },
            uniquingKeysWith: { first, _ in first })
    }

    /// Every initiative that was read, by id; of two with one id the one that is judged.
    package var initiativesByID: [String: PlanDocument] {
        let all = initiatives.map(\.document) + documents + neighbours
        return Dictionary(
            all.compactMap { document in document.initiative?.id.map { ($0, document) } },
            uniquingKeysWith: { first, _ in first })
    }
}

/// What judging gave, before severities.
package struct Judgement: Sendable {
    package var diagnostics: [Diagnostic] = []
    package var notJudged: [NotJudged] = []
    package var pending: [PendingSignOffs] = []
    /// The sign-offs of each step that was judged by them.
    package var signOffs: [StepSignOffs] = []
    package var counts = Counts()
    /// What comments, waivers and the baseline set aside.
    package var excepted = Excepted()
    /// The steps that initiatives take, by their names.
    package var steps: [(initiative: String, step: Step)] = []

    package init() {}

    package static func += (left: inout Judgement, right: Judgement) {
        left.diagnostics += right.diagnostics
        left.notJudged += right.notJudged
        left.pending += right.pending
        left.signOffs += right.signOffs
        left.counts += right.counts
        left.excepted += right.excepted
        left.steps += right.steps
    }
}

extension Judgement {
    /// The ids, and the names of trust steps, whose sign-offs were not judged.
    package var openKeys: Set<String> {
        Set(notJudged.map { $0.initiative == NotJudged.noInitiative ? $0.step : $0.initiative })
    }

    fileprivate mutating func add(_ landing: LandingRules.Judgement) {
        diagnostics += landing.diagnostics
        notJudged += landing.notJudged
        pending += landing.pending
        signOffs += landing.signOffs
    }

    /// Sets aside what a quorum lands by break-glass, and says so loudly.
    fileprivate mutating func breakGlass() {
        for step in signOffs where !step.breakGlass.isEmpty {
            let initiative = SignOffCase.TrustStep(rawValue: step.key) == nil ? step.key : nil
            // What the gates of this step ask for; bytes, ids, the order of stages and the trust set keep their rules.
            let isOnlyStep = steps.count { $0.initiative == step.key } == 1
            let setAside = diagnostics.filter { diagnostic in
                guard initiative != nil, diagnostic.initiative == initiative else { return false }
                switch diagnostic.code {
                case .criterionNotMet, .criterionUndecided: return diagnostic.primary.text == "the step `\(step.step)`"
                case .reasonMissing, .lockedFieldChanged, .undeclaredStep: return isOnlyStep
                default: return false
                }
            }
            guard !setAside.isEmpty || !step.isMet else { continue }
            diagnostics.removeAll { setAside.contains($0) }
            diagnostics.append(SignOffRules.brokenGlass(step, setAside, initiative: initiative))
        }
    }
}

/// Applies every rule to a proposal.
package struct Judge: Sendable {
    private let policy: Policy
    /// The folder that holds the policy; nothing where it lies outside the repository.
    private let root: String?
    private let toolVersion: String

    package init(policy: Policy, root: String?, toolVersion: String) {
        self.policy = policy
        self.root = root
        self.toolVersion = toolVersion
    }

    package func judge(_ proposal: Proposal) -> Judgement {
        var judgement = Judgement()
        judgement.diagnostics += ListingRules(policy, root: root)
            .diagnostics(all: proposal.files, changed: proposal.filesToJudge)
        let documentRules = DocumentRules(policy)
        for document in proposal.documents { judgement.diagnostics += documentRules.diagnostics(of: document) }
        judgement.diagnostics += ledgers(proposal)
        let setRules = SetRules(policy)
        judgement.diagnostics += setRules.diagnostics(of: proposal.documents, others: proposal.others)
        let known = Set(proposal.documents.compactMap { $0.initiative?.id } + proposal.others.map(\.id))
        judgement.diagnostics += setRules.dependencies(of: proposal.documents, known: known)
        judgement.diagnostics += plans(proposal, known: known)
        var steps: [(initiative: String, step: Step)] = []
        if let facts = proposal.deployments {
            let rules = DeploymentRules(policy, facts)
            judgement.diagnostics += proposal.initiatives.flatMap(rules.diagnostics) + rules.tags
        }
        if let landing = proposal.landing {
            let landingJudgement = LandingRules(
                policy, asOf: proposal.asOf, others: proposal.initiativesByID, signOffs: proposal.signOffs, root: root
            ).judge(landing)
            judgement.add(landingJudgement)
            judgement.steps += landingJudgement.steps
            judgement.counts.changed += landing.after.count
            judgement.counts.steps += landingJudgement.steps.count
            judgement.counts.criteria += landingJudgement.criteria
            steps = landingJudgement.steps
            if let people = proposal.people?.people {
                judgement.diagnostics += ReadingRules(people: people).diagnostics(landing)
            }
        }
        if proposal.changesPolicy {
            judgement.diagnostics += PolicyRules.change(
                from: policy, to: proposal.policyText, toolVersion: toolVersion)
        }
        let trustRules = TrustRules(policy: policy, root: root, toolVersion: toolVersion)
        judgement.diagnostics += trustRules.diagnostics(proposal, steps: steps)
        judgement.add(trustRules.gates(proposal))
        if let signOffs = proposal.signOffs {
            judgement.diagnostics += SignOffRules(policy: policy, signOffs: signOffs).texts
            judgement.counts.signOffs += signOffs.found.count
            judgement.breakGlass()
        }
        if proposal.judgesPeople, proposal.peopleReading != nil { judgement.counts.documents += 1 }
        if proposal.judgesKeys, let trust = proposal.landingTrust {
            judgement.counts.documents += (trust.allowed == nil ? 0 : 1) + (trust.revoked == nil ? 0 : 1)
        }
        var exceptions = Exceptions(policy, proposal)
        judgement.diagnostics = exceptions.apply(to: judgement.diagnostics)
        judgement.excepted = exceptions.excepted
        judgement.counts.documents += proposal.documents.count
        judgement.counts.initiatives += proposal.documents.count { $0.entry.kind == .initiative }
        return judgement
    }

    /// What initiatives promise, by themselves and beside what they name.
    private func plans(_ proposal: Proposal, known: Set<String>) -> [Diagnostic] {
        let initiatives = proposal.initiativesByID
        // A neighbour that cannot be read is there all the same.
        let named = known.union(initiatives.keys).union(proposal.neighbours.map(\.stem))
        let contentRules = ContentRules(policy, asOf: proposal.asOf)
        let referenceRules = ReferenceRules(plans: proposal.plans, known: named)
        let dependencyRules = DependencyRules(policy, asOf: proposal.asOf, initiatives: initiatives)
        return proposal.initiatives.flatMap { state in
            contentRules.diagnostics(of: state) + referenceRules.diagnostics(of: state)
                + dependencyRules.diagnostics(of: state)
        }
    }

    /// The findings about ledgers, evidence and rates.
    private func ledgers(_ proposal: Proposal) -> [Diagnostic] {
        // Ledgers and rates say so themselves.
        let read = Set(
            proposal.initiatives.compactMap { $0.ledger?.path } + [proposal.rates?.after?.source.path].compactMap { $0 }
        )
        var result = proposal.pointers.filter { !read.contains($0.path) }
            .compactMap { DocumentRules.largeFilePointer($0, what: "file") }
        let ledgerRules = LedgerRules(policy, asOf: proposal.asOf)
        let cadenceRules = CadenceRules(policy, asOf: proposal.asOf)
        let before = proposal.formerStates
        for state in proposal.initiatives {
            result += ledgerRules.diagnostics(
                of: state, before: before[state.path], judgesLanded: proposal.judgesLandedLines)
            if let since = proposal.followedSince[state.path],
                let plan = proposal.plans[InitiativeState.folder(of: state.path)]?.changePlan
            {
                result += cadenceRules.diagnostics(of: state, plan, since: since)
            }
        }
        if let rates = proposal.rates {
            result += RatesRules(policy: policy, asOf: proposal.asOf, base: proposal.landing?.base).diagnostics(rates)
        }
        return result
    }
}

import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// Replays a governed branch from its trust root and judges every landing by the policy, the people and the keys that were in
/// force at it.
struct Audit {
    let workspace: Workspace
    /// The trust root that somebody names; trusted on first use where nobody does.
    let pinnedRoot: ObjectID?
    let progress: Progress

    private var repository: Repository { workspace.repository }

    func run() throws(CommandFailure) -> AuditOutcome {
        try workspace.requireCompleteHistory()
        let branch = try workspace.branch()
        let chain = try git { () throws(GitError) in try FirstParentChain.read(repository, from: branch.tip).chain }
        let fixedPolicy = try workspace.policyFromOption()
        var replay = LandingReplay(
            workspace, paths: .everything, fixedPolicy: fixedPolicy, branches: [branch.statementName])
        var outcome = AuditOutcome(branch: branch.name, tip: branch.tip.hex)
        var seenUndecided: Set<String> = []
        var done = 0
        try replay.replay(chain) { row, judged throws(CommandFailure) in
            outcome.counts += judged.judgement.counts
            outcome.counts.commits += judged.commits.count
            outcome.excepted += judged.judgement.excepted
            for item in judged.undecided + notJudged(judged, chain.ids[row])
            where seenUndecided.insert(item.reason).inserted {
                outcome.undecided.append(item.reason + (item.help.map { ": \($0)" } ?? ""))
            }
            let recorded = Timestamp(seconds: chain.committed[row])
            if judged.isRoot {
                outcome.trustRoot = .init(
                    commit: chain.ids[row].hex, recorded: recorded, isPinned: pinnedRoot == chain.ids[row])
                outcome.grandfathered = judged.initiatives.map {
                    .init(initiative: $0.name, path: $0.path, stage: $0.initiative?.stageAsWritten)
                }
            }
            outcome.landings.append(landing(chain.ids[row], recorded, judged))
            done += 1
            if done & 255 == 0 { progress.report(done) }
        }
        checkRoot(&outcome, isFixed: fixedPolicy != nil)
        addCompromised(&outcome, try trustNow(branch))
        return outcome
    }

    private func notJudged(_ judged: LandingReplay.Judged, _ commit: ObjectID) -> [CheckReport.Undecided] {
        judged.judgement.notJudged.map { item in
            CheckReport.Undecided(
                reason:
                    "in \(commit.short) the gate `\(item.gate)` asks for sign-offs of `\(Printable.line(item.initiative))` that cannot be verified: \(item.reason ?? "the keys are not known")"
            )
        }
    }

    // MARK: - A landing

    private func landing(_ commit: ObjectID, _ recorded: Timestamp, _ judged: LandingReplay.Judged) -> AuditedLanding {
        let resolver = SeverityResolver(judged.policy?.policy)
        var diagnostics = judged.judgement.diagnostics
        for raw in judged.commits { diagnostics += HistoryRules.commit(raw.id.hex, raw.irregularities.map(\.text)) }
        for index in diagnostics.indices where diagnostics[index].commit == nil {
            diagnostics[index].commit = commit.hex
        }
        let findings = diagnostics.compactMap(resolver.finding).sorted(by: Finding.reportOrder)
        return AuditedLanding(
            commit: commit.hex, recorded: recorded, policyVersion: judged.policy?.policy.version,
            isJudged: judged.policy != nil && !judged.isRoot, steps: steps(judged, findings),
            commits: judged.commits.reversed().map { self.commit($0, judged) },
            trustFiles: trustFiles(judged), findings: findings)
    }

    private func steps(_ judged: LandingReplay.Judged, _ findings: [Finding]) -> [AuditedLanding.Step] {
        guard !judged.isRoot else { return [] }
        let results = judged.judgement.signOffs
        let failed = Set(findings.filter { $0.severity == .error }.compactMap(\.diagnostic.initiative))
        var steps = judged.judgement.steps.map { item in
            AuditedLanding.Step(
                initiative: item.initiative, step: item.step.name, passes: !failed.contains(item.initiative),
                signOffs: results.first { $0.key == item.initiative && $0.step == item.step.name })
        }
        for step in SignOffCase.TrustStep.allCases {
            guard let result = results.first(where: { $0.key == step.rawValue }) else { continue }
            let fails = findings.contains {
                $0.severity == .error && $0.diagnostic.initiative == nil
                    && ["SGN", "TRU"].contains($0.code.family)
            }
            steps.append(
                AuditedLanding.Step(
                    initiative: NotJudged.noInitiative, step: step.rawValue, passes: !fails, signOffs: result))
        }
        return steps
    }

    private func trustFiles(_ judged: LandingReplay.Judged) -> [String] {
        guard let policy = judged.policy else { return [] }
        let gate = TrustGate(policy: policy.policy, root: policy.scope.root)
        return judged.changed.filter { file in SignOffCase.TrustStep.allCases.contains { gate.guards($0, file) } }
            .map(\.path)
    }

    private func commit(_ raw: RawCommit, _ judged: LandingReplay.Judged) -> AuditedLanding.Commit {
        var text = raw.signature == nil ? "is missing" : "cannot be verified: the keys are not known"
        var signer: String?
        if raw.signature != nil, let trust = judged.trust, let keys = trust.keys {
            let owner = trust.person(of: LandingCommit(raw).verdict(by: keys, at: judged.moment))
            text = owner.text
            signer = owner.person?.id
        }
        func line(_ identity: RawCommit.Identity?) -> String {
            identity.map { Printable.line("\($0.name) <\($0.email)>") } ?? ""
        }
        return AuditedLanding.Commit(
            id: raw.id.hex, author: line(raw.author), committer: line(raw.committer), signature: text,
            isSigned: raw.signature != nil, signer: signer)
    }

    // MARK: - Where it begins

    /// With a policy from outside every landing is judged, and the branch needs no root of its own unless somebody names one.
    private func checkRoot(_ outcome: inout AuditOutcome, isFixed: Bool) {
        guard let found = outcome.trustRoot else {
            if isFixed, pinnedRoot == nil { return }
            outcome.undecided.append(
                "no landing of \(outcome.branch) has a policy, so that nothing was judged: `tollgate init` writes one")
            return
        }
        guard let pinnedRoot, pinnedRoot.hex != found.commit else { return }
        let diagnostic = HistoryRules.otherTrustRoot(expected: pinnedRoot.hex, found: found.commit)
        outcome.findings += [diagnostic].compactMap(SeverityResolver(nil).finding)
    }

    // MARK: - Now

    private func trustNow(_ branch: Workspace.Branch) throws(CommandFailure) -> TrustSet? {
        guard let root = branch.policy.scope.root else { return nil }
        return try CheckContext(workspace: workspace, loaded: branch.policy, paths: .everything)
            .state(of: branch.tip).trustSet(in: root)
    }

    /// What rests on a key that is compromised by now: it counted when it landed, and has to be looked at again.
    private func addCompromised(_ outcome: inout AuditOutcome, _ trust: TrustSet?) {
        guard let keys = trust?.keys else { return }
        var found: [Finding] = []
        for landing in outcome.landings {
            for step in landing.steps {
                let submissions = (step.signOffs?.submissions ?? []).compactMap { signOff in
                    signOff.person.map { StepSignOffs.Signature(person: $0.id, signOff: signOff) }
                }
                let given = (step.signOffs?.requirements ?? []).flatMap(\.given)
                for signature in given + (step.signOffs?.breakGlass ?? []) + submissions {
                    guard case .valid(let key, _) = signature.signOff.verdict, keys.isCompromised(key) else { continue }
                    var diagnostic = SignOffFindings.compromised(
                        signature, step: step, entry: keys.revoked.entry(of: key))
                    diagnostic.commit = landing.commit
                    found += [diagnostic].compactMap(SeverityResolver(nil).finding)
                }
            }
        }
        outcome.findings += found
    }
}

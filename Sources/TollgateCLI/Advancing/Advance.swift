import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText
import Reports

/// Takes a step of one initiative: edits its plan, judges what would land, and commits it.
struct Advance {
    let workspace: Workspace
    /// The initiative, by id or path.
    let name: String
    let request: AdvanceRequest

    /// Everything about the step before anything is written.
    private struct Prepared {
        let context: CheckContext
        let file: GovernedFiles.Entry
        let before: InitiativeState
        let initiative: Initiative
        let step: Step
        /// The bytes that HEAD has, that lie in the work tree, and that land.
        let committed: [UInt8]
        let present: [UInt8]
        let landing: [UInt8]
        let judgement: Judgement
        let after: PlanDocument
        /// The sign-offs that the commit carries.
        let records: CarriedRecords

        var policy: Policy { context.policy }
    }

    func run() throws(CommandFailure) -> AdvanceReport {
        // Nothing is written to try a step out, not even a lock.
        guard !request.isDryRun else {
            // Who it is by does not matter then, but the date does that git's variables may name.
            return try report(prepare(asOf: (try? identity()).map(Self.day) ?? workspace.world.now.day))
        }
        let lock = try lock()
        let report = try reportAndCommit()
        _ = consume lock
        return report
    }

    private func lock() throws(CommandFailure) -> WriteLock {
        do {
            return try WriteLock(workspace.repository.facts)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func reportAndCommit() throws(CommandFailure) -> AdvanceReport {
        let identity = try identity()
        let prepared = try prepare(asOf: Self.day(identity))
        let report = try report(prepared)
        guard report.outcome == .possible else { return report }
        return try report.committed(as: commit(prepared, message: report.message, identity).hex)
    }

    private func identity() throws(CommandFailure) -> CommitIdentity {
        let world = workspace.world
        return try git { () throws(GitError) in
            try CommitIdentity(
                environment: world.environment, repository: workspace.repository, now: world.now.seconds)
        }
    }

    /// The day of the commit in its committer's offset, by which it will be judged once it is there.
    private static func day(_ identity: CommitIdentity) -> Day {
        Timestamp(seconds: identity.committer.seconds + Int64(identity.committer.offsetMinutes) * 60).day
    }

    // MARK: - Before writing

    private func prepare(asOf: Day) throws(CommandFailure) -> Prepared {
        let facts = workspace.repository.facts
        guard let top = facts.workTree else {
            throw .usage("there is no work tree to take a step in: the repository is bare", help: "use a clone of it")
        }
        guard let head = facts.head else {
            throw .undecided("there is no commit that a step could follow", help: "commit the plans first")
        }
        let loaded = try workspace.policyInForce()
        let context = CheckContext(workspace: workspace, loaded: loaded, paths: .everything)
        guard !loaded.isRoot else { throw .undecided(context.withoutSteps, help: "commit the policy first") }
        let before = try context.state(of: head)
        let found = try InitiativeLookup(context: context, files: before, label: workspace.headLabel).find(name)
        let (state, initiative) = try readable(found.document, in: before, context)
        let step = try request.step(of: found.document, initiative, context.policy)

        let index = try git { () throws(GitError) in try workspace.repository.index().entries }
        let workTree = try context.workTreeState(WorkTree(root: top), index: index)
        let committed = found.document.text.source.bytes
        let source = request.isRebaseline ? try edited(found, in: workTree, context) : found.document
        let basis =
            request.isRebaseline ? try before.state(of: source, absent: context.absentReference) : state
        try CommittedState(head: before, workTree: workTree, index: index).require(
            basis, isEdited: request.isRebaseline)

        let bytes = try landing(step, source)
        let id = try git { () throws(GitError) in try workspace.repository.objects.blobName(of: bytes) }
        let file = GovernedFiles.Entry(path: found.entry.path, mode: found.entry.mode, id: id)
        let records = try CarriedRecords(
            of: initiative.id ?? "", step: step.name, context, head: before, workTree: workTree, index: index)
        var after = StateFiles(
            files: try records.added(to: before.files.replacing(file), workspace.repository),
            repository: workspace.repository)
        after.drafts = records.drafts.merging([file.path: bytes]) { $1 }
        let judging = ChangeJudging(context: context, asOf: asOf)
        let extent = ChangeJudging.Extent(judgesSteps: true, historyTip: context.historyTip)
        var proposal = try judging.proposal(from: before, to: after, base: workspace.headLabel, extent)
        var judgement = try judging.judge(proposal, extent)
        _ = try ProposedSignOffs(context: context)
            .judge(&proposal, &judgement, judging, extent, from: before, to: after)
        let document = PlanDocument.read(
            SourceText(path: found.document.path, bytes: bytes), entry: found.document.entry)
        return Prepared(
            context: context, file: file, before: state, initiative: initiative, step: step, committed: committed,
            present: source.text.source.bytes, landing: bytes, judgement: judgement, after: document, records: records)
    }

    private func readable(
        _ document: PlanDocument, in files: StateFiles, _ context: CheckContext
    ) throws(CommandFailure) -> (InitiativeState, Initiative) {
        guard !document.entry.isAdapted else {
            throw .usage(
                "`\(document.path)` was not written for Tollgate; its fields and words are not Tollgate's to change",
                help: "edit it and commit it; `tollgate check` and `tollgate gate` judge what that does")
        }
        guard let initiative = document.initiative else {
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message:
                    "`\(document.path)` cannot be read: \(document.text.unreadable ?? "it is no mapping")",
                help: "`tollgate check \(document.path)` says where; mend it and commit that first")
        }
        return (try files.state(of: document, absent: context.absentReference), initiative)
    }

    /// The plan as it was edited in the work tree.
    private func edited(
        _ found: InitiativeLookup.Found, in workTree: StateFiles, _ context: CheckContext
    ) throws(CommandFailure) -> PlanDocument {
        let source = DocumentSource(context.repository, policy: context.policy)
        guard let entry = workTree.files.entry(at: found.entry.path),
            let document = try workTree.document(entry, source)
        else {
            throw CommandFailure(
                exitCode: ExitCode.findings, message: "`\(found.document.path)` is not in the work tree",
                help: "restore it: `git checkout -- \(found.document.path)`")
        }
        return document
    }

    private func landing(_ step: Step, _ document: PlanDocument) throws(CommandFailure) -> [UInt8] {
        do {
            return try StepEdit(
                step, because: request.because, reviewBy: request.reviewBy, valueDisposition: request.valueDisposition
            ).applied(to: document)
        } catch {
            throw CommandFailure(
                exitCode: ExitCode.findings, message: "`\(document.path)`: \(Printable.line(error.message))",
                help: Printable.line(error.help))
        }
    }

    // MARK: - The verdict

    private func report(_ prepared: Prepared) throws(CommandFailure) -> AdvanceReport {
        let facts = workspace.repository.facts
        let branch = facts.headBranch.map(Workspace.shortName)
        let resolver = SeverityResolver(prepared.policy)
        let findings = prepared.judgement.diagnostics.map { $0.helping(withOptionsOf: prepared.step) }
            .compactMap(resolver.finding).sorted(by: Finding.reportOrder)
        let hasErrors = findings.contains { $0.severity == .error }
        let isTaken = prepared.judgement.steps.contains { $0.step.name == prepared.step.name }
        guard hasErrors || isTaken else {
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message:
                    "the step `\(prepared.step.name)` changes nothing: no locked field differs from \(workspace.headLabel)",
                help: "edit the plan in the work tree first; the step commits it")
        }
        let patch = try git { () throws(GitError) in
            try TextDifference.patch(
                from: prepared.committed, to: prepared.landing, path: prepared.before.path)
        }
        let message = StepMessage(
            document: prepared.after, step: prepared.step, before: prepared.initiative,
            because: reason(prepared), judgement: prepared.judgement
        ).text
        let isGoverned =
            branch.map { prepared.policy.branches.isEmpty || prepared.policy.branches.contains($0) } ?? false
        let styles = MergeStyles(
            policy: prepared.policy, judgement: prepared.judgement, name: prepared.before.name, lands: isGoverned)
        return AdvanceReport(
            document: prepared.after, step: prepared.step, branch: branch, base: workspace.headLabel,
            isGoverned: isGoverned,
            findings: findings, notJudged: prepared.judgement.notJudged,
            pending: prepared.judgement.pending, criteria: prepared.judgement.counts.criteria,
            patch: patch, message: message, onward: onward(prepared), remarks: try remarks() + styles.remarks,
            toolVersion: ToolVersion.current)
    }

    /// The reason as it lands.
    private func reason(_ prepared: Prepared) -> String? {
        if case .shortfall = prepared.step { return prepared.after.content?.shortfall?.value }
        guard request.because != nil || prepared.step.needsReason else { return nil }
        return prepared.after.initiative?.because
    }

    private func onward(_ prepared: Prepared) -> Step? {
        prepared.after.initiative.flatMap { StepChoice(prepared.policy, $0).next }
    }

    private func remarks() throws(CommandFailure) -> [String] {
        let signs = try git { () throws(GitError) in try workspace.repository.signsCommits() }
        return signs
            ? ["the commit is not signed, although `commit.gpgSign` is set: `git commit --amend --no-edit -S` signs it"]
            : []
    }

    // MARK: - Writing

    private func commit(
        _ prepared: Prepared, message: String, _ identity: CommitIdentity
    ) throws(CommandFailure) -> ObjectID {
        try git { () throws(GitError) in
            let file = CommittedFile(
                path: prepared.file.path, mode: prepared.file.mode, before: prepared.present, after: prepared.landing)
            return try workspace.repository.commit(
                [file] + prepared.records.files, message: message, identity: identity)
        }
    }
}

extension Diagnostic {
    /// With the option of `advance` in place of an edit by hand, where the step has one for the field.
    fileprivate func helping(withOptionsOf step: Step) -> Diagnostic {
        var options = [
            "say why in `because:`, at the top level of the initiative": "say why: `--because <text>`",
            "add `because`": "say why: `--because <text>`",
        ]
        switch step {
        case .hold: options["add `review-by`"] = "say when it is looked at again: `--review-by <date>`"
        case .cancel:
            options["add `value-disposition`"] = "say what becomes of its value: `--value-disposition <text>`"
        case .shortfall: options["add `shortfall.because`"] = "say why: `--because <text>`"
        default: break
        }
        var copy = self
        copy.helps = helps.map { options[$0] ?? $0 }
        return copy
    }
}

import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel

/// What `gate` compares with: HEAD on a governed branch; elsewhere where the branch left the governed one, so that the step is the
/// one that the branch proposes.
struct GateBase {
    /// Nothing before the first commit.
    let commit: ObjectID?
    /// As in `main (9ab31f0)`.
    let label: String
    let policy: Workspace.LoadedPolicy
    /// The branch that steps land on, as far as this clone has it.
    let target: ProposedSignOffs.Target?

    init(_ workspace: Workspace) throws(CommandFailure) {
        let own = try workspace.policyInForce()
        let head = workspace.repository.facts.head
        let context = CheckContext(workspace: workspace, loaded: own, paths: .everything)
        target = own.isRoot ? nil : try ProposedSignOffs(context: context).target()
        guard let target, let head, !target.isCurrent, workspace.incompleteness.isEmpty,
            let base = try git({ () throws(GitError) in try workspace.repository.mergeBase(target.tip, head) })
        else {
            (commit, label, policy) = (head, workspace.headLabel, own)
            return
        }
        var landed = try workspace.policyFromOption()
        if landed == nil { landed = try workspace.policy(in: base) }
        // What is there before the first policy asks for nothing.
        guard let landed else {
            (commit, label, policy) = (head, workspace.headLabel, own)
            return
        }
        (commit, label, policy) = (base, "\(target.branch) (\(base.short))", landed)
    }
}

/// Finds out who has signed for the step that `gate` shows.
struct GateAgreement {
    let check: GateCheck
    let base: GateBase
    let context: CheckContext
    let found: InitiativeLookup.Found
    let before: StateFiles
    let after: StateFiles

    private var workspace: Workspace { check.workspace }

    func agreement(
        _ step: Step, _ judged: GateCheck.Judged, isTaken: Bool
    ) throws(CommandFailure) -> GateChecklist.Agreement {
        guard let root = context.scope.root else { return .undecided("the policy lies outside the repository") }
        guard !context.loaded.isRoot, workspace.repository.facts.head != nil else {
            return .undecided(context.withoutSteps)
        }
        if let lack = workspace.incompleteness.first { return .undecided(lack.reason) }
        guard let target = base.target else {
            return .undecided("this clone has none of the branches that the policy governs")
        }
        if let lack = try context.state(of: target.tip).trustSet(in: root).lacks.first {
            return .undecided("\(lack.text) in \(target.branch) (\(target.tip.short))")
        }
        if isTaken { return try self.judged(step, judged, after) }
        // Nobody can have signed what is not written yet, unless it is known what would be.
        guard let bytes = try? StepEdit(step).applied(to: found.document) else { return .nobody }
        let drafted = try draft(bytes)
        let tried = try check.judge(found, context.loaded, before, drafted, base)
        return try self.judged(step, tried, drafted)
    }

    private func draft(_ bytes: [UInt8]) throws(CommandFailure) -> StateFiles {
        var drafted = after
        if after.workTree == nil {
            let id = try git { () throws(GitError) in try context.repository.objects.blobName(of: bytes) }
            let entry = GovernedFiles.Entry(path: found.entry.path, mode: found.entry.mode, id: id)
            drafted = StateFiles(files: after.files.replacing(entry), repository: context.repository)
        }
        drafted.drafts[found.entry.path] = bytes
        return drafted
    }

    private func judged(
        _ step: Step, _ judged: GateCheck.Judged, _ files: StateFiles
    ) throws(CommandFailure) -> GateChecklist.Agreement {
        var (proposal, judgement) = (judged.proposal, judged.judgement)
        _ = try ProposedSignOffs(context: context).judge(
            &proposal, &judgement, judged.judging, judged.extent, from: before, to: files)
        let result = judgement.signOffs.first { $0.key == judged.state.name && $0.step == step.name }
        return result.map { .judged($0) } ?? .nobody
    }
}

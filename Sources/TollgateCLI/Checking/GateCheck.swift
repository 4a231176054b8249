import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// Works out the checklist of one initiative's gate, in the work tree; in a bare repository in HEAD's tree.
struct GateCheck {
    let workspace: Workspace
    /// The initiative, by id or path.
    let name: String
    /// The gate that is asked for; the one that lies ahead where none is.
    let gateName: String?

    /// What a check of this initiative alone gives.
    struct Judged {
        let state: InitiativeState
        let proposal: Proposal
        let judgement: Judgement
        let judging: ChangeJudging
        let extent: ChangeJudging.Extent
    }

    func report() throws(CommandFailure) -> GateReport {
        let facts = workspace.repository.facts
        let base = try GateBase(workspace)
        let loaded = base.policy
        let context = CheckContext(workspace: workspace, loaded: loaded, paths: .everything)
        let (before, after, label) = try states(context, base)
        let found = try InitiativeLookup(context: context, files: after, label: label).find(name)
        let judged = try judge(found, loaded, before, after, base)
        let state = judged.state
        let taken = judged.judgement.steps.filter { $0.initiative == state.name }.map(\.step)
        let former = judged.proposal.landing?.before.first {
            $0.path == state.path || $0.initiative?.id == state.initiative?.id
        }
        let start = former?.initiative ?? state.initiative
        let choice = state.initiative.map {
            StepChoice(context.policy, $0, fallsShort: state.content?.shortfall != nil)
        }
        let step = try step(start, taken, choice, context.policy)
        let resolver = SeverityResolver(context.policy)
        var checklist = step.map {
            GateChecklist(
                $0, of: state, from: start, policy: context.policy, asOf: judged.proposal.asOf,
                others: judged.proposal.initiativesByID)
        }
        let isTaken = step.map { step in taken.contains { $0.name == step.name } } ?? false
        if let step, checklist?.asksForSignOffs ?? false || isTaken || step == .handover {
            checklist?.agreement = try GateAgreement(
                check: self, base: base, context: context, found: found, before: before, after: after
            ).agreement(step, judged, isTaken: isTaken)
        }
        var remarks = remarks(state, taken, step)
        if loaded.isRoot, facts.head != nil { remarks.append(context.withoutSteps) }
        let asksForSignOffs = checklist?.sections.contains { !$0.signOffs.isEmpty } ?? false
        let people = asksForSignOffs ? try self.people(context, before, after, base) : nil
        if let remark = people?.remark { remarks.append(remark) }
        let signers = people?.people.map {
            EligibleSigners(
                $0, of: state, former: former, root: loaded.scope.root, on: judged.proposal.roleDay)
        }
        return GateReport(
            .init(
                state.document,
                revision: facts.isBare ? "tree of \(label)" : "work tree against \(base.label)",
                asOf: judged.proposal.asOf, policy: loaded.origin),
            checklist, findings: Self.findings(judged.judgement, resolver), possible: choice?.possible ?? [],
            remarks: remarks, toolVersion: ToolVersion.current, signers: signers, isTaken: isTaken)
    }

    private func states(
        _ context: CheckContext, _ base: GateBase
    ) throws(CommandFailure) -> (before: StateFiles, after: StateFiles, label: String) {
        let facts = workspace.repository.facts
        let before = try context.state(of: base.commit)
        guard let top = facts.workTree else {
            return (before, try context.state(of: facts.head), workspace.headLabel)
        }
        let index = try git { () throws(GitError) in try workspace.repository.index().entries }
        return (before, try context.workTreeState(WorkTree(root: top), index: index), "the work tree")
    }

    func judge(
        _ found: InitiativeLookup.Found, _ loaded: Workspace.LoadedPolicy, _ before: StateFiles, _ after: StateFiles,
        _ base: GateBase
    ) throws(CommandFailure) -> Judged {
        let ledger = Ledger.path(of: found.document).map { Array($0.utf8) }
        let context = CheckContext(
            workspace: workspace, loaded: loaded,
            paths: PathSelection(paths: [found.entry.path] + [ledger].compactMap { $0 }))
        let judging = ChangeJudging(context: context, asOf: context.today)
        let extent = ChangeJudging.Extent(
            judgesSteps: context.stepBase(workspace.repository.facts.head) != nil, judgesEverything: true,
            historyTip: context.historyTip)
        let proposal = try judging.proposal(from: before, to: after, base: base.label, extent)
        let judgement = try judging.judge(proposal, extent)
        guard let state = proposal.initiatives.first(where: { $0.path == found.document.path }) else {
            throw .undecided("nothing was examined: `\(found.document.path)` is no file that can be read")
        }
        return Judged(state: state, proposal: proposal, judgement: judgement, judging: judging, extent: extent)
    }

    // MARK: - Who may sign

    /// The people by whom the next landing is judged, or why nobody is known to hold a role.
    private func people(
        _ context: CheckContext, _ before: StateFiles, _ after: StateFiles, _ base: GateBase
    ) throws(CommandFailure) -> (people: People?, remark: String?) {
        guard let path = context.peoplePath else {
            return (nil, "the policy lies outside the repository, so that nobody is known to hold a role")
        }
        // What is committed together with the first policy is taken as it is.
        let isStart = context.stepBase(workspace.repository.facts.head) == nil
        let reading = try (isStart ? after : before).people(at: path)
        let place = isStart ? "`\(path)`" : "`\(path)` of \(base.label)"
        guard let reading else {
            let isNew = isStart ? false : try after.people(at: path) != nil
            return (
                nil,
                isNew
                    ? "`\(path)` has not landed yet: who may sign is known from then on"
                    : "there is no `\(path)`, so that nobody is known to hold a role"
            )
        }
        guard let people = reading.people else {
            return (nil, "\(place) cannot be read, so that nobody is known to hold a role; `tollgate check` says why")
        }
        return (people, nil)
    }

    // MARK: - Which gate

    /// The step whose gate is shown: the one that is asked for, else the one that the work tree takes, else the next one.
    private func step(
        _ start: Initiative?, _ taken: [Step], _ choice: StepChoice?, _ policy: Policy
    ) throws(CommandFailure) -> Step? {
        guard let gateName else {
            return taken.first { !$0.mayAccompany } ?? taken.first ?? choice?.next
        }
        guard let start else { return nil }
        let choice = StepChoice(policy, start)
        if let step = choice.step(named: gateName) { return taken.first { $0.name == step.name } ?? step }
        let shown = Printable.line(gateName)
        switch gateName {
        case "policy", "people":
            throw .usage(
                "the gate `\(shown)` guards the trust set and belongs to no initiative",
                help: "`tollgate check` judges a change of it")
        case "back-to":
            throw .usage(
                "`back-to` needs the stage to go back to",
                help: "name it: \(policy.ladder.stages.map { "`back-to:\($0)`" }.joined(separator: ", "))")
        default:
            let nearest = Suggestion.nearest(to: gateName, among: choice.names)
            throw .usage(
                "there is no gate `\(shown)`",
                help: nearest.map { "did you mean `\($0)`?" } ?? "there is: \(choice.names.joined(separator: ", "))")
        }
    }

    private func remarks(_ state: InitiativeState, _ taken: [Step], _ step: Step?) -> [String] {
        var remarks: [String] = []
        if state.entry.isAdapted {
            remarks.append(
                "the document was not written for Tollgate: of the criteria only `fields` can hold, and `tollgate advance` does not edit it"
            )
        }
        for other in taken {
            remarks.append(
                other.name == step?.name
                    ? "the step `\(other.name)` is taken here already, and has not landed"
                    : "the step `\(other.name)` is taken here too: `--gate \(other.name)` shows what it needs")
        }
        return remarks
    }

    /// What would keep the initiative from landing beside the criteria, which the checklist shows by itself.
    private static func findings(_ judgement: Judgement, _ resolver: SeverityResolver) -> [Finding] {
        judgement.diagnostics.filter { $0.code != .criterionNotMet && $0.code != .criterionUndecided }
            .compactMap(resolver.finding).filter { $0.severity == .error }.sorted(by: Finding.reportOrder)
    }
}

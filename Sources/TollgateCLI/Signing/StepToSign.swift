import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import PlanText

/// A step as it would land, with everything that sign-offs for it are judged by.
struct StepToSign {
    enum Subject {
        case initiative(InitiativeState, former: InitiativeState?, Step)
        case trust(SignOffCase.TrustStep)
    }

    let branch: BranchProposal
    let subject: Subject
    /// Whether the branch takes it already; otherwise it is the one that `advance` would take.
    let isTaken: Bool
    let judgement: Judgement
    let signOffs: SignOffCase
    /// Who has signed so far.
    let standing: StepSignOffs

    private var policy: Policy { branch.context.policy }
    private var root: String? { branch.context.scope.root }

    /// The id, `policy` or `people`.
    var name: String {
        switch subject {
        case .initiative(let state, _, _): state.name
        case .trust(let step): step.rawValue
        }
    }

    var signed: SignedSubject {
        switch subject {
        case .initiative(let state, let former, let step):
            SignedSubject(
                state, former: former, step: step, policy: policy, root: root,
                files: signOffs.files[state.name] ?? [:])
        case .trust(let step): SignedSubject(step, digest: signOffs.trustContent[step])
        }
    }

    /// What the gates would say if these sign-offs were there too.
    func judged(with texts: [SignOffText]) throws(CommandFailure) -> StepSignOffs {
        var signOffs = signOffs
        signOffs.found = FoundSignOff.pool(
            signOffs.found + texts.map { FoundSignOff($0, in: .record(Self.recordPath($0, root: root ?? ""))) })
        let result = judge(by: signOffs)
        let isOverOther = result.all.contains { $0.faults.contains { $0.kind == .plan } }
        guard isOverOther, case .initiative(let state, let former, _) = subject else { return result }
        // What has changed since is told from the versions that the branch had.
        let repository = branch.context.repository
        let commits = try git { () throws(GitError) in
            try repository.commits(from: branch.target.tip, to: repository.facts.head ?? branch.target.tip)
        }
        let reading = SignOffReading(
            context: branch.context, before: branch.before, after: branch.after, commits: commits)
        signOffs.versions.merge(
            try reading.versions(of: state, former: former), uniquingKeysWith: { first, _ in first })
        return judge(by: signOffs)
    }

    private func judge(by signOffs: SignOffCase) -> StepSignOffs {
        let judge = SignOffJudge(policy, signOffs, root: root)
        switch subject {
        case .initiative(let state, let former, let step):
            return judge.judge(step, state, former: former, at: standing.location)
        case .trust(let step): return judge.judge(step, at: standing.location)
        }
    }

    /// Where the record of a sign-off lies.
    static func recordPath(_ text: SignOffText, root: String) -> String {
        let statement = try? Statement(line: text.statement)
        let digest = ContentDigest(of: Array(text.statement.utf8))
        return StateFiles.path("signoffs/\(statement?.initiative ?? NotJudged.noInitiative)/\(digest)", in: root)
    }
}

/// Finds the step that is signed for.
struct StepSearch {
    let branch: BranchProposal

    private var context: CheckContext { branch.context }
    private var policy: Policy { context.policy }

    /// `name` is an initiative, by id or path, `policy` or `people`; `gate` the step's name, where one is asked for.
    func find(_ name: String, gate: String?) throws(CommandFailure) -> StepToSign {
        if let step = SignOffCase.TrustStep(rawValue: name) { return try trust(step, gate) }
        let found = try InitiativeLookup(context: context, files: branch.after, label: "what would land").find(name)
        guard let initiative = found.document.initiative, initiative.id != nil else {
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message: "`\(Printable.line(found.document.path))` cannot be read, or has no id to sign for",
                help: "`tollgate check` says why; mend it and commit that first")
        }
        let judged = try branch.judge()
        let taken = judged.judgement.steps.filter { $0.initiative == found.document.name }.map(\.step)
        if let step = try chosen(taken, gate, found.document) {
            return try self.initiative(found.document, step, judged, isTaken: true)
        }
        let step = try next(found.document, initiative, gate)
        let drafted = try branch.judge(try draft(step, found))
        return try self.initiative(found.document, step, drafted, isTaken: false)
    }

    // MARK: - Initiatives

    /// The step that the branch takes and that is asked for; nothing where it takes none.
    private func chosen(_ taken: [Step], _ gate: String?, _ document: PlanDocument) throws(CommandFailure) -> Step? {
        guard let first = taken.first(where: { !$0.mayAccompany }) ?? taken.first else { return nil }
        guard let gate else { return first }
        guard let step = taken.first(where: { $0.name == gate }) else {
            throw .usage(
                "what would land on \(branch.base) takes no step `\(Printable.line(gate))`",
                help: "it takes \(taken.map { "`\($0.name)`" }.joined(separator: " and "))")
        }
        return step
    }

    /// The step that `advance` would take.
    private func next(
        _ document: PlanDocument, _ initiative: Initiative, _ gate: String?
    ) throws(CommandFailure) -> Step {
        let choice = StepChoice(policy, initiative, fallsShort: document.content?.shortfall != nil)
        let shown = Printable.line(document.name)
        guard let step = gate.map({ choice.step(named: $0) }) ?? choice.next else {
            guard let gate else {
                throw CommandFailure(
                    exitCode: ExitCode.findings, message: "no step of `\(shown)` is proposed, and none lies ahead",
                    help: "`tollgate gate \(shown)` says what can be done from here")
            }
            let nearest = Suggestion.nearest(to: gate, among: choice.names)
            throw .usage(
                "there is no step `\(Printable.line(gate))`",
                help: nearest.map { "did you mean `\($0)`?" } ?? "there is: \(choice.names.joined(separator: ", "))")
        }
        if let obstacle = choice.obstacle(to: step) {
            throw CommandFailure(
                exitCode: ExitCode.findings, message: Printable.line(obstacle.text),
                help: obstacle.help.replacing("<id>", with: shown))
        }
        switch step {
        case .stage, .resume, .reenter: return step
        default:
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message:
                    "the branch does not take the step `\(Printable.line(step.name))` yet, and what it writes is not known",
                help: "take it first, on a branch of its own: `tollgate advance --help` has the options")
        }
    }

    /// What would land if `advance` had taken the step.
    private func draft(_ step: Step, _ found: InitiativeLookup.Found) throws(CommandFailure) -> StateFiles {
        let bytes: [UInt8]
        do throws(EditRefusal) {
            bytes = try StepEdit(step).applied(to: found.document)
        } catch {
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message: "`\(Printable.line(found.document.path))`: \(Printable.line(error.message))",
                help: Printable.line(error.help))
        }
        let id = try git { () throws(GitError) in try context.repository.objects.blobName(of: bytes) }
        let file = GovernedFiles.Entry(path: found.entry.path, mode: found.entry.mode, id: id)
        var after = StateFiles(files: branch.after.files.replacing(file), repository: context.repository)
        after.drafts = [file.path: bytes]
        return after
    }

    private func initiative(
        _ document: PlanDocument, _ step: Step, _ judged: BranchProposal.Judged, isTaken: Bool
    ) throws(CommandFailure) -> StepToSign {
        guard let state = judged.proposal.initiatives.first(where: { $0.path == document.path }) else {
            throw .undecided("nothing was examined: `\(Printable.line(document.path))` is no file that can be read")
        }
        try branch.requireCommitted { committed, _ throws(CommandFailure) in
            try committed.require(state, for: .signing)
        }
        let former = FormerStates(judged.proposal.landing?.before ?? []).state(of: state.document)
        return try signing(
            .initiative(state, former: former, step), key: state.name, step.name, judged, isTaken: isTaken)
    }

    // MARK: - Policy and people

    private func trust(_ step: SignOffCase.TrustStep, _ gate: String?) throws(CommandFailure) -> StepToSign {
        if let gate, gate != step.rawValue {
            throw .usage(
                "a change of the \(step.rawValue) has one gate, `\(step.rawValue)`", help: "leave `--gate` out")
        }
        let guards = TrustGate(policy: policy, root: context.scope.root)
        let judged = try branch.judge()
        guard judged.proposal.changed.contains(where: { guards.guards(step, $0) }) else {
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message: "nothing that the gate `\(step.rawValue)` guards differs from \(branch.base)",
                help: "commit the change on a branch of its own first; it is signed there")
        }
        try branch.requireCommitted { committed, workTree throws(CommandFailure) in
            let entries = branch.committed.files.entries + workTree.files.entries
            let paths = Set(entries.filter { guards.guards(step, $0.listed) }.map(\.listed.path)).sorted()
            try committed.require(paths, for: .signing)
        }
        return try signing(.trust(step), key: step.rawValue, step.rawValue, judged, isTaken: true)
    }

    // MARK: - Sign-offs

    private func signing(
        _ subject: StepToSign.Subject, key: String, _ step: String, _ judged: BranchProposal.Judged, isTaken: Bool
    ) throws(CommandFailure) -> StepToSign {
        guard let signOffs = judged.signOffs else {
            if let reason = judged.judgement.notJudged.first(where: { $0.step == step })?.reason {
                throw .undecided("the step `\(Printable.line(step))` cannot be judged: \(reason)")
            }
            throw asksForNothing(step)
        }
        if let lack = signOffs.trust.lacks.first {
            throw .undecided(
                "\(lack.text) in \(branch.base): nobody is known to sign",
                help: "land people.yaml, allowed_signers and revoked_signers first")
        }
        guard let standing = judged.judgement.signOffs.first(where: { $0.key == key && $0.step == step }),
            !standing.requirements.isEmpty
        else { throw asksForNothing(step) }
        return StepToSign(
            branch: branch, subject: subject, isTaken: isTaken, judgement: judged.judgement, signOffs: signOffs,
            standing: standing)
    }

    private func asksForNothing(_ step: String) -> CommandFailure {
        CommandFailure(
            exitCode: ExitCode.findings,
            message: "the step `\(Printable.line(step))` asks for no sign-off by the policy of \(branch.base)",
            help: "`tollgate policy show` lists what each gate asks for")
    }
}

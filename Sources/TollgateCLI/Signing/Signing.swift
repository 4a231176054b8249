import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// Signs for a step: shows what is signed, has it signed, verifies it, and commits it.
struct Signing {
    let workspace: Workspace
    let request: SigningRequest

    private var world: World { workspace.world }

    /// `show` gets what is about to be signed, before it is.
    func run(showing show: (SignOffSheet) -> Void) throws(CommandFailure) -> SignOffReport {
        let branch = try BranchProposal(workspace)
        let (gate, breaksGlass) = SigningRequest.step(request.gate)
        let step = try StepSearch(branch: branch).find(request.name, gate: gate)
        let policy = branch.context.policy
        if breaksGlass, policy.breakGlass == nil {
            throw .usage(
                "the policy has no `break-glass`: nobody lands a step whose gates are closed",
                help: "leave `break-glass:` out")
        }
        let glass = breaksGlass ? policy.breakGlass : nil
        let key = try SigningKeyChoice(workspace)
        let person = try holder(of: key.key, step)
        let choice = SignerChoice(step: step, person: person, glass: glass)
        var role: String?
        if request.isSubmission { try choice.requireNoSubmission() } else { role = try choice.role(request.role) }
        let statement: Statement
        do throws(SignedSubject.Obstacle) {
            statement = try step.signed.statement(
                of: policy, branch: branch.target.branch, onto: branch.target.tip.hex,
                gate: breaksGlass ? BreakGlassGate.name(of: step.standing.step) : nil, role: role, by: person.id,
                at: KeyTime(seconds: world.now.seconds))
        } catch {
            throw CommandFailure(exitCode: ExitCode.findings, message: error.message, help: error.help)
        }
        let program = try SigningProgram(world)
        let sheet = try SheetDraft(step: step, person: person, key: key.key, statement: statement).sheet()
        show(sheet)
        guard try isAgreed(sheet) else { return report(step, sheet, .declined) }
        let text = try program.sign(statement, with: key)
        let judged = try judged(text, step)
        guard !request.printsOnly else { return report(step, sheet, .printed, text, judged) }
        let commit = try commit(text, step, sheet)
        return report(step, sheet, .signed, text, judged, commit: commit.hex)
    }

    private func holder(of key: PublicKey, _ step: StepToSign) throws(CommandFailure) -> Person {
        do throws(TrustSet.NoHolder) {
            return try step.signOffs.trust.holder(of: key, at: step.signOffs.moment)
        } catch {
            throw CommandFailure(exitCode: ExitCode.findings, message: error.message, help: error.help)
        }
    }

    /// Whether whoever sits at a terminal agrees. Elsewhere nobody can be asked, and the key asks by itself.
    private func isAgreed(_ sheet: SignOffSheet) throws(CommandFailure) -> Bool {
        guard world.isInputTerminal, world.isErrorTerminal, !request.isConfirmed else { return true }
        world.errorOutput("Sign this? [y/N] ")
        let answer = world.readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }

    /// Judges the new sign-off as the gate will, before anything is written.
    private func judged(_ text: SignOffText, _ step: StepToSign) throws(CommandFailure) -> StepSignOffs {
        let result = try step.judged(with: [text])
        guard let mine = result.all.first(where: { $0.found.text == text }), mine.isValid else {
            let reason = result.all.first { $0.found.text == text }?.reason ?? "is for another step"
            throw CommandFailure(
                exitCode: ExitCode.findings, message: "nothing is written: the sign-off \(reason)",
                help: "the clock of this machine may be wrong, or the key another one")
        }
        return result
    }

    private func commit(_ text: SignOffText, _ step: StepToSign, _ sheet: SignOffSheet) throws(CommandFailure)
        -> ObjectID
    {
        let verb = sheet.role.map { "as \($0)" } ?? "by who answers for it"
        return try SignOffCommit(
            workspace: workspace, root: step.branch.context.scope.root ?? "", texts: [text],
            subject: "\(sheet.role == nil ? "Submit" : "Sign off") \(step.name) for \(step.standing.step) \(verb)",
            what: ["\(sheet.person) \(sheet.agreement)."], initiative: step.signed.id
        ).make()
    }

    private func report(
        _ step: StepToSign, _ sheet: SignOffSheet, _ outcome: SignOffReport.Outcome, _ text: SignOffText? = nil,
        _ judged: StepSignOffs? = nil, commit: String? = nil
    ) -> SignOffReport {
        let standing = judged ?? step.standing
        return SignOffReport(
            name: step.name, sheet: sheet, outcome: outcome, lines: text?.lines ?? "", commit: commit,
            branch: workspace.repository.facts.headBranch.map(Workspace.shortName),
            missing: StepWords.missing(standing), remarks: text.map { StepWords.remarks(standing, about: $0) } ?? [],
            toolVersion: ToolVersion.current)
    }
}

/// What is said about the sign-offs of a step.
enum StepWords {
    /// What it still needs, and who may give it.
    static func missing(_ step: StepSignOffs) -> [String] {
        guard step.breakGlass.isEmpty else { return [] }
        var result: [String] = []
        if step.requirements.contains(where: { !$0.isMet && $0.lacksSubmission }) {
            result.append("a submission by whoever answers for the content: `--submit`")
        }
        for requirement in step.requirements where !requirement.isMet {
            let more = requirement.given.isEmpty ? "" : ", \(requirement.missing) more"
            result.append("\(requirement.text)\(more) (\(requirement.maySign))")
        }
        return result
    }

    /// Why a sign-off that is valid does not count yet.
    static func remarks(_ step: StepSignOffs, about text: SignOffText) -> [String] {
        step.requirements.flatMap(\.refused).filter { $0.signOff.found.text == text }.map {
            "it does not count yet: it \($0.text)"
        }
    }
}

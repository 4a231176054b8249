import Attestation
import Diagnostics
import GitStore
import Governance
import PlanHistory
import PlanModel
import Reports

/// Takes sign-offs that somebody sent, judges each as the gate would, and commits those that count.
struct Accepting {
    let workspace: Workspace
    let request: SigningRequest
    let texts: [SignOffText]

    /// A sign-off with the step that it is for, or why it is not taken.
    private struct Item {
        let text: SignOffText
        let statement: Statement?
        var step: Int?
        var verdict = SignOffReport.Sent.Verdict.refused
        var reason = ""
    }

    func run() throws(CommandFailure) -> SignOffReport {
        let branch = try BranchProposal(workspace)
        var items = texts.map { Item(text: $0, statement: try? Statement(line: $0.statement)) }
        var steps: [(gate: String, step: StepToSign)] = []
        for index in items.indices { try place(&items[index], branch, &steps) }
        let results = try steps.enumerated().map { place, entry throws(CommandFailure) in
            try entry.step.judged(with: items.filter { $0.step == place }.map(\.text))
        }
        for index in items.indices {
            guard let place = items[index].step else { continue }
            judge(&items[index], steps[place].step, results[place])
        }
        let accepted = items.filter { $0.verdict == .accepted }
        var commit: ObjectID?
        if !accepted.isEmpty, let step = accepted.first?.step.map({ steps[$0].step }) {
            commit = try self.commit(accepted, step)
        }
        // What was refused is not there, so that it is left out of what is told of the steps.
        let standing = try steps.enumerated().map { place, entry throws(CommandFailure) in
            try entry.step.judged(with: accepted.filter { $0.step == place }.map(\.text))
        }
        return SignOffReport(
            name: steps.first?.step.name ?? request.name, sheet: nil,
            outcome: items.contains { $0.verdict == .refused } ? .refused : .accepted, sent: items.map(sent),
            commit: commit?.hex, branch: workspace.repository.facts.headBranch.map(Workspace.shortName),
            missing: standing.flatMap(StepWords.missing), toolVersion: ToolVersion.current)
    }

    /// Finds the step that a sign-off is for.
    private func place(
        _ item: inout Item, _ branch: BranchProposal, _ steps: inout [(gate: String, step: StepToSign)]
    ) throws(CommandFailure) {
        guard let statement = item.statement else {
            do throws(StatementFault) {
                _ = try Statement(line: item.text.statement)
            } catch {
                item.reason = "cannot be read: \(Printable.line(error.message))"
            }
            return
        }
        let (gate, _) = SigningRequest.step(statement.gate)
        if let wanted = request.gate, wanted != statement.gate {
            item.reason = "is for the step `\(Printable.line(statement.gate))`"
            return
        }
        if let known = steps.firstIndex(where: { $0.gate == gate }) {
            item.step = known
        } else {
            do throws(CommandFailure) {
                steps.append((gate ?? "", try StepSearch(branch: branch).find(request.name, gate: gate)))
                item.step = steps.count - 1
            } catch {
                // Only what concerns this step: whoever cannot decide, or cannot be found, ends the command.
                guard error.exitCode == ExitCode.findings || error.exitCode == ExitCode.usage,
                    steps.isEmpty == false || texts.count > 1
                else { throw error }
                item.reason = "is for a step that is not proposed: \(error.message)"
                return
            }
        }
        guard let place = item.step, steps[place].step.signed.id != statement.initiative else { return }
        item.step = nil
        let name = Printable.line(statement.initiative ?? statement.gate)
        item.reason = "is for \(name): `tollgate signoff \(name) --accept` takes it"
    }

    private func judge(_ item: inout Item, _ step: StepToSign, _ result: StepSignOffs) {
        guard let judged = result.all.first(where: { $0.found.text == item.text }), let person = judged.person else {
            item.reason = result.all.first { $0.found.text == item.text }?.reason ?? "is for another step"
            return
        }
        // One that stands in a message alone gets its record.
        let known = step.standing.all.first { signOff in
            signOff.found.text == item.text
                && signOff.found.carriers.contains { if case .record = $0 { true } else { false } }
        }
        guard judged.isValid else {
            item.reason = (judged.isStale ? "is stale: it " : "") + judged.reason
            return
        }
        let refusals = result.requirements.flatMap(\.refused).filter { $0.signOff.found.text == item.text }
        let counts = result.requirements.contains { $0.given.contains { $0.signOff.found.text == item.text } }
        if !counts, let refusal = refusals.first, !Self.mayCountLater(refusal, in: result) {
            item.reason = refusal.text
            return
        }
        let isForRole =
            judged.statement.decision == .submit || judged.statement.gate != result.step || counts || !refusals.isEmpty
            || result.requirements.contains { $0.eligible[judged.statement.role ?? ""]?.contains(person.id) == true }
        guard isForRole else {
            item.reason =
                "is for the role `\(Printable.line(judged.statement.role ?? "-"))`, which `\(result.step)` does not ask for"
            return
        }
        item.verdict = known == nil ? .accepted : .known
        let later = counts ? nil : refusals.first?.text
        item.reason =
            known.map { "is there already, in \($0.found.carriers[0].name)" }
            ?? later.map { "is valid, and does not count yet: it \($0)" } ?? "counts (\(judged.assurance.rawValue))"
    }

    /// Whether only others keep it from counting now: nobody has submitted the content, or the person fills another role.
    private static func mayCountLater(_ refusal: StepSignOffs.Refusal, in step: StepSignOffs) -> Bool {
        switch refusal.reason {
        case .taken: true
        case .involved:
            !step.requirements.contains { requirement in
                refusal.signOff.person.map { requirement.involved[$0.id] != nil } ?? false
            }
        case .fault, .role, .assurance: false
        }
    }

    private func commit(_ accepted: [Item], _ step: StepToSign) throws(CommandFailure) -> ObjectID {
        var people: [String] = []
        for item in accepted {
            if let person = item.statement?.by, !people.contains(person) { people.append(person) }
        }
        let gates = Set(accepted.compactMap { $0.statement?.gate }).sorted().joined(separator: " and ")
        let what = accepted.compactMap(\.statement).map { statement in
            "\(statement.by) \(statement.role.map { "approves `\(statement.gate)` as `\($0)`" } ?? "submits `\(statement.gate)`")."
        }
        return try SignOffCommit(
            workspace: workspace, root: step.branch.context.scope.root ?? "", texts: accepted.map(\.text),
            subject: "Sign off \(step.name) for \(gates): \(people.joined(separator: ", "))", what: what,
            initiative: step.signed.id
        ).make()
    }

    private func sent(_ item: Item) -> SignOffReport.Sent {
        SignOffReport.Sent(
            by: item.statement?.by, role: item.statement?.role, step: item.statement?.gate, verdict: item.verdict,
            reason: item.reason, statement: item.text.statement)
    }
}

import PlanModel

/// The landings by which an initiative comes to be and takes its steps.
struct DemoSteps {
    let initiative: DemoInitiative
    let beginning: Timestamp

    private var lander: DemoPerson { DemoProgramme.all.first { $0.id == initiative.folder }?.lander ?? .greta }

    var landings: [DemoLanding] {
        var plan = DemoPlanText(initiative)
        var result: [DemoLanding] = []
        let created = Timestamp.demo(initiative.created)
        if created != beginning {
            result.append(
                DemoLanding(
                    title: "\(initiative.id): \(initiative.title)", way: .rebase, by: initiative.owner, at: created,
                    commits: [
                        commit("\(initiative.title)", at: created.adding(minutes: -25), [write(plan)])
                    ]))
        }
        for step in initiative.steps {
            let before = plan
            plan.take(step)
            result.append(landing(step, before: before, plan))
        }
        return result
    }

    // MARK: - One step

    private func landing(_ step: DemoStep, before: DemoPlanText, _ plan: DemoPlanText) -> DemoLanding {
        let at = Timestamp.demo(step.at)
        let start = at.adding(minutes: -3 * 1440)
        let gate = step.gate
        var commits: [DemoCommit] = []
        let hasRecords = step.mistake != .lostSignOffs
        func sign(_ approvals: [(role: String?, by: DemoPerson)], hours: Int) {
            for (index, approval) in approvals.enumerated() {
                let subject = approval.role.map { "sign off `\(gate)` as \($0)" } ?? "submit `\(gate)`"
                let moment = start.adding(minutes: (hours + index * 3) * 60 + 7 * (index + 1))
                var signing = commit(subject, at: moment, [], by: approval.by)
                signing.agreements = [
                    DemoAgreement(initiative: initiative.id, gate: gate, role: approval.role, by: approval.by)
                ]
                signing.hasRecords = hasRecords
                commits.append(signing)
            }
        }

        let others = approvals(step, plan)
        switch step.mistake {
        case .staleApproval:
            // The sponsor signs a draft that promises more.
            var draft = plan
            draft.optimism = 2400
            commits.append(commit("ready for `\(gate)`", at: start, evidence(step) + [write(draft)]))
            sign([("sponsor", initiative.sponsor)], hours: 2)
            commits.append(
                commit("less to be saved in the first months", at: start.adding(minutes: 1500), [write(plan)]))
            sign([(nil, initiative.owner)] + others.filter { $0.role != "sponsor" }, hours: 28)
        case .selfApproval:
            var draft = plan
            draft.optimism = 1100
            commits.append(commit("ready for `\(gate)`", at: start, evidence(step) + [write(draft)]))
            commits.append(
                commit(
                    "correct what is saved", at: start.adding(minutes: 300), [write(plan)], by: initiative.controller))
            sign([(nil, initiative.owner)] + others, hours: 20)
        case .lostSignOffs, nil:
            commits.append(commit(subject(step), at: start, evidence(step) + [write(plan)]))
            sign([(nil, initiative.owner)] + others, hours: 4)
        }
        return DemoLanding(
            title: "\(initiative.id): \(subject(step))",
            way: step.mistake == .lostSignOffs ? .squashToTitle : step.isSquashed ? .squash : .merge, by: lander,
            at: at,
            commits: commits)
    }

    private func subject(_ step: DemoStep) -> String {
        switch step.kind {
        case .stage(let stage): "ready for `\(stage)`"
        case .back(let stage, _): "back to `\(stage)`"
        case .hold: "on hold"
        case .resume: "go on"
        case .cancel: "cancel it"
        case .rebaseline: "re-baseline"
        }
    }

    /// Who signs for a step, in which role; a submission comes before them.
    private func approvals(_ step: DemoStep, _ plan: DemoPlanText) -> [(role: String?, by: DemoPerson)] {
        let (sponsor, controller) = (
            ("sponsor" as String?, initiative.sponsor), ("controller" as String?, initiative.controller)
        )
        let operations = ("operations" as String?, initiative.operations)
        switch step.gate {
        case "detailed": return [("owner", initiative.owner), controller]
        case "decided":
            var result = [sponsor, controller, operations]
            let planned = initiative.values.filter(\.isBenefit).flatMap(\.plan.entries).compactMap { Int($0.value) }
            if planned.reduce(0, +) >= 250_000 { result += [("steering", .greta), ("steering", .ines)] }
            if initiative.change.risk == "high" { result.append(("security", .farid)) }
            return result
        case "implemented": return [("owner", initiative.owner), operations]
        case "closed": return [controller, sponsor]
        case "rebaseline": return [sponsor, controller]
        default: return [sponsor]
        }
    }

    // MARK: - Files

    private func commit(_ what: String, at: Timestamp, _ edits: [DemoEdit], by author: DemoPerson? = nil) -> DemoCommit
    {
        DemoCommit(
            subject: "\(initiative.id): \(what)", initiatives: [initiative.id], author: author ?? initiative.owner,
            at: at,
            edits: edits)
    }

    private func write(_ plan: DemoPlanText) -> DemoEdit { .write(path: initiative.path, text: plan.text) }

    /// What the plan names from this step on.
    private func evidence(_ step: DemoStep) -> [DemoEdit] {
        guard case .stage(let stage) = step.kind else { return [] }
        switch stage {
        case "detailed":
            let rows = initiative.metrics.map { "\($0.id),\($0.measured.from),\($0.measured.to),\($0.baseline)\n" }
            return [
                .write(
                    path: initiative.evidencePath("\(initiative.id)-baseline.csv"),
                    text: "metric,from,to,value\n" + rows.joined())
            ] + (initiative.openReadiness > 0 ? settled : [])
        case "decided":
            return settled + [.append(path: initiative.ledgerPath, text: LedgerLine.header + "\n")]
        default: return []
        }
    }

    /// The evidence of what is ready.
    private var settled: [DemoEdit] {
        initiative.readiness.dropLast(initiative.openReadiness).map { item in
            .write(
                path: initiative.evidencePath("\(initiative.id)-\(item.id).txt"),
                text: "\(item.item): agreed, by the minutes of the programme.\n")
        }
    }
}

import PlanModel

/// The text of an initiative's plan, as it stands after some of its steps.
struct DemoPlanText {
    let initiative: DemoInitiative
    private(set) var stage = "defined"
    private var state: String?
    private var because: String?
    private var reviewBy: String?
    private var disposition: String?
    /// The first metric's target, and the first value line's plan, where a re-baseline has changed them.
    private var target: String?
    private var plan: DemoSeries?
    /// Euros that the first value line is planned higher by in each month than the story says; drafts say so.
    var optimism = 0

    private static let stages = ["defined", "identified", "detailed", "decided", "implemented", "closed"]

    init(_ initiative: DemoInitiative) {
        self.initiative = initiative
    }

    mutating func take(_ step: DemoStep) {
        (because, reviewBy, disposition) = (nil, nil, nil)
        switch step.kind {
        case .stage(let stage): self.stage = stage
        case .back(let stage, let because): (self.stage, self.because) = (stage, because)
        case .hold(let because, let reviewBy):
            (state, self.because, self.reviewBy) = ("on-hold", because, reviewBy)
        case .resume: state = nil
        case .cancel(let because, let disposition):
            (state, self.because, self.disposition) = ("cancelled", because, disposition)
        case .rebaseline(let because, let target, let plan):
            self.because = because
            self.target = target ?? self.target
            self.plan = plan ?? self.plan
        }
    }

    /// Whether the initiative is active and decided, so that it is reviewed.
    var isFollowed: Bool { state == nil && (stage == "decided" || stage == "implemented") }

    private func has(_ stage: String) -> Bool {
        let stages = Self.stages
        return stages.firstIndex(of: self.stage) ?? 0 >= stages.firstIndex(of: stage) ?? 0
    }

    var text: String {
        guard has("detailed") else { return head }
        // Where something is still open, the list shows it before the decision.
        let isListed = has("decided") || initiative.openReadiness > 0
        return head + metrics + value + transition + milestones + risks + (isListed ? readiness : "")
    }

    // MARK: - Parts

    private var head: String {
        let item = initiative
        var lines = ["schema: tollgate/initiative/v1", "id: \(item.id)", "title: \(item.title)", "stage: \(stage)"]
        if let state { lines.append("state: \(state)") }
        if let because { lines.append("because: \(because)") }
        if let reviewBy { lines.append("review-by: \(reviewBy)") }
        if let disposition { lines.append("value-disposition: \(disposition)") }
        lines.append("owner: \(item.owner.id)")
        lines.append("sponsor: \(item.sponsor.id)")
        if has("identified") {
            lines.append("controller: \(item.controller.id)")
            lines.append("benefit-owner: \(item.benefitOwner.id)")
            lines.append("objective: \(item.objective)")
        }
        lines += ["", "problem: \(item.problem)"]
        if has("identified") { lines.append("outcome: \(item.outcome)") }
        if has("detailed") {
            lines += [
                "", "change:", "  type: \(item.change.type)", "  risk: \(item.change.risk)",
                "  services: [\(item.change.services)]", "  backout: \(item.change.backout)",
                "  run-cost: {amount: \(item.change.runCost), currency: EUR, per: month, funded-by: \(item.change.fundedBy)}",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var metrics: String {
        "\nmetrics:\n"
            + initiative.metrics.enumerated().map { index, metric in
                var lines = [
                    "  - id: \(metric.id)", "    name: \(metric.name)", "    class: \(metric.kind.rawValue)",
                ]
                if metric.kind == .adoption { lines.append("    aspect: utilisation") }
                lines.append("    unit: \(metric.unit)")
                lines.append("    direction: \(metric.direction)")
                if let population = metric.population {
                    lines.append("    population: {who: \(population.who), size: \(population.size)}")
                }
                lines.append(
                    "    baseline: {value: \(metric.baseline), from: \(metric.measured.from), to: \(metric.measured.to), source: evidence/\(initiative.id)-baseline.csv}"
                )
                if let target = metric.target {
                    let value = index == 0 ? self.target ?? target.value : target.value
                    lines.append("    target: {value: \(value), by: \(target.by)}")
                }
                if let sustain = metric.sustain { lines.append("    sustain: \(sustain)") }
                if let limit = metric.limit { lines.append("    limit: \(limit)") }
                if let guardrail = metric.guardrail { lines.append("    guardrail: \(guardrail)") }
                return lines.joined(separator: "\n") + "\n"
            }.joined()
    }

    private var value: String {
        "\nvalue:\n"
            + initiative.values.enumerated().map { index, value in
                let series = index == 0 ? plan ?? value.plan : value.plan
                let months = series.entries.map { month, amount in
                    let raised = index == 0 && optimism > 0 ? "\((Int(amount) ?? 0) + optimism)" : amount
                    return "\(month): \(raised).00"
                }
                var lines = ["  - id: \(value.id)", "    name: \(value.name)", "    kind: \(value.kind)"]
                lines += ["    currency: EUR", "    recurring: \(value.kind != "one-off-cost")"]
                if let metric = value.metric { lines.append("    metric: \(metric)") }
                lines += ["    account: \(value.account)", "    basis: \(value.basis)"]
                lines.append("    plan:")
                lines += months.map { "      \($0)" }
                return lines.joined(separator: "\n") + "\n"
            }.joined()
    }

    private var transition: String {
        guard let metric = initiative.metrics.first(where: { $0.kind == .adoption }), !initiative.teams.isEmpty else {
            return ""
        }
        return "\ntransition:\n"
            + initiative.teams.map {
                "  - {team: \($0.id), people: \($0.people), from: \($0.from), to: \($0.to), metric: \(metric.id)}\n"
            }.joined()
    }

    private var milestones: String {
        "\nmilestones:\n"
            + initiative.milestones.map {
                "  - {id: \($0.id), title: \($0.title), due: \($0.due), mandatory: true\($0.isGoLive ? ", go-live: true" : "")}\n"
            }.joined()
    }

    private var risks: String { "\nrisks:\n  - {\(initiative.risk)}\n" }

    private var readiness: String {
        var text = "\nreadiness:\n"
        for (index, line) in initiative.readiness.enumerated() {
            let isDone = index < initiative.readiness.count - initiative.openReadiness
            let evidence = isDone ? "true, evidence: evidence/\(initiative.id)-\(line.id).txt" : "false"
            text += "  - {id: \(line.id), item: \(line.item), done: \(evidence)}\n"
        }
        if let dependency = initiative.dependency { text += "\ndependencies:\n  - {\(dependency)}\n" }
        return text
    }
}

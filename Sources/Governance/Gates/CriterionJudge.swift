import Diagnostics
package import PlanModel
import PlanText

/// Judges criteria on one state of one initiative. A pure value: the same state and day give the same results.
///
/// A criterion that finds nothing to judge does not hold: nothing was checked is never a pass.
package struct CriterionJudge: Sendable {
    let policy: Policy
    let state: InitiativeState
    /// The day of the landing, or of the proposal for one: a period is complete when it lies before it.
    let asOf: Day
    /// Other initiatives by id, as far as this one depends on them.
    let others: [String: PlanDocument]
    /// The readings of each metric and value line by month, of several for one month the last.
    let actuals: [String: [Month: LedgerLine]]

    package init(policy: Policy, state: InitiativeState, asOf: Day, others: [String: PlanDocument]) {
        self.policy = policy
        self.state = state
        self.asOf = asOf
        self.others = others
        var actuals: [String: [Month: LedgerLine]] = [:]
        for line in state.ledger?.lines ?? [] where line.series == .actual {
            if let period = line.period { actuals[line.item, default: [:]][period] = line }
        }
        self.actuals = actuals
    }

    package func judge(_ criterion: Criterion) -> CriterionResult {
        var findings = CriterionFindings()
        if case .fields(let paths) = criterion.kind {
            fields(paths, &findings)
        } else if let content = state.content {
            switch criterion.kind {
            case .fields: break
            case .metricsPresent(let metricClass, let count, let parts):
                metricsPresent(content, metricClass, count, parts, &findings)
            case .metricsReached(let metricClass, let percent, let afterGoLive):
                metricsReached(content, metricClass, percent, afterGoLive, &findings)
            case .valuePlanned: valuePlanned(content, &findings)
            case .valueRealised(let percent, let sustain): valueRealised(content, percent, sustain, &findings)
            case .readinessComplete: readiness(content, &findings)
            case .funded: funded(content, &findings)
            case .milestonesDone: milestones(content, &findings)
            case .deployments(let count, let withEvidence): deployments(content, count, withEvidence, &findings)
            case .guardrailsHeld: guardrails(content, &findings)
            case .dependencies(let stage): dependencies(content, stage, &findings)
            case .evidenceForActuals: evidence(&findings)
            }
        } else {
            findings.fails(
                "the document was not written for Tollgate, so that it has no such fields",
                at: Location(path: state.document.path))
        }
        return findings.result(criterion)
    }

    // MARK: - What the plan alone says

    private func fields(_ paths: [FieldPath], _ findings: inout CriterionFindings) {
        let root = state.document.text.tree?.root
        for path in paths {
            var node = root.flatMap { path.node(in: $0) }
            // In an adapted document the core fields have names of their own.
            if state.document.entry.isAdapted, let mapped = state.document.node(path.description) { node = mapped }
            guard let node else {
                findings.fails("`\(path)` is missing", help: "add `\(path)`")
                continue
            }
            if node.isEmpty {
                findings.fails("`\(path)` is empty", at: node.location, help: "fill `\(path)`")
            } else {
                findings.holds("`\(path)` is there", at: node.location)
            }
        }
    }

    private func metricsPresent(
        _ content: InitiativeContent, _ metricClass: Metric.Class, _ count: Int, _ parts: [String],
        _ findings: inout CriterionFindings
    ) {
        let metrics = content.metrics(of: metricClass)
        var good = 0
        var goodPlaces: [Location] = []
        var reasons: [(text: String, location: Location)] = []
        for metric in metrics {
            let missing = parts.filter { !Self.has($0, metric) }
            if missing.isEmpty {
                good += 1
                goodPlaces.append(metric.id.location)
            } else {
                reasons.append(
                    (
                        "`\(Printable.line(metric.id.value))` lacks \(missing.map { "`\($0)`" }.joined(separator: ", "))",
                        metric.id.location
                    ))
            }
        }
        guard good < count else {
            return findings.holds(
                "\(good) \(metricClass.rawValue) metric\(good == 1 ? "" : "s")", at: goodPlaces.first)
        }
        if metrics.isEmpty {
            findings.fails(
                "there is no \(metricClass.rawValue) metric", at: content.root["metrics"].map(\.location),
                help: "add a metric with `class: \(metricClass.rawValue)` to `metrics`")
        } else if reasons.isEmpty {
            findings.fails(
                "there \(good == 1 ? "is" : "are") \(good) of \(count)",
                help: "add another \(metricClass.rawValue) metric")
        }
        for reason in reasons { findings.fails(reason.text, at: reason.location) }
    }

    /// Whether a metric has a part that can be read: one that is malformed keeps the gate closed.
    private static func has(_ part: String, _ metric: Metric) -> Bool {
        switch part {
        case "baseline": metric.baseline != nil
        case "target": metric.target != nil
        case "population": metric.populationSize != nil
        case "limit": metric.limit != nil
        case "direction": metric.direction != nil
        case "sustain": metric.node.integer("sustain") != nil
        case "unit": metric.unit != nil
        case "guardrail": metric.guardrail != nil
        default: false
        }
    }

    private func valuePlanned(_ content: InitiativeContent, _ findings: inout CriterionFindings) {
        guard !content.value.isEmpty else {
            return findings.fails(
                "there is no value line", help: "add what it is worth to `value`, with a `plan` by month")
        }
        for line in content.value {
            let name = Printable.line(line.id.value)
            if line.plan.isEmpty {
                findings.fails(
                    "`\(name)` has no plan", at: line.id.location,
                    help: "add `plan:` with amounts by month, such as `2026-05: 12000.00`")
            } else if line.hasUnreadableAmounts {
                findings.fails(
                    "the plan of `\(name)` has an amount or a month that cannot be read", at: line.id.location,
                    help: "write months as `2026-05` and amounts as `12000.00`")
            } else {
                findings.holds(
                    "`\(name)` has a plan for \(line.plan.count) period\(line.plan.count == 1 ? "" : "s")",
                    at: line.id.location)
            }
        }
    }

    private func readiness(_ content: InitiativeContent, _ findings: inout CriterionFindings) {
        guard !content.readiness.isEmpty else {
            return findings.fails(
                "there is no readiness item", help: "add what must be settled before the decision to `readiness`")
        }
        for item in content.readiness {
            let name = Printable.line(item.id.value)
            guard item.isDone else {
                findings.fails("`\(name)` is not done", at: item.id.location)
                continue
            }
            judge(item.evidence, of: "`\(name)`", at: item.id.location, &findings)
        }
    }

    /// Evidence that exists, or an address.
    private func judge(
        _ evidence: Placed<String>?, of subject: String, at location: Location, _ findings: inout CriterionFindings
    ) {
        guard let evidence, let reference = EvidenceReference(evidence.value) else {
            return findings.fails("\(subject) has no evidence", at: location, help: "name a file under `evidence/`")
        }
        judge(reference, evidence.value, of: subject, at: evidence.location, &findings)
    }

    func judge(
        _ reference: EvidenceReference, _ text: String, of subject: String, at location: Location,
        _ findings: inout CriterionFindings
    ) {
        let shown = Printable.line(text)
        switch state.state(of: reference) {
        case .present: findings.holds("\(subject) has evidence", at: location)
        case .missing:
            findings.fails(
                "\(subject) names `\(shown)`, which is not there", at: location,
                help: "add what it names, or correct the reference")
        case .undecided(let reason):
            findings.cannotDecide("\(subject) names `\(shown)`: \(reason)", at: location)
        case nil:
            if case .address = reference {
                findings.holds("\(subject) has an address as evidence", at: location)
            } else {
                findings.fails(
                    "\(subject) names `\(shown)`, which nobody can follow", at: location,
                    help: "name \(EvidenceReference.expectation)")
            }
        }
    }

    private func funded(_ content: InitiativeContent, _ findings: inout CriterionFindings) {
        guard let cost = content.change?.runCost else {
            return findings.fails(
                "there is no `change.run-cost`", help: "add `change.run-cost` with amount, currency, per and funded-by")
        }
        guard let amount = cost.amount, let currency = cost.currency, let per = cost.per else {
            return findings.fails(
                "`change.run-cost` lacks its amount, currency or period", at: cost.node.location,
                help: "complete it: `{amount: 2100.00, currency: EUR, per: month, funded-by: cc-4711}`")
        }
        guard let payer = cost.fundedBy else {
            return findings.fails(
                "nobody pays the run cost", at: cost.node.location,
                help: "add `funded-by` with the cost centre that agreed")
        }
        if cost.because != nil {
            return findings.holds(
                "`change.run-cost.because` says why the value need not exceed it", at: cost.because?.location)
        }
        let benefits = content.value.filter(\.isBenefit)
        guard benefits.contains(where: { !$0.plan.isEmpty }) else {
            return findings.fails(
                "no benefit has a plan that could exceed the run cost", at: amount.location,
                help: "plan the benefits in `value`, or say why not in `change.run-cost.because`")
        }
        guard let planned = PlannedValue(content, policy.currencies) else {
            let areSeveral = policy.currencies == nil && Set(benefits.compactMap { $0.currency?.value }).count > 1
            return findings.cannotDecide(
                areSeveral
                    ? "the value lines have several currencies and the policy names none to compare in"
                    : "the amounts of the value lines are too large to be added",
                help: areSeveral ? "add `currencies:` to the policy" : "correct the amounts")
        }
        // The rate of the year in which the plan begins: the run cost has no year of its own.
        let first = benefits.compactMap { $0.plan.first?.month }.min()
        let rate =
            currency.value == planned.currency
            ? ExactDecimal(1) : first.flatMap { policy.currencies?.rate(currency.value, in: $0) }
        guard planned.withoutRate.isEmpty, let rate else {
            let missing = planned.withoutRate.isEmpty ? [currency.value] : planned.withoutRate
            return findings.cannotDecide(
                "there is no plan rate for \(missing.map(Printable.line).joined(separator: ", "))",
                at: currency.location,
                help: "add the rate to `currencies.plan-rates` in the policy")
        }
        guard let yearly = amount.value.times(ExactDecimal(per.value.inYear))?.times(rate) else {
            return findings.cannotDecide(
                "the run cost is too large to be compared", at: amount.location, help: "correct the amount")
        }
        guard planned.bestYear > yearly else {
            return findings.fails(
                "the value planned in a year, \(planned.bestYear) \(planned.currency), does not exceed the run cost, \(yearly)",
                at: amount.location, help: "correct the figures, or say why in `change.run-cost.because`")
        }
        findings.holds(
            "\(Printable.line(payer.value)) pays \(yearly) \(planned.currency) a year, for \(planned.bestYear) of value",
            at: amount.location)
    }

    private func dependencies(_ content: InitiativeContent, _ least: String, _ findings: inout CriterionFindings) {
        let needs = content.dependencies.filter { $0.kind?.value == .needs }
        guard !needs.isEmpty else { return findings.holds("it needs no other initiative") }
        let ladder = policy.ladder
        let wanted = ladder.stages.firstIndex(of: least) ?? ladder.stages.count
        for dependency in needs {
            let id = Printable.line(dependency.on.value)
            guard let other = others[dependency.on.value]?.initiative else {
                findings.fails("`\(id)` is not there, or cannot be read", at: dependency.on.location)
                continue
            }
            if other.effectiveState == "cancelled" {
                findings.fails(
                    "`\(id)` is cancelled", at: dependency.on.location,
                    help: "settle what takes its place, and change `dependencies`")
            } else if let stage = other.stage, let index = ladder.stages.firstIndex(of: stage), index >= wanted {
                findings.holds("`\(id)` is at `\(stage)`", at: dependency.on.location)
            } else {
                findings.fails(
                    "`\(id)` is at `\(Printable.line(other.stageAsWritten ?? "no stage"))`", at: dependency.on.location)
            }
        }
    }
}

extension ValueLine {
    /// Whether an entry of its plan was left out because it is malformed: sums without it would be too small.
    var hasUnreadableAmounts: Bool { node["plan"].map { $0.count != plan.count } ?? false }
}

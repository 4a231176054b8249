import Diagnostics
import PlanModel
import PlanText

/// What a metric says: whether its baseline, its target and its bounds make a promise that readings can keep or break.
struct MetricRules {
    let policy: Policy
    let asOf: Day

    func judge(_ metric: Metric, _ plan: JudgedPlan, _ findings: inout PlanFindings) {
        name(metric, &findings)
        unit(metric, &findings)
        bounds(metric, &findings)
        if let baseline = metric.baseline { self.baseline(baseline, metric, plan, &findings) }
        if let target = metric.target { self.target(target, metric, plan, &findings) }
        guardrail(metric, &findings)
        population(metric, &findings)
    }

    // MARK: - Name and unit

    private func name(_ metric: Metric, _ findings: inout PlanFindings) {
        guard let metricClass = metric.metricClass, metricClass.value == .outcome || metricClass.value == .adoption,
            let words = ActivityWords.found(in: metric.name?.value ?? metric.id.value)
        else { return }
        findings.add(
            .activityAsResult,
            "\(quoted(metric.id.value)) is called \(metricClass.value.rawValue) and named like an activity: \(words)",
            at: metricClass.location,
            beside: metric.name.map { [Label($0.location, "what was done, not what came of it")] } ?? [],
            help: "class it `activity`, or measure what people do differently afterwards")
    }

    private func unit(_ metric: Metric, _ findings: inout PlanFindings) {
        let readings = [
            ("baseline", metric.baseline?.value), ("target", metric.target?.value), ("limit", metric.limit),
            ("low", metric.low), ("high", metric.high),
        ].compactMap { name, value in value.map { (name, $0) } }
        guard !readings.isEmpty else { return }
        guard let unit = metric.unit else {
            if metric.node["unit"]?.isEmpty ?? true {
                findings.add(
                    .unitMissing, "\(quoted(metric.id.value)) has a \(readings[0].0) and no unit",
                    at: metric.id.location, help: "add `unit:`, such as `contacts/month` or `percent`")
            }
            return
        }
        guard ["percent", "percentage", "%"].contains(unit.value.lowercased()) else { return }
        for (name, value) in readings where value.value < .zero || value.value > ExactDecimal(100) {
            findings.add(
                .percentOutOfRange,
                "the \(name) of \(quoted(metric.id.value)) is \(value.value) percent; expected 0 to 100",
                at: value.location, beside: [Label(unit.location, "the unit")],
                help: "correct the figure, or give the unit that it has, such as `index` or `percent of 2025`")
        }
    }

    // MARK: - Bounds

    private func bounds(_ metric: Metric, _ findings: inout PlanFindings) {
        let id = quoted(metric.id.value)
        if let direction = metric.direction, direction.value == .within {
            let missing = ["low", "high"].filter { metric.node[$0]?.isEmpty ?? true }
            if !missing.isEmpty {
                let names = missing.map { "`\($0)`" }.joined(separator: " and ")
                findings.add(
                    .rangeIncomplete, "\(id) is to stay within bounds and lacks \(names)", at: direction.location,
                    help: "add \(names)")
            }
        } else if let bound = metric.low ?? metric.high,
            metric.node["direction"]?.isEmpty ?? true
                || metric.direction != nil
        {
            let name = metric.low == nil ? "high" : "low"
            findings.add(
                .rangeIncomplete, "\(id) has `\(name)`, which means something only with `direction: within`",
                at: bound.location, beside: metric.direction.map { [Label($0.location)] } ?? [],
                help: "set `direction: within` with `low` and `high`, or remove them")
        }
        if let low = metric.low, let high = metric.high, low.value >= high.value {
            findings.add(
                .rangeReversed, "the lower bound \(low.value) of \(id) is not below the upper bound \(high.value)",
                at: low.location, beside: [Label(high.location, "the upper bound")], help: "exchange or correct them")
        }
    }

    // MARK: - Baseline

    private func baseline(
        _ baseline: Metric.Baseline, _ metric: Metric, _ plan: JudgedPlan, _ findings: inout PlanFindings
    ) {
        let id = quoted(metric.id.value)
        let part = metric.node["baseline"]
        let missing = ["from", "to"].filter { part?[$0]?.isEmpty ?? true }
        if !missing.isEmpty {
            findings.add(
                .baselineUndated,
                "the baseline of \(id) does not say \(missing.map { "`\($0)`" }.joined(separator: " and ")): when was it measured?",
                at: baseline.value.location,
                help: "add the first and the last month it was measured over, as in `from: 2026-01, to: 2026-03`")
        }
        if let from = baseline.from, let to = baseline.to, from.value > to.value {
            findings.add(
                .baselineReversed, "the baseline of \(id) is from \(from.value) to \(to.value)", at: from.location,
                beside: [Label(to.location, "lies before")], help: "exchange or correct the months")
            return
        }
        guard let last = baseline.to ?? baseline.from else { return }
        if isDecided(plan.initiative), !last.value.isComplete(on: asOf) {
            findings.add(
                .baselineNotMeasured,
                "the baseline of \(id) is for \(last.value), which is not over on \(asOf): it cannot have been measured",
                at: last.location,
                help: "state the reading of months that are over, and the months it is from")
        }
        if let goLive = plan.goLive, last.value.lastDay >= goLive.due.value {
            findings.add(
                .baselineAfterGoLive,
                "the baseline of \(id) goes to the end of \(last.value), and \(quoted(goLive.milestone.id.value)) is due on \(goLive.due.value)",
                at: last.location, beside: [Label(goLive.due.location, "from here on it is the new state")],
                help: "measure the state before the change over months that end before go-live")
        }
    }

    /// Whether the initiative has come to the first stage whose gate locks, from which on a baseline is no draft any more;
    /// where nothing is ever locked, always.
    private func isDecided(_ initiative: Initiative) -> Bool {
        let stages = policy.ladder.stages
        guard let first = stages.firstIndex(where: { !(policy.gates[$0]?.locks.isEmpty ?? true) }) else { return true }
        guard let stage = initiative.stage, let index = stages.firstIndex(of: stage) else { return false }
        return index >= first
    }

    // MARK: - Target

    private func target(_ target: Metric.Target, _ metric: Metric, _ plan: JudgedPlan, _ findings: inout PlanFindings) {
        side(target, metric, &findings)
        let id = quoted(metric.id.value)
        guard let by = target.by else {
            if metric.node["target"]?["by"]?.isEmpty ?? true {
                findings.add(
                    .targetWithoutDate, "the target of \(id) has no date", at: target.value.location,
                    help: "add the month by which it is promised, as in `by: 2026-12`")
            }
            return
        }
        if let last = metric.baseline?.to ?? metric.baseline?.from, by.value <= last.value {
            findings.add(
                .targetBeforeBaseline,
                "the target of \(id) is promised for \(by.value), and its baseline is of \(last.value)",
                at: by.location, beside: [Label(last.location, "the baseline")],
                help: "promise the target for a month after the baseline")
            return
        }
        guard let metricClass = metric.metricClass?.value, metricClass == .outcome || metricClass == .adoption,
            let goLive = plan.goLive, by.value < goLive.due.value.inMonth
        else { return }
        findings.add(
            .targetBeforeGoLive,
            "the target of \(id) is promised for \(by.value), and \(quoted(goLive.milestone.id.value)) is due on \(goLive.due.value)",
            at: by.location, beside: [Label(goLive.due.location, "nothing can come of it before")],
            help: "promise the result for a month after go-live")
    }

    private func side(_ target: Metric.Target, _ metric: Metric, _ findings: inout PlanFindings) {
        let (id, value) = (quoted(metric.id.value), target.value.value)
        let wrong: (text: String, beside: Placed<ExactDecimal>, name: String)?
        switch (metric.direction?.value, metric.baseline?.value) {
        case (.within?, _):
            guard let low = metric.low, let high = metric.high, low.value < high.value else { return }
            wrong =
                value < low.value
                ? ("below its lower bound \(low.value)", low, "the lower bound")
                : value > high.value
                    ? ("above its upper bound \(high.value)", high, "the upper bound") : nil
        case (_, let baseline?) where baseline.value == value:
            return findings.add(
                .targetEqualsBaseline, "the target of \(id) equals its baseline, \(baseline.value)",
                at: target.value.location, beside: [Label(baseline.location, "the baseline")],
                help: "promise a change, or class the metric `guardrail` with a `limit` if it is to stay as it is")
        case (.increase?, let baseline?) where value < baseline.value:
            wrong = ("below its baseline \(baseline.value)", baseline, "the baseline")
        case (.decrease?, let baseline?) where value > baseline.value:
            wrong = ("above its baseline \(baseline.value)", baseline, "the baseline")
        default: wrong = nil
        }
        guard let wrong, let direction = metric.direction else { return }
        findings.add(
            .targetAgainstDirection,
            "the target \(value) of \(id) lies \(wrong.text); its direction is `\(direction.value.rawValue)`",
            at: target.value.location,
            beside: [Label(wrong.beside.location, wrong.name), Label(direction.location, "the direction")],
            help: "correct the target, the baseline or the direction")
    }

    // MARK: - Guardrails and populations

    private func guardrail(_ metric: Metric, _ findings: inout PlanFindings) {
        let id = quoted(metric.id.value)
        guard let metricClass = metric.metricClass else { return }
        guard metricClass.value == .guardrail else {
            if let limit = metric.limit {
                findings.add(
                    .limitWithoutGuardrail,
                    "\(id) has a limit and is of the class `\(metricClass.value.rawValue)`; only guardrails are held to one",
                    at: limit.location, beside: [Label(metricClass.location)],
                    help: "class it `guardrail`, or state a `target` instead")
            }
            if metricClass.value == .outcome, let target = metric.target, metric.node["guardrail"]?.isEmpty ?? true {
                findings.add(
                    .guardrailMissing, "the outcome \(id) names no guardrail that would show it if it were gamed",
                    at: metric.id.location, beside: [Label(target.value.location, "the target that invites it")],
                    help: "add a metric of the class `guardrail` and name it: `guardrail: <its id>`")
            }
            return
        }
        let missing = Self.missingBounds(metric)
        guard missing.isEmpty else {
            return findings.add(
                .guardrailWithoutLimit, "the guardrail \(id) lacks \(missing.joined(separator: " and "))",
                at: metric.id.location,
                help:
                    "add `direction: decrease` (or `increase`) and `limit`, or `direction: within` with `low` and `high`"
            )
        }
        guard let baseline = metric.baseline?.value, let limit = metric.limit,
            metric.direction?.value == .decrease && baseline.value > limit.value
                || metric.direction?.value == .increase && baseline.value < limit.value
        else { return }
        findings.add(
            .guardrailBrokenBefore,
            "the guardrail \(id) is at \(baseline.value) before the change, beyond its limit \(limit.value)",
            at: limit.location, beside: [Label(baseline.location, "the baseline")],
            help: "set a limit that holds today, or make it an outcome with a target if it has to improve")
    }

    /// What a guardrail lacks to be held to anything. `within` without its bounds is a finding of its own.
    private static func missingBounds(_ metric: Metric) -> [String] {
        func lacks(_ key: String) -> Bool { metric.node[key]?.isEmpty ?? true }
        guard metric.direction?.value != .within else { return [] }
        return ["direction", "limit"].filter(lacks).map { "`\($0)`" }
    }

    private func population(_ metric: Metric, _ findings: inout PlanFindings) {
        guard metric.metricClass?.value == .adoption, metric.node["population"]?.isEmpty ?? true else { return }
        findings.add(
            .populationMissing, "the adoption metric \(quoted(metric.id.value)) does not say who has to adopt it",
            at: metric.id.location, help: "add `population: {who: …, size: …}`")
    }
}

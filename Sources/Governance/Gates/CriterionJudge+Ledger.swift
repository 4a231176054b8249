import Diagnostics
import PlanText
import PlanModel

/// The criteria that look into the ledger.
extension CriterionJudge {
    func milestones(_ content: InitiativeContent, _ findings: inout CriterionFindings) {
        let mandatory = content.milestones.filter(\.isMandatory)
        guard !mandatory.isEmpty else {
            return findings.fails("no milestone is mandatory", help: "mark at least one milestone `mandatory: true`")
        }
        for milestone in mandatory {
            let id = Printable.line(milestone.id.value)
            if let line = state.ledger?.done(milestone.id.value) {
                findings.holds("`\(id)` was done on \(line.date)", at: line.location(.item))
            } else {
                findings.fails(
                    "`\(id)` is not done", at: milestone.id.location,
                    help: "when it is: `tollgate record \(Printable.line(state.name)) \(id) done`")
            }
        }
    }

    func deployments(
        _ content: InitiativeContent, _ count: Int, _ withEvidence: Bool, _ findings: inout CriterionFindings
    ) {
        let lines = state.ledger?.deployments ?? []
        var good = CriterionFindings()
        var bad = CriterionFindings()
        for line in lines {
            let subject = "the deployment `\(Printable.line(line.item))` of \(line.date)"
            guard withEvidence else {
                good.holds(subject, at: line.location(.item))
                continue
            }
            guard let reference = line.reference else {
                bad.fails("\(subject) has no evidence", at: line.location(.evidence))
                continue
            }
            switch state.state(of: reference) {
            case .present: good.holds(subject, at: line.location(.evidence))
            case .missing:
                bad.fails(
                    "\(subject) names `\(Printable.line(line.evidence))`, which is not in this repository",
                    at: line.location(.evidence))
            case .undecided(let reason):
                bad.cannotDecide("\(subject): \(reason)", at: line.location(.evidence))
            case nil:
                bad.fails(
                    "\(subject) names `\(Printable.line(line.evidence))`, which cannot be resolved",
                    at: line.location(.evidence), help: "name `tag:<name>@<40 hex>`, `commit:<40 hex>`, or a file")
            }
        }
        guard good.inFavour.count < count else {
            return good.labels.forEach { findings.holds($0.text ?? "", at: $0.location) }
        }
        for label in bad.labels {
            guard let text = label.text else { continue }
            if bad.undecided.contains(text) {
                findings.cannotDecide(text, at: label.location)
            } else {
                findings.fails(text, at: label.location, help: bad.helps.first)
            }
        }
        if lines.count < count {
            findings.fails(
                "the ledger has \(lines.count) deployment\(lines.count == 1 ? "" : "s"); expected \(count)",
                help: "record it: `tollgate record \(Printable.line(state.name)) <what> done --deployment`")
        }
    }

    func guardrails(_ content: InitiativeContent, _ findings: inout CriterionFindings) {
        let metrics = content.metrics(of: .guardrail)
        guard !metrics.isEmpty else {
            return findings.fails(
                "there is no guardrail metric",
                help: "add the metric that would show it if the outcome were reached at somebody else's cost")
        }
        for metric in metrics {
            let id = Printable.line(metric.id.value)
            guard let line = newestReading(of: metric), let reading = line.decimal, let period = line.period else {
                findings.fails(
                    "`\(id)` has no reading for a complete period", at: metric.id.location,
                    help: "record one: `tollgate record \(Printable.line(state.name)) \(id) <value> --period <month>`")
                continue
            }
            let isHeld: Bool
            let bound: String
            switch (metric.direction?.value, metric.limit?.value) {
            case (.within, _):
                guard let low = metric.low?.value, let high = metric.high?.value else {
                    findings.fails("`\(id)` has no `low` and `high`", at: metric.id.location)
                    continue
                }
                isHeld = reading >= low && reading <= high
                bound = "\(low) to \(high)"
            case (.increase?, let limit?):
                isHeld = reading >= limit
                bound = "at least \(limit)"
            case (.decrease?, let limit?):
                isHeld = reading <= limit
                bound = "at most \(limit)"
            default:
                findings.fails(
                    "`\(id)` has no `limit` or no `direction`", at: metric.id.location, help: "add both to `\(id)`")
                continue
            }
            let text = "`\(id)` was \(reading) in \(period); its limit is \(bound)"
            if isHeld {
                findings.holds(text, at: line.location(.value))
            } else {
                findings.fails(text, at: line.location(.value))
            }
        }
    }

    private func newestReading(of metric: Metric) -> LedgerLine? {
        actuals[metric.id.value]?.filter { $0.key.isComplete(on: asOf) }.max { $0.key < $1.key }?.value
    }

    func evidence(_ findings: inout CriterionFindings) {
        // What a later line restates is in no figure any more; without that, a line could never be mended.
        let lines = (state.ledger?.lines ?? []).filter { line in
            line.series == .actual && line.period.flatMap { actuals[line.item]?[$0]?.number } == line.number
        }
        guard !lines.isEmpty else { return findings.fails("the ledger has no actual line") }
        for line in lines {
            let subject =
                "the reading of `\(Printable.line(line.item))` for \(line.period.map(\.description) ?? "no period")"
            if let reference = line.reference {
                judge(reference, line.evidence, of: subject, at: line.location(.evidence), &findings)
            } else {
                findings.fails("\(subject) has no evidence", at: line.location(.evidence))
            }
        }
    }

    // MARK: - Results

    func metricsReached(
        _ content: InitiativeContent, _ metricClass: Metric.Class, _ percent: ExactDecimal, _ afterGoLive: Bool,
        _ findings: inout CriterionFindings
    ) {
        let metrics = content.metrics(of: metricClass)
        guard !metrics.isEmpty else {
            return findings.fails("there is no \(metricClass.rawValue) metric", help: "add one to `metrics`")
        }
        let goLive = state.ledger?.goLive(content)
        if afterGoLive, goLive == nil {
            return findings.fails(
                "nothing has gone live yet", help: "record the go-live milestone or the first deployment as done")
        }
        for metric in metrics {
            let id = Printable.line(metric.id.value)
            let readings = (actuals[metric.id.value] ?? [:]).filter { month, _ in
                month.isComplete(on: asOf) && (!afterGoLive || goLive.map { month > $0.date.inMonth } ?? false)
            }.sorted { $0.key > $1.key }
            guard readings.count >= metric.sustain else {
                findings.fails(
                    "`\(id)` has \(readings.count) reading\(readings.count == 1 ? "" : "s") for complete periods\(afterGoLive ? " after go-live" : ""); expected \(metric.sustain)",
                    at: metric.id.location,
                    help:
                        "record the reading of each period: `tollgate record \(Printable.line(state.name)) \(id) <value> --period <month>`"
                )
                continue
            }
            let newest = readings.prefix(metric.sustain)
            if let gap = zip(newest, newest.dropFirst()).first(where: { $0.key.ordinal != $1.key.ordinal + 1 }) {
                findings.fails(
                    "`\(id)` has no reading between \(gap.1.key) and \(gap.0.key)", at: gap.0.value.location(.period),
                    help: "record the readings in between: sustained means every period")
                continue
            }
            for (month, line) in newest {
                guard let reading = line.decimal else { continue }
                switch Attainment(metric.terms, reading: reading).reaches(percent) {
                case .yes(let text):
                    findings.holds("`\(id)` was \(reading) in \(month): \(text)", at: line.location(.value))
                case .no(let text):
                    findings.fails("`\(id)` was \(reading) in \(month): \(text)", at: line.location(.value))
                case .undefined(let text): findings.fails("`\(id)` \(text)", at: metric.id.location)
                }
            }
        }
    }

    func valueRealised(
        _ content: InitiativeContent, _ percent: ExactDecimal, _ sustain: Int, _ findings: inout CriterionFindings
    ) {
        let benefits = content.value.filter(\.isBenefit)
        guard !benefits.isEmpty else {
            return findings.fails("there is no value line that is a benefit", help: "add one to `value`, with a plan")
        }
        for line in benefits where line.hasUnreadableAmounts || line.currency == nil {
            findings.fails(
                "`\(Printable.line(line.id.value))` has a currency or a plan that cannot be read", at: line.id.location,
                help: "correct it: `tollgate check` says where")
        }
        let realised: RealisedValue
        switch RealisedValue.of(benefits.map(\.terms), readings, currencies: policy.currencies, asOf: asOf) {
        case .failure(.missingRate(let currency, let month)):
            return findings.cannotDecide(
                "there is no plan rate for \(Printable.line(currency)) in \(month.year)",
                help: "add the rate to `currencies.plan-rates` in the policy")
        case .failure(.tooLarge):
            return findings.cannotDecide(
                "the amounts are too large to be added", help: "correct the amounts of plan and ledger")
        case .success(let value): realised = value
        }
        let periods = realised.periods
        guard periods.count >= sustain else {
            return findings.fails(
                "\(periods.count) period\(periods.count == 1 ? " is" : "s are") complete on \(asOf); expected \(sustain)",
                at: benefits.first?.id.location)
        }
        for period in periods.suffix(sustain) {
            guard period.plan > .zero else {
                findings.fails("nothing was promised up to \(period.month)", at: benefits.first?.id.location)
                continue
            }
            let figures = "\(period.actual) of \(period.plan) \(realised.currency) up to \(period.month)"
            let share = period.actual.times(ExactDecimal(100))?.divided(by: period.plan, digits: 1)
            let isNewest = period.month == periods.last?.month
            let text =
                figures + (share.map { ", \($0) %" } ?? "") + (isNewest ? kinds(of: benefits) : "")
            if ExactDecimal.isProduct(period.actual, ExactDecimal(100), atLeast: period.plan, percent) {
                findings.holds(text, at: benefits.first?.id.location)
            } else {
                findings.fails(text, at: benefits.first?.id.location)
            }
        }
    }

    private var readings: [String: [Month: ExactDecimal]] { actuals.mapValues { $0.compactMapValues(\.decimal) } }

    /// The same sums for each kind of benefit, where there is more than one: a saving that finance can book and time that
    /// somebody may use for something else are not one figure.
    private func kinds(of benefits: [ValueLine]) -> String {
        let parts = ValueLine.Kind.allCases.compactMap { kind -> String? in
            let lines = benefits.filter { $0.kind?.value == kind }
            guard !lines.isEmpty,
                case .success(let value) = RealisedValue.of(
                    lines.map(\.terms), readings,
                    currencies: policy.currencies
                        ?? benefits.first?.currency.map {
                            Currencies(reporting: $0.value, planRates: [:])
                        }, asOf: asOf)
            else { return nil }
            let period = value.periods.last
            return "\(kind.rawValue) \(period?.actual ?? .zero) of \(period?.plan ?? .zero)"
        }
        return parts.count > 1 ? " (\(parts.joined(separator: ", ")))" : ""
    }
}

import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("What a plan says about itself")
struct ContentRulesTests {
    /// An outcome with its guardrail that breaks no rule, with some of its lines replaced.
    private func outcome(
        direction: String = "decrease", baseline: String = "{value: 6000, from: 2025-10, to: 2025-12}",
        target: String = "{value: 1500, by: 2026-09}", more: String = ""
    ) -> String {
        """
        metrics:
          - id: reset-contacts
            name: Contacts at the desk
            class: outcome
            unit: contacts/month
            direction: \(direction)
            baseline: \(baseline)
            target: \(target)
            guardrail: reopened
            \(more)
          - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10}
        """
    }

    private func goLive(_ due: String) -> String { "\nmilestones: [{id: go-live, due: \(due), go-live: true}]" }

    @Test("The sample breaks no rule")
    func sample() {
        #expect(PlanSample.content(outcome()) == [])
        #expect(PlanSample.content("") == [])
    }

    @Test(
        "Only the stated side of the baseline is a target; digits do not matter, only the value",
        arguments: [
            ("decrease", "5999.999999999", [RuleCode]()), ("decrease", "6000", [.targetEqualsBaseline]),
            ("decrease", "6000.000", [.targetEqualsBaseline]), ("decrease", "6000.001", [.targetAgainstDirection]),
            ("increase", "6000.001", []), ("increase", "5999.999", [.targetAgainstDirection]),
            ("decrease", "-1", []), ("increase", "six", []),
        ])
    func side(direction: String, target: String, codes: [RuleCode]) {
        #expect(
            PlanSample.content(outcome(direction: direction, target: "{value: \(target), by: 2026-09}")) == codes)
    }

    @Test("Without a direction either side may be meant")
    func undirected() {
        let text = outcome(target: "{value: 7000, by: 2026-09}")
        #expect(PlanSample.content(text.replacing("    direction: decrease\n", with: "")) == [])
    }

    @Test(
        "A metric that is to stay within has both bounds in order, and its target lies between them",
        arguments: [
            ("low: 18, high: 24", [RuleCode]()), ("low: 24, high: 24", [.rangeReversed]),
            ("low: 24.1, high: 24", [.rangeReversed]), ("low: 23.9, high: 24", []), ("low: 18", [.rangeIncomplete]),
            ("high: 24", [.rangeIncomplete]), ("x-none: 1", [.rangeIncomplete]),
            ("low: 18, high: 24, target: {value: 18, by: 2026-09}", []),
            ("low: 18, high: 24, target: {value: 24, by: 2026-09}", []),
            ("low: 18, high: 24, target: {value: 24.01, by: 2026-09}", [.targetAgainstDirection]),
            ("low: 18, high: 24, target: {value: 17.99, by: 2026-09}", [.targetAgainstDirection]),
            // A malformed bound is a finding of its shape.
            ("low: some, high: 24", []),
        ])
    func within(fields: String, codes: [RuleCode]) {
        let text = "metrics: [{id: load, class: guardrail, unit: tickets, direction: within, \(fields)}]"
        #expect(PlanSample.content(text) == codes)
    }

    @Test("Bounds beside another direction, or none, mean nothing")
    func boundsWithoutWithin() {
        #expect(PlanSample.content(outcome(more: "high: 9000")) == [.rangeIncomplete])
        let none = "metrics: [{id: load, class: output, unit: tickets, low: 1}]"
        #expect(PlanSample.content(none) == [.rangeIncomplete])
    }

    @Test(
        "A baseline has both months, in order",
        arguments: [
            ("from: 2025-12, to: 2025-12", [RuleCode]()), ("from: 2025-12, to: 2025-11", [.baselineReversed]),
            ("from: 2025-12", [.baselineUndated]), ("to: 2025-12", [.baselineUndated]),
            ("sample: 18040", [.baselineUndated]), ("from: December, to: 2025-12", []),
        ])
    func dated(months: String, codes: [RuleCode]) {
        #expect(PlanSample.content(outcome(baseline: "{value: 6000, \(months)}")) == codes)
    }

    @Test(
        "A month can have been measured from the day after its last",
        arguments: [
            ("2026-05-31", [RuleCode.baselineNotMeasured]), ("2026-06-01", []), ("2026-05-01", [.baselineNotMeasured]),
        ])
    func measured(asOf: String, codes: [RuleCode]) {
        let text = outcome(baseline: "{value: 6000, from: 2026-03, to: 2026-05}")
        #expect(PlanSample.content(text, asOf: asOf) == codes)
    }

    @Test("Where a gate locks, a baseline may be a draft before it", arguments: Sample.stages)
    func draft(stage: String) {
        let policy = Sample.policy(adding: "gates: {decided: {lock: [metrics]}, closed: {lock: [value]}}")
        let text = outcome(baseline: "{value: 6000, from: 2026-06, to: 2026-06}")
        let isLocked = ["decided", "implemented", "closed"].contains(stage)
        #expect(PlanSample.content(text, stage: stage, policy: policy) == (isLocked ? [.baselineNotMeasured] : []))
        #expect(PlanSample.content(text, stage: stage) == [.baselineNotMeasured])
    }

    @Test(
        "A baseline ends before go-live",
        arguments: [
            ("2026-01-01", [RuleCode]()), ("2025-12-31", [.baselineAfterGoLive]),
            ("2025-12-01", [.baselineAfterGoLive]),
        ])
    func beforeGoLive(due: String, codes: [RuleCode]) {
        #expect(PlanSample.content(outcome() + goLive(due)) == codes)
    }

    @Test(
        "A target is promised behind its baseline, and not before go-live",
        arguments: [
            ("2025-11", [RuleCode.targetBeforeBaseline]), ("2025-12", [.targetBeforeBaseline]),
            ("2026-01", [.targetBeforeGoLive]), ("2026-03", [.targetBeforeGoLive]), ("2026-04", []),
        ])
    func promised(by: String, codes: [RuleCode]) {
        #expect(PlanSample.content(outcome(target: "{value: 1500, by: \(by)}") + goLive("2026-04-30")) == codes)
    }

    @Test("What is counted as done may be due before go-live, and needs a date all the same")
    func activityTargets() {
        func text(_ target: String) -> String {
            "metrics: [{id: guides, class: activity, unit: guides, target: \(target)}]" + goLive("2026-04-30")
        }
        #expect(PlanSample.content(text("{value: 12, by: 2026-01}")) == [])
        #expect(PlanSample.content(text("{value: 12}")) == [.targetWithoutDate])
        #expect(PlanSample.content(text("{value: 12, by: soon}")) == [])
    }

    @Test(
        "Percentages lie between 0 and 100, both included",
        arguments: [
            ("percent", "0", true), ("percent", "100", true), ("percent", "100.00", true), ("percent", "100.01", false),
            ("percent", "-0.01", false), ("Percent", "750", false), ("\"%\"", "101", false),
            ("percent of 2025", "140", true), ("points", "140", true),
        ])
    func percent(unit: String, value: String, isGood: Bool) {
        let text = "metrics: [{id: share, class: output, unit: \(unit), target: {value: \(value), by: 2026-09}}]"
        #expect(PlanSample.content(text) == (isGood ? [] : [.percentOutOfRange]))
    }

    @Test("A unit is asked for where there is a figure, and nowhere else")
    func unit() {
        for figure in ["baseline: {value: 1, from: 2025-12, to: 2025-12}", "target: {value: 1, by: 2026-09}"] {
            #expect(PlanSample.content("metrics: [{id: a, class: output, \(figure)}]") == [.unitMissing])
        }
        #expect(
            PlanSample.content("metrics: [{id: a, class: guardrail, direction: decrease, limit: 1}]") == [.unitMissing])
        #expect(PlanSample.content("metrics: [{id: a, class: output}]") == [])
    }

    @Test(
        "A guardrail has something to be held to, which holds before the change",
        arguments: [
            ("direction: decrease, limit: 10", [RuleCode]()), ("direction: decrease", [.guardrailWithoutLimit]),
            ("limit: 10", [.guardrailWithoutLimit]), ("x-none: 1", [.guardrailWithoutLimit]),
            ("direction: within, low: 1, high: 2", []),
            ("direction: decrease, limit: 10, baseline: {value: 10, from: 2025-12, to: 2025-12}", []),
            (
                "direction: decrease, limit: 10, baseline: {value: 10.1, from: 2025-12, to: 2025-12}",
                [.guardrailBrokenBefore]
            ),
            ("direction: increase, limit: 10, baseline: {value: 10, from: 2025-12, to: 2025-12}", []),
            (
                "direction: increase, limit: 10, baseline: {value: 9.9, from: 2025-12, to: 2025-12}",
                [.guardrailBrokenBefore]
            ),
        ])
    func guardrail(fields: String, codes: [RuleCode]) {
        #expect(PlanSample.content("metrics: [{id: a, class: guardrail, unit: percent, \(fields)}]") == codes)
    }

    @Test("An outcome without a target invites nobody to game it")
    func guardrailWanted() {
        let text = "metrics: [{id: a, class: outcome, unit: hours, direction: decrease}]"
        #expect(PlanSample.content(text) == [])
        let target = text.replacing("}]", with: ", target: {value: 1, by: 2026-09}}]")
        #expect(PlanSample.content(target) == [.guardrailMissing])
        #expect(PlanSample.content(target.replacing("outcome", with: "output")) == [])
    }

    @Test(
        "Activities are told by whole words, whatever their case",
        arguments: [
            ("Agents TRAINED", true), ("Workshops held", true), ("Trainings", true), ("training-hours", true),
            ("Sessions held", true), ("Documents written by the desk", true), ("Written guides", true),
            ("Sessions with errors", false), ("Constrained queues", false), ("Tickets reopened", false),
            ("Documents found at the first search", false), ("Coursework", false), ("", false),
        ])
    func activities(name: String, isActivity: Bool) {
        #expect((ActivityWords.found(in: name) != nil) == isActivity)
    }

    @Test("Where a metric has no name, its id is its name; activities may be named so")
    func activityClass() {
        func text(_ metricClass: String, _ more: String = "") -> String {
            "metrics: [{id: trainings-held, class: \(metricClass), population: {who: agents, size: 42}\(more)}]"
        }
        #expect(PlanSample.content(text("adoption")) == [.activityAsResult])
        #expect(PlanSample.content(text("outcome")) == [.activityAsResult])
        #expect(PlanSample.content(text("activity")) == [])
        #expect(PlanSample.content(text("adoption", ", name: Resets done in the portal")) == [])
    }

    @Test(
        "No more people move than there are",
        arguments: [
            ("20", "22", [RuleCode]()), ("20", "23", [.populationExceeded]), ("43", "1", [.populationExceeded]),
        ])
    func population(first: String, second: String, codes: [RuleCode]) {
        let text = """
            metrics: [{id: share, class: adoption, unit: percent, population: {who: agents, size: 42}}]
            transition:
              - {team: level-1, people: \(first), metric: share}
              - {team: level-2, people: \(second), metric: share}
              - {team: level-3, people: 9000}
            """
        #expect(PlanSample.content(text) == codes)
    }

    @Test("A reading in people is at most the population; no sum runs over")
    func people() {
        func text(_ unit: String, _ value: String) -> String {
            """
            metrics:
              - {id: a, class: adoption, unit: \(unit), population: {who: agents, size: 42}, target: {value: \(value), by: 2026-09}}
            """
        }
        #expect(PlanSample.content(text("people", "42")) == [])
        #expect(PlanSample.content(text("People", "43")) == [.populationExceeded])
        #expect(PlanSample.content(text("resets", "43")) == [])
        let huge = (1...3).map { "{team: t\($0), people: \(Int.max), metric: a}" }.joined(separator: ", ")
        let metric = "metrics: [{id: a, class: adoption, population: {who: agents, size: \(Int.max)}}]"
        #expect(PlanSample.content("\(metric)\ntransition: [\(huge)]") == [.populationExceeded])
    }

    @Test("Findings of one document have a limit, whatever it holds")
    func limit() {
        let metrics = (1...500).map { "  - {id: m\($0), class: adoption}\n" }.joined()
        let lines = (1...500).map { "  - {id: v\($0), kind: revenue, currency: EUR}\n" }.joined()
        let codes = PlanSample.content("metrics:\n\(metrics)value:\n\(lines)")
        #expect(codes.count >= 50 && codes.count < 50 + Set(codes).count)
    }

    @Test("No number of harmless findings hides another one")
    func firstOfEachRule() {
        let metrics = (1...60).map {
            "  - {id: m\($0), class: outcome, guardrail: g, target: {value: 1, by: 2027-01}}\n"
        }.joined()
        let wrong =
            "  - {id: n, class: outcome, guardrail: g, unit: h, direction: increase, baseline: {value: 2, from: 2026-01, to: 2026-03}, target: {value: 1, by: 2027-01}}\n"
        let codes = PlanSample.content("metrics:\n\(metrics)\(wrong)")
        #expect(codes.count >= 50 && codes.count < 50 + Set(codes).count)
        #expect(codes.contains(.targetAgainstDirection))
    }

    @Test("Documents that were not written for Tollgate promise nothing that is judged here")
    func adapted() {
        let policy = Sample.policy(
            adding: "documents: [{kind: initiative, match: \"plans/*/*.yaml\", fields: {id: id, stage: stage}}]")
        #expect(PlanSample.content("owner: a\ncontroller: a", policy: policy) == [])
        #expect(PlanSample.content("owner: a\ncontroller: a") == [.controllerNotApart])
    }
}

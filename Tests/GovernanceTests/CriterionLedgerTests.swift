import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Criteria that read the ledger")
struct CriterionLedgerTests {
    typealias Verdict = CriterionResult.Verdict

    private static let form = "metrics: {class: outcome, reached: 100%}"
    private static let afterForm = "metrics: {class: outcome, reached: 100%, after: go-live}"

    private func actuals(_ readings: [(month: String, value: String)], _ item: String = "a") -> String {
        readings.map { "2026-06-09,actual,\(item),\($0.month),\($0.value),,\n" }.joined()
    }

    private func reached(
        _ readings: [(month: String, value: String)], sustain: Int? = nil, form: String = form, more: String = "",
        asOf: String = "2026-06-10"
    ) throws -> Verdict {
        let plan = """
            metrics: [{id: a, class: outcome, direction: decrease, baseline: {value: 100}, target: {value: 50}\(sustain.map { ", sustain: \($0)" } ?? "")}]
            milestones: [{id: live, due: 2026-04-20, go-live: true}]
            """
        return try CriterionCase(require: form, plan: plan, ledger: actuals(readings) + more, asOf: asOf).verdict
    }

    @Test("The newest complete period counts; one that is running does not")
    func newest() throws {
        #expect(try reached([("2026-04", "60"), ("2026-05", "50")]) == .holds)
        #expect(try reached([("2026-04", "50"), ("2026-05", "60")]) == .fails)
        #expect(try reached([("2026-05", "50"), ("2026-06", "60")]) == .holds)
        #expect(try reached([("2026-06", "50")]) == .fails)
        #expect(try reached([("2026-06", "50")], asOf: "2026-07-01") == .holds)
        #expect(try reached([("2026-06", "50")], asOf: "2026-06-30") == .fails)
    }

    @Test("Of several readings for a month the last line counts, wherever it stands")
    func restated() throws {
        #expect(try reached([("2026-05", "60"), ("2026-05", "50")]) == .holds)
        #expect(try reached([("2026-05", "50"), ("2026-04", "90"), ("2026-05", "50.000000001")]) == .fails)
    }

    @Test("Sustained means every one of the last periods, without a gap, over the turn of a year too")
    func sustained() throws {
        let three = [("2025-12", "50"), ("2026-01", "49"), ("2026-02", "48")]
        #expect(try reached(three, sustain: 3) == .holds)
        #expect(try reached(three, sustain: 4) == .fails)
        #expect(try reached(Array(three.dropFirst()), sustain: 3) == .fails)
        #expect(try reached([("2025-11", "50"), ("2026-01", "49"), ("2026-02", "48")], sustain: 3) == .fails)
        #expect(try reached([("2025-12", "51"), ("2026-01", "49"), ("2026-02", "48")], sustain: 3) == .fails)
        #expect(try reached([("2025-11", "90")] + three, sustain: 3) == .holds)
    }

    @Test("After go-live means months after its month; a milestone that is done goes before a deployment")
    func afterGoLive() throws {
        let live = "2026-04-20,milestone,live,,done,,\n"
        let deployed = "2026-03-02,deployment,portal,,done,,\n"
        #expect(try reached([("2026-05", "50")], form: Self.afterForm) == .fails)
        #expect(try reached([("2026-05", "50")], form: Self.afterForm, more: live) == .holds)
        #expect(try reached([("2026-04", "50")], form: Self.afterForm, more: live) == .fails)
        #expect(try reached([("2026-04", "50")], form: Self.afterForm, more: deployed) == .holds)
        #expect(try reached([("2026-04", "50")], form: Self.afterForm, more: deployed + live) == .fails)
        #expect(try reached([("2026-04", "50"), ("2026-05", "90")], form: Self.afterForm, more: live) == .fails)
        let expected = "2026-04-20,milestone,live,,2026-05-11,,\n"
        #expect(try reached([("2026-05", "50")], form: Self.afterForm, more: expected) == .fails)
    }

    @Test("Every metric of the class, and no other")
    func every() throws {
        func verdict(_ other: String) throws -> Verdict {
            let plan = """
                metrics:
                  - {id: a, class: outcome, baseline: {value: 100}, target: {value: 50}}
                  - {id: b, class: \(other), baseline: {value: 0}, target: {value: 10}}
                """
            let ledger = actuals([("2026-05", "50")]) + actuals([("2026-05", "9")], "b")
            return try CriterionCase(require: Self.form, plan: plan, ledger: ledger).verdict
        }
        #expect(try verdict("outcome") == .fails)
        #expect(try verdict("adoption") == .holds)
    }

    @Test(
        "Guardrails hold at their limits, both ways",
        arguments: [
            ("direction: decrease, limit: 10", "10.0", true), ("direction: decrease, limit: 10", "10.01", false),
            ("direction: increase, limit: 10", "10", true), ("direction: increase, limit: 10", "9.99", false),
            ("direction: within, low: 1, high: 2", "1", true), ("direction: within, low: 1, high: 2", "2.0", true),
            ("direction: within, low: 1, high: 2", "2.1", false), ("direction: within, low: 1", "1", false),
            ("direction: decrease", "1", false), ("limit: 10", "1", false),
        ])
    func guardrails(fields: String, reading: String, isHeld: Bool) throws {
        let plan = "metrics: [{id: a, class: guardrail, \(fields)}]"
        let ledger = actuals([("2026-04", "0"), ("2026-05", reading), ("2026-06", "5000")])
        let verdict = try CriterionCase(require: "guardrails: held", plan: plan, ledger: ledger).verdict
        #expect(verdict == (isHeld ? .holds : .fails))
    }

    @Test("A guardrail without a reading is not held")
    func guardrailUnread() throws {
        let plan = "metrics: [{id: a, class: guardrail, direction: decrease, limit: 1}]"
        #expect(try CriterionCase(require: "guardrails: held", plan: plan, ledger: "").verdict == .fails)
        let running = actuals([("2026-06", "0")])
        #expect(try CriterionCase(require: "guardrails: held", plan: plan, ledger: running).verdict == .fails)
    }

    @Test("Mandatory milestones are done, the others need not")
    func milestones() throws {
        let plan = "milestones: [{id: a, due: 2026-03-01, mandatory: true}, {id: b, due: 2026-04-01}]"
        func verdict(_ ledger: String?) throws -> Verdict {
            try CriterionCase(require: "milestones: {mandatory: done}", plan: plan, ledger: ledger).verdict
        }
        #expect(try verdict(nil) == .fails)
        #expect(try verdict("2026-03-01,milestone,b,,done,,\n") == .fails)
        #expect(try verdict("2026-03-01,milestone,a,,2026-05-01,,\n") == .fails)
        #expect(try verdict("2026-03-01,milestone,a,,2026-05-01,,\n2026-05-02,milestone,a,,done,,\n") == .holds)
        #expect(try verdict("2026-03-01,deployment,a,,done,,\n") == .fails)
        let none = "milestones: [{id: b, due: 2026-04-01}]"
        let form = "milestones: {mandatory: done}"
        #expect(
            try CriterionCase(require: form, plan: none, ledger: "2026-03-01,milestone,b,,done,,\n").verdict == .fails)
    }

    @Test("Deployments count when they can be followed, as many as are asked for")
    func deployments() throws {
        let commit = "commit:" + String(repeating: "a", count: 40)
        let line = "2026-04-20,deployment,portal,,done,"
        func verdict(
            _ ledger: String, _ form: String = "{at-least: 1, with: evidence}",
            _ evidence: [String: EvidenceState] = [:]
        ) throws -> Verdict {
            try CriterionCase(require: "deployments: \(form)", ledger: ledger, evidence: evidence).verdict
        }
        #expect(try verdict(line + ",\n") == .fails)
        #expect(try verdict(line + ",\n", "{at-least: 1}") == .holds)
        #expect(try verdict(line + ",\n", "{at-least: 2}") == .fails)
        #expect(try verdict(line + "\(commit),\n") == .fails)
        #expect(try verdict(line + "\(commit),\n", "{at-least: 1, with: evidence}", [commit: .present("a")]) == .holds)
        let unknown = [commit: EvidenceState.undecided("the clone is shallow")]
        #expect(try verdict(line + "\(commit),\n", "{at-least: 1, with: evidence}", unknown) == .cannotDecide)
        // An address cannot be resolved, and one bad line beside enough good ones does no harm.
        #expect(try verdict(line + "https://ci.example.com/1,\n") == .fails)
        let both = line + ",\n" + line + "\(commit),\n"
        #expect(try verdict(both, "{at-least: 1, with: evidence}", [commit: .present("a")]) == .holds)
        #expect(try verdict(both, "{at-least: 2, with: evidence}", [commit: .present("a")]) == .fails)
    }

    @Test("Every actual line that counts has evidence; a restated one is mended by the later one")
    func evidence() throws {
        func verdict(_ ledger: String) throws -> Verdict {
            try CriterionCase(
                require: "evidence: {for: actual}", ledger: ledger, evidence: ["evidence/a.csv": .present("1")]
            ).verdict
        }
        let bare = "2026-06-01,actual,a,2026-05,1,,\n"
        let good = "2026-06-02,actual,a,2026-05,2,evidence/a.csv,corrected\n"
        #expect(try verdict(good) == .holds)
        #expect(try verdict(bare) == .fails)
        #expect(try verdict(bare + good) == .holds)
        #expect(try verdict(good + bare) == .fails)
        #expect(try verdict(bare.replacing("2026-05", with: "2026-04") + good) == .fails)
        #expect(try verdict(good + "2026-06-02,forecast,a,2026-06,2,,\n") == .holds)
        #expect(try verdict("2026-06-02,forecast,a,2026-06,2,evidence/a.csv,\n") == .fails)
        #expect(try verdict(good + "2026-06-02,actual,b,2026-05,2,evidence/b.csv,\n") == .fails)
        #expect(try verdict(good + "2026-06-02,actual,b,2026-05,2,by word of mouth,\n") == .fails)
        #expect(try verdict("2026-06-02,actual,b,2026-05,2,https://gl.example.com/1,\n") == .holds)
    }

    // MARK: - Value

    private func value(
        plan: String, actuals: [(month: String, value: String)], form: String = "{realised: 95%}", more: String = "",
        policy: String = "", asOf: String = "2026-06-10"
    ) throws -> CriterionResult {
        try CriterionCase(
            require: "value: \(form)", plan: "value: [{id: a, kind: hard-saving, currency: EUR, plan: \(plan)}\(more)]",
            ledger: self.actuals(actuals), policy: policy, asOf: asOf
        ).result
    }

    @Test("The share is exact, and at the border it holds")
    func share() throws {
        #expect(try value(plan: "{2026-05: 100.00}", actuals: [("2026-05", "95.00")]).verdict == .holds)
        #expect(try value(plan: "{2026-05: 100.00}", actuals: [("2026-05", "94.999999999")]).verdict == .fails)
        #expect(try value(plan: "{2026-05: 3.00}", actuals: [("2026-05", "2.85")]).verdict == .holds)
    }

    @Test("Only complete periods count, on both sides")
    func complete() throws {
        #expect(try value(plan: "{2026-05: 100.00, 2026-06: 900.00}", actuals: [("2026-05", "95")]).verdict == .holds)
        #expect(
            try value(plan: "{2026-05: 100.00}", actuals: [("2026-05", "0"), ("2026-06", "100")]).verdict == .fails)
        #expect(try value(plan: "{2026-06: 100.00}", actuals: [("2026-06", "100")]).verdict == .fails)
        #expect(
            try value(plan: "{2026-06: 100.00}", actuals: [("2026-06", "100")], asOf: "2026-07-01").verdict == .holds)
    }

    @Test("A missing reading is nothing realised; what comes late counts when it comes")
    func late() throws {
        #expect(try value(plan: "{2026-04: 100.00, 2026-05: 100.00}", actuals: [("2026-05", "100")]).verdict == .fails)
        #expect(try value(plan: "{2026-04: 100.00}", actuals: [("2026-05", "100")]).verdict == .holds)
        #expect(
            try value(plan: "{2026-04: 100.00}", actuals: [("2026-05", "100")], form: "{realised: 95%, sustain: 2}")
                .verdict == .fails)
    }

    @Test("Sustained: each of the last periods, summed up from the first")
    func sustainedValue() throws {
        let plan = "{2026-03: 100.00, 2026-04: 100.00, 2026-05: 100.00}"
        let form = "{realised: 95%, sustain: 3}"
        let good = [("2026-03", "100"), ("2026-04", "95"), ("2026-05", "90")]
        #expect(try value(plan: plan, actuals: good, form: form).verdict == .holds)
        #expect(
            try value(plan: plan, actuals: [("2026-03", "94"), ("2026-04", "100"), ("2026-05", "100")], form: form)
                .verdict == .fails)
        #expect(try value(plan: "{2026-05: 100.00}", actuals: [("2026-05", "100")], form: form).verdict == .fails)
    }

    @Test("Costs are no benefits, and without one nothing is realised")
    func costs() throws {
        let cost = ", {id: b, kind: run-cost, currency: EUR, plan: {2026-05: 9000.00}}"
        #expect(try value(plan: "{2026-05: 100.00}", actuals: [("2026-05", "95")], more: cost).verdict == .holds)
        let only = "value: [{id: b, kind: run-cost, currency: EUR, plan: {2026-05: 9000.00}}]"
        #expect(try CriterionCase(require: "value: {realised: 95%}", plan: only, ledger: "").verdict == .fails)
        #expect(try value(plan: "{}", actuals: [("2026-05", "95")]).verdict == .fails)
    }

    @Test("An amount that cannot be read keeps the gate closed, since without it there is less to reach")
    func unreadable() throws {
        let result = try value(plan: "{2026-04: \"1,000.00\", 2026-05: 100.00}", actuals: [("2026-05", "100")])
        #expect(result.verdict == .fails)
    }

    @Test("Other currencies are converted at the rate of the plan's year, and without one nothing is decided")
    func currencies() throws {
        let dollars = ", {id: d, kind: revenue, currency: USD, plan: {2026-05: 100.00}}"
        let policy = "currencies: {reporting: EUR, plan-rates: {\"2026\": {USD: 0.5}}}"
        let ledger = [("2026-05", "100")]
        func judge(_ policy: String) throws -> CriterionResult {
            try value(
                plan: "{2026-05: 100.00}", actuals: ledger, form: "{realised: 66%}", more: dollars, policy: policy)
        }
        #expect(try judge(policy).verdict == .holds)
        #expect(try judge(policy.replacing("0.5", with: "0.52")).verdict == .fails)
        #expect(try judge(policy.replacing("2026", with: "2025")).verdict == .cannotDecide)
        #expect(try judge("").verdict == .cannotDecide)
    }

    @Test("Benefits of several kinds are shown apart")
    func kinds() throws {
        let soft = ", {id: b, kind: soft-saving, currency: EUR, plan: {2026-05: 50.00}}"
        let result = try value(plan: "{2026-05: 100.00}", actuals: [("2026-05", "150")], more: soft)
        #expect(
            result.found == [
                "150 of 150.00 EUR up to 2026-05, 100.0 % (hard-saving 150 of 100.00, soft-saving 0 of 50.00)"
            ])
    }

    @Test("Amounts of any size are answered")
    func large() throws {
        let nines = "999999999999999999.999999999"
        let months = (1...5).map { "2026-0\($0): \(nines)" }.joined(separator: ", ")
        let policy = "currencies: {reporting: CHF, plan-rates: {\"2026\": {EUR: 100000000000.000000001}}}"
        #expect(try value(plan: "{\(months)}", actuals: [("2026-05", nines)]).verdict == .fails)
        #expect(try value(plan: "{\(months)}", actuals: [("2026-05", nines)], policy: policy).verdict == .cannotDecide)
    }
}

@Suite("Attainment")
struct AttainmentTests {
    private func answer(_ fields: String, reading: String, percent: String) throws -> String {
        let document = PlanSample.document("metrics: [{id: a, class: outcome, \(fields)}]")
        let metric = try #require(document.content?.metrics.first)
        let (value, share) = (try #require(ExactDecimal(reading)), try #require(ExactDecimal(percent)))
        return switch Attainment(metric.terms, reading: value).reaches(share) {
        case .yes(let text): "yes: \(text)"
        case .no(let text): "no: \(text)"
        case .undefined(let text): "undefined: \(text)"
        }
    }

    @Test(
        "The share of the way, upwards and downwards, before and beyond both ends",
        arguments: [
            ("0", "10", "5", "50", "yes: 50.0 % of the way from 0 to 10"),
            ("10", "0", "5", "50", "yes: 50.0 % of the way from 10 to 0"),
            ("0", "10", "4.9", "50", "no: 49.0 % of the way from 0 to 10"),
            ("10", "0", "5.1", "50", "no: 49.0 % of the way from 10 to 0"),
            ("0", "10", "-5", "0", "no: -50.0 % of the way from 0 to 10"),
            ("0", "10", "0", "0", "yes: 0.0 % of the way from 0 to 10"),
            ("0", "10", "12", "110", "yes: 120.0 % of the way from 0 to 10"),
            ("-10", "-20", "-15", "50", "yes: 50.0 % of the way from -10 to -20"),
            ("0", "3", "1", "33.333333333", "yes: 33.3 % of the way from 0 to 3"),
            ("0", "3", "1", "33.333333334", "no: 33.3 % of the way from 0 to 3"),
        ])
    func share(baseline: String, target: String, reading: String, percent: String, expected: String) throws {
        let fields = "baseline: {value: \(baseline)}, target: {value: \(target)}"
        #expect(try answer(fields, reading: reading, percent: percent) == expected)
    }

    @Test("Without a way there is no share of it")
    func undefined() throws {
        #expect(try answer("target: {value: 1}", reading: "1", percent: "1") == "undefined: has no baseline")
        #expect(try answer("baseline: {value: 1}", reading: "1", percent: "1") == "undefined: has no target")
        #expect(
            try answer("baseline: {value: 1}, target: {value: 1.0}", reading: "9", percent: "1")
                == "undefined: has a target that equals its baseline")
    }

    @Test("Within its bounds or not, whatever the share", arguments: ["0", "50", "100"])
    func within(percent: String) throws {
        let fields = "direction: within, low: 1, high: 2"
        #expect(try answer(fields, reading: "2", percent: percent) == "yes: within 1 to 2")
        #expect(try answer(fields, reading: "2.1", percent: percent) == "no: outside 1 to 2")
        #expect(
            try answer("direction: within, low: 1", reading: "1", percent: percent)
                == "undefined: should stay within and has no `low` and `high`")
    }

    @Test("The exact answer agrees with fractions of whole numbers", arguments: 0..<25)
    func exact(seed: Int) throws {
        var state = UInt64(seed) &+ 1
        func number(_ range: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(2 * range + 1)) - range
        }
        for _ in 0..<40 {
            let (baseline, target, reading, percent) = (number(30), number(30), number(60), number(60) + 60)
            guard baseline != target else { continue }
            let fields = "baseline: {value: \(baseline)}, target: {value: \(target)}"
            let found = try answer(fields, reading: "\(reading)", percent: "\(percent)")
            let sign = target > baseline ? 1 : -1
            let holds = (reading - baseline) * sign * 100 >= (target - baseline) * sign * percent
            #expect(found.hasPrefix(holds ? "yes" : "no"))
        }
    }
}

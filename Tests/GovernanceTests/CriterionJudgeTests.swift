import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Criteria that the plan alone answers")
struct CriterionJudgeTests {
    typealias Verdict = CriterionResult.Verdict

    @Test("Where there is nothing to look at, nothing holds", arguments: CriterionCatalogue.descriptions.map(\.form))
    func nothing(form: String) throws {
        let needsNothing = form.hasPrefix("dependencies")
        #expect(try CriterionCase(require: form).verdict == (needsNothing ? .holds : .fails))
        #expect(try CriterionCase(require: form, ledger: "").verdict == (needsNothing ? .holds : .fails))
    }

    @Test("What fails says so in words, and what holds too", arguments: CriterionCatalogue.descriptions.map(\.form))
    func words(form: String) throws {
        let result = try CriterionCase(require: form).result
        #expect(!result.found.isEmpty && !result.criterion.need.isEmpty)
    }

    @Test("A document that was not written for Tollgate has core fields and nothing else")
    func adapted() throws {
        let entry = """
            documents: [{kind: initiative, match: "plans/*/*.yaml", fields: {id: number, stage: status, owner: "authors[0]"}}]
            """
        func verdict(_ form: String) throws -> Verdict {
            try CriterionCase(require: form, plan: "authors: [li]\nstatus: decided", policy: entry).verdict
        }
        #expect(try verdict("fields: [owner, authors]") == .holds)
        #expect(try verdict("fields: [controller]") == .fails)
        for one in CriterionCatalogue.descriptions where one.key != "fields" {
            #expect(try verdict(one.form) == .fails)
        }
    }

    @Test(
        "A field is empty when it has no value, whatever its kind",
        arguments: [
            ("problem: Resets", true), ("problem:", false), ("problem: ''", false), ("problem: ' '", false),
            ("problem: ~", false), ("problem: null", false), ("problem: 'null'", true), ("problem: []", false),
            ("problem: {}", false), ("problem: [a]", true), ("problem: |\n\n", false), ("outcome: x", false),
        ])
    func fields(text: String, holds: Bool) throws {
        #expect(try CriterionCase(require: "fields: [problem]", plan: text).verdict == (holds ? .holds : .fails))
    }

    @Test(
        "A part of a metric counts when it can be read",
        arguments: [
            ("baseline: {value: 1}", "baseline", true), ("baseline: {value: one}", "baseline", false),
            ("baseline: {from: 2025-12}", "baseline", false), ("baseline: ", "baseline", false),
            ("target: {value: 1}", "target", true), ("target: {value: 1_000}", "target", false),
            ("population: {who: all, size: 3}", "population", true), ("population: {who: all}", "population", false),
            ("limit: 3.5", "limit", true), ("limit: low", "limit", false), ("sustain: 3", "sustain", true),
            ("sustain: 0x3", "sustain", false), ("direction: up", "direction", false),
            ("direction: within", "direction", true), ("unit: hours", "unit", true),
            ("guardrail: b", "guardrail", true),
        ])
    func parts(text: String, part: String, holds: Bool) throws {
        let plan = "metrics: [{id: a, class: outcome, \(text)}]"
        let form = "metrics: {class: outcome, with: [\(part)]}"
        #expect(try CriterionCase(require: form, plan: plan).verdict == (holds ? .holds : .fails))
    }

    @Test("So many metrics of the class, and of no other", arguments: 0...3)
    func count(count: Int) throws {
        let metrics = (0..<count).map { "{id: m\($0), class: outcome}, " }.joined()
        let plan = "metrics: [\(metrics){id: a, class: adoption}, {id: b, class: activity}, {id: c, class: output}]"
        let verdict = try CriterionCase(require: "metrics: {class: outcome, at-least: 2}", plan: plan).verdict
        #expect(verdict == (count >= 2 ? .holds : .fails))
    }

    @Test("What was done satisfies no gate: a policy that asks for it is none", arguments: ["activity", "output"])
    func activities(metricClass: String) {
        let text = "gates: {decided: {require: [{metrics: {class: \(metricClass), at-least: 1}}]}}\n"
        let reading = Policy.read(
            Sample.source(RuleExample.policyPath, RuleExample.policy + text), toolVersion: Sample.toolVersion)
        #expect(reading.policy == nil)
    }

    @Test(
        "Every value line has a plan, and all of it can be read",
        arguments: [
            ("{2026-05: 1.00}", true), ("{}", false), ("{2026-05: 1.00, 2026-06: 1,00}", false),
            ("{2026-05: 1.00, June: 2.00}", false), ("{2026-5: 1.00}", false),
        ])
    func planned(plan: String, holds: Bool) throws {
        let text = "value: [{id: a, kind: run-cost, currency: EUR, plan: \(plan)}]"
        #expect(try CriterionCase(require: "value: {planned: true}", plan: text).verdict == (holds ? .holds : .fails))
    }

    @Test(
        "Readiness rests on what can be followed",
        arguments: [
            ("evidence/a.txt", EvidenceState.present("1"), Verdict.holds), ("evidence/a.txt", .missing, .fails),
            ("evidence/a.txt", .undecided("it is too large"), .cannotDecide), ("evidence/../a.txt", .missing, .fails),
            ("https://wiki.example.com/a", .missing, .holds), ("agreed in the meeting", .missing, .fails),
            ("\"\"", .missing, .fails),
        ])
    func readiness(evidence: String, state: EvidenceState, verdict: Verdict) throws {
        let case_ = CriterionCase(
            require: "readiness: complete", plan: "readiness: [{id: a, item: b, done: true, evidence: \(evidence)}]",
            evidence: ["evidence/a.txt": state])
        #expect(try case_.verdict == verdict)
    }

    @Test("One item that is open keeps it open, and a failure outweighs a doubt")
    func readinessOpen() throws {
        let plan = """
            readiness:
              - {id: a, item: a, done: true, evidence: evidence/a.txt}
              - {id: b, item: b, done: false, evidence: evidence/a.txt}
            """
        let doubt = ["evidence/a.txt": EvidenceState.undecided("it is too large")]
        #expect(try CriterionCase(require: "readiness: complete", plan: plan, evidence: doubt).verdict == .fails)
    }

    private func funded(
        amount: String = "100.00", currency: String = "EUR", per: String = "year", more: String = ", funded-by: cc-1",
        plan: String, policy: String = ""
    ) throws -> Verdict {
        try CriterionCase(
            require: "funded: true",
            plan: """
                change: {run-cost: {amount: \(amount), currency: \(currency), per: \(per)\(more)}}
                value: [{id: v, kind: revenue, currency: EUR, plan: \(plan)}, {id: c, kind: capex, currency: EUR, plan: {2026-01: 9000.00}}]
                """, policy: policy
        ).verdict
    }

    @Test("The value of a year exceeds the run cost of a year, by whatever little")
    func exceeds() throws {
        #expect(try funded(plan: "{2026-01: 100.00}") == .fails)
        #expect(try funded(plan: "{2026-01: 100.000000001}") == .holds)
        #expect(try funded(per: "quarter", plan: "{2026-01: 400.00}") == .fails)
        #expect(try funded(per: "quarter", plan: "{2026-01: 400.01}") == .holds)
        #expect(try funded(per: "month", plan: "{2026-01: 1200.00}") == .fails)
        #expect(try funded(per: "month", plan: "{2026-01: 1200.01}") == .holds)
    }

    @Test("A year is any twelve months in a row")
    func year() throws {
        #expect(try funded(plan: "{2026-02: 60.00, 2027-01: 60.00}") == .holds)
        #expect(try funded(plan: "{2026-02: 60.00, 2027-02: 60.00}") == .fails)
        #expect(try funded(plan: "{2025-01: 60.00, 2026-02: 60.00, 2027-01: 40.01}") == .holds)
    }

    @Test("Somebody pays, in any case; a reason stands in for the comparison only")
    func payer() throws {
        #expect(try funded(more: "", plan: "{2026-01: 900.00}") == .fails)
        #expect(try funded(more: ", because: It is the law", plan: "{2026-01: 900.00}") == .fails)
        #expect(try funded(more: ", funded-by: cc-1, because: It is the law", plan: "{}") == .holds)
        #expect(try funded(plan: "{}") == .fails)
        #expect(try funded(amount: "much", plan: "{2026-01: 900.00}") == .fails)
    }

    @Test("Currencies are compared at the plan rate, and without one not at all")
    func currencies() throws {
        let policy = "currencies: {reporting: EUR, plan-rates: {\"2026\": {USD: 0.5}}}"
        #expect(try funded(currency: "USD", plan: "{2026-01: 50.00}", policy: policy) == .fails)
        #expect(try funded(currency: "USD", plan: "{2026-01: 50.01}", policy: policy) == .holds)
        #expect(try funded(currency: "USD", plan: "{2027-01: 50.01}", policy: policy) == .cannotDecide)
        #expect(try funded(currency: "CHF", plan: "{2026-01: 50.01}", policy: policy) == .cannotDecide)
        #expect(try funded(currency: "CHF", plan: "{2026-01: 50.01}") == .cannotDecide)
    }

    @Test("Amounts of any size are answered")
    func large() throws {
        let nines = "999999999999999999.999999999"
        let policy = "currencies: {reporting: CHF, plan-rates: {\"2026\": {EUR: \(nines)}}}"
        #expect(try funded(amount: nines, plan: "{2026-01: \(nines)}") == .fails)
        #expect(try funded(amount: nines, plan: "{2026-01: \(nines)}", policy: policy) == .cannotDecide)
        let rate = "currencies: {reporting: CHF, plan-rates: {\"2026\": {EUR: 10000000000.000000001}}}"
        let months = (1...12).map { "2026-\($0 < 10 ? "0" : "")\($0): \(nines)" }.joined(separator: ", ")
        #expect(try funded(amount: "1.00", plan: "{\(months)}", policy: rate) == .cannotDecide)
    }

    private func need(_ stage: String, state: String? = nil, least: String = "decided") throws -> Verdict {
        let other = Sample.initiative("SD-031", stage: stage, state: state)
        return try CriterionCase(
            require: "dependencies: {at-least-stage: \(least)}", plan: "dependencies: [{on: SD-031, kind: needs}]",
            others: ["SD-031": other]
        ).verdict
    }

    @Test("What is needed is far enough from the stage on", arguments: Sample.stages)
    func dependencies(stage: String) throws {
        let index = try #require(Sample.stages.firstIndex(of: stage))
        #expect(try need(stage) == (index >= 3 ? .holds : .fails))
        #expect(try need(stage, least: "defined") == .holds)
        #expect(try need(stage, state: "cancelled") == .fails)
        #expect(try need(stage, state: "on-hold") == (index >= 3 ? .holds : .fails))
    }

    @Test("What is not there, or at no stage, is not far enough; other kinds are not asked")
    func otherDependencies() throws {
        let form = "dependencies: {at-least-stage: defined}"
        #expect(try need("nowhere", least: "defined") == .fails)
        let unknown = "dependencies: [{on: SD-031, kind: needs}]"
        #expect(try CriterionCase(require: form, plan: unknown).verdict == .fails)
        let enables = unknown.replacing("needs", with: "enables")
        #expect(try CriterionCase(require: form, plan: enables).verdict == .holds)
    }
}

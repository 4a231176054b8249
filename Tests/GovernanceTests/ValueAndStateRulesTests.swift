import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("What a plan says about money, people and state")
struct ValueAndStateRulesTests {
    private func line(
        kind: String = "hard-saving", currency: String = "EUR", recurring: Bool = true,
        basis: String = "basis: contract",
        plan: String = "{2026-05: 12000.00}", more: String = ""
    ) -> String {
        "value: [{id: handling, kind: \(kind), currency: \(currency), recurring: \(recurring), \(basis), plan: \(plan)\(more)}]"
    }

    private let goLive = "\nmilestones: [{id: go-live, due: 2026-04-20, go-live: true}]"

    @Test(
        "A recurring benefit begins in the month of go-live at the earliest; costs and one-offs may come before",
        arguments: [
            ("hard-saving", true, "2026-04", [RuleCode]()), ("hard-saving", true, "2026-03", [.benefitBeforeGoLive]),
            ("revenue", true, "2025-04", [.benefitBeforeGoLive]), ("hard-saving", false, "2026-03", []),
            ("run-cost", true, "2026-03", []), ("one-off-cost", false, "2026-03", []),
        ])
    func beforeGoLive(kind: String, recurring: Bool, month: String, codes: [RuleCode]) {
        let text = line(kind: kind, recurring: recurring, plan: "{2026-08: 1.00, \(month): 1.00}") + goLive
        #expect(PlanSample.content(text) == codes)
    }

    @Test("Of several go-lives the earliest counts, and each but the first is a finding")
    func goLives() {
        let milestones =
            "\nmilestones: [{id: a, due: 2026-09-01, go-live: true}, {id: b, due: 2026-05-01, go-live: true}, {id: c, due: 2026-04-01}]"
        #expect(PlanSample.content(line() + milestones) == [.severalGoLives])
        #expect(
            PlanSample.content(line(plan: "{2026-04: 1.00}") + milestones) == [.severalGoLives, .benefitBeforeGoLive])
    }

    @Test("A benefit has a basis; a cost need not")
    func basis() {
        #expect(PlanSample.content(line(basis: "x-none: 1")) == [.benefitWithoutBasis])
        #expect(PlanSample.content(line(basis: "basis: ''")) == [.benefitWithoutBasis])
        #expect(PlanSample.content(line(kind: "capex", basis: "x-none: 1")) == [])
    }

    private static let rated = Sample.policy(
        adding: "currencies: {reporting: EUR, plan-rates: {\"2026\": {USD: 0.92}, \"2027\": {USD: 0.91, GBP: 1.17}}}")

    @Test(
        "Every month of a plan has a rate",
        arguments: [
            ("EUR", "{2031-01: 1.00}", [RuleCode]()), ("USD", "{2026-12: 1.00, 2027-01: 1.00}", []),
            ("USD", "{2027-12: 1.00, 2028-01: 1.00}", [.currencyWithoutRate]),
            ("GBP", "{2026-12: 1.00}", [.currencyWithoutRate]), ("GBP", "{}", []),
            ("CHF", "{}", [.currencyWithoutRate]),
        ])
    func rates(currency: String, plan: String, codes: [RuleCode]) {
        #expect(PlanSample.content(line(currency: currency, plan: plan), policy: Self.rated) == codes)
        // A policy without currencies asks for none.
        #expect(PlanSample.content(line(currency: currency, plan: plan)) == [])
    }

    @Test("The run cost has a rate in the year in which the benefits begin")
    func runCost() {
        func text(_ currency: String) -> String {
            "change: {run-cost: {amount: 1.00, currency: \(currency), per: month, funded-by: cc-4711}}\n"
        }
        #expect(PlanSample.content(text("GBP") + line(), policy: Self.rated) == [.currencyWithoutRate])
        #expect(PlanSample.content(text("GBP") + line(plan: "{2027-01: 1.00}"), policy: Self.rated) == [])
        #expect(PlanSample.content(text("GBP"), policy: Self.rated) == [])
        #expect(PlanSample.content(text("CHF"), policy: Self.rated) == [.currencyWithoutRate])
    }

    @Test(
        "A metric that is money drives value in its own currency",
        arguments: [
            ("EUR/month", "EUR", true), ("EUR/month", "USD", false), ("USD", "EUR", false),
            ("contacts/month", "EUR", true),
            ("KPI points", "EUR", true), ("EURO", "USD", true), ("CHF a year", "CHF", true),
        ])
    func money(unit: String, currency: String, isGood: Bool) {
        let metric = "metrics: [{id: cost, class: output, unit: \(unit)}]\n"
        let codes = PlanSample.content(metric + line(kind: "run-cost", currency: currency, more: ", metric: cost"))
        #expect(codes == (isGood ? [] : [.currencyMismatch]))
    }

    @Test("What was done drives no benefit", arguments: Metric.Class.allCases)
    func driver(metricClass: Metric.Class) {
        let metric =
            "metrics: [{id: m, class: \(metricClass.rawValue), unit: n, direction: decrease, limit: 1, population: {who: all, size: 9}}]\n"
        let codes = PlanSample.content(metric + line(more: ", metric: m"))
        let isDone = metricClass == .activity || metricClass == .output
        #expect(codes.contains(.activityDrivesValue) == isDone)
        #expect(
            !PlanSample.content(metric + line(kind: "run-cost", more: ", metric: m")).contains(.activityDrivesValue))
    }

    @Test("A limit belongs to a guardrail", arguments: Metric.Class.allCases)
    func limit(metricClass: Metric.Class) {
        let text =
            "metrics: [{id: m, class: \(metricClass.rawValue), unit: n, direction: decrease, limit: 1, population: {who: all, size: 9}}]"
        #expect(PlanSample.content(text) == (metricClass == .guardrail ? [] : [.limitWithoutGuardrail]))
    }

    @Test("The controller is apart from owner and sponsor")
    func controller() {
        #expect(PlanSample.content("owner: a\nsponsor: b\ncontroller: c") == [])
        #expect(PlanSample.content("owner: a\nsponsor: b\ncontroller: a") == [.controllerNotApart])
        #expect(PlanSample.content("owner: a\nsponsor: b\ncontroller: b") == [.controllerNotApart])
        #expect(PlanSample.content("owner: a\nsponsor: a\ncontroller: a") == [.controllerNotApart])
        #expect(PlanSample.content("controller: a") == [])
        #expect(PlanSample.content("owner: a\nsponsor: a") == [])
    }

    @Test(
        "A hold is looked at by its day, that day included",
        arguments: [("2026-06-09", true), ("2026-06-10", false), ("2026-06-11", false)])
    func review(day: String, isOverdue: Bool) {
        let codes = PlanSample.content("state: on-hold\nreview-by: \(day)")
        #expect(codes == (isOverdue ? [.reviewOverdue] : []))
    }

    @Test(
        "Fields of a state stand with it",
        arguments: [
            ("state: on-hold\nreview-by: 2026-09-01", 0), ("state: cancelled\nvalue-disposition: given up", 0),
            ("review-by: 2026-09-01", 1), ("state: active\nreview-by: 2026-01-01", 1),
            ("state: cancelled\nreview-by: 2026-09-01", 1), ("state: on-hold\nvalue-disposition: given up", 1),
            ("review-by: 2026-09-01\nvalue-disposition: given up", 2), ("state: paused\nreview-by: 2026-09-01", 0),
            ("review-by:", 0), ("review-by: soon", 0),
        ])
    func stateFields(text: String, count: Int) {
        #expect(PlanSample.content(text) == Array(repeating: .fieldWithoutState, count: count))
    }

    @Test("Only the last stage can fall short", arguments: Sample.stages + ["nowhere"])
    func shortfall(stage: String) {
        let codes = PlanSample.content("shortfall: {because: The connector never worked.}", stage: stage)
        #expect(codes == (stage == "closed" || stage == "nowhere" ? [] : [.shortfallTooEarly]))
    }
}

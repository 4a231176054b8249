import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Steps beside the ladder, and what they need")
struct StepRulesTests {
    private static let policy = Sample.policy(
        adding: """
            gates:
              identified: {require: [{fields: [problem]}]}
              decided: {require: [{fields: [outcome]}], lock: [metrics]}
              closed:
                require:
                  - fields: [benefit-owner]
                  - metrics: {class: outcome, at-least: 1, reached: 100%}
                  - value: {planned: true, realised: 95%}
                  - guardrails: held
                sign-off: [{role: controller}]
              back-to: {sign-off: [{role: sponsor}]}
              shortfall: {sign-off: [{role: steering, count: 2}]}
              rebaseline: {sign-off: [{role: controller}]}
              on-hold: {require: [{fields: [review-by]}]}
              cancelled: {require: [{fields: [value-disposition]}]}
            """)

    private func document(_ fields: String, stage: String, policy: Policy = policy) -> PlanDocument {
        PlanSample.document(fields, stage: stage, policy: policy)
    }

    private func land(
        _ before: (fields: String, stage: String)?, _ after: (fields: String, stage: String), policy: Policy = policy
    ) -> LandingRules.Judgement {
        Sample.land(
            [before].compactMap { $0 }.map { document($0.fields, stage: $0.stage, policy: policy) },
            [document(after.fields, stage: after.stage, policy: policy)], policy: policy)
    }

    // MARK: - Born late

    @Test("Born at a late stage, every gate up to it is judged, all at once")
    func adopted() {
        let judgement = land(nil, ("title: Nothing else", "implemented"))
        #expect(judgement.steps.map(\.step) == [.adopt(at: "implemented")])
        #expect(judgement.diagnostics.codes == [.criterionNotMet, .criterionNotMet])
        #expect(judgement.criteria == 2)
        let whole = land(nil, ("problem: Resets\noutcome: Fewer", "implemented"))
        #expect(whole.diagnostics.isEmpty && whole.criteria == 2)
    }

    @Test("A gate of its own for adoption stands for all of them")
    func adoptedByItsGate() {
        let policy = Sample.policy(
            adding: "gates: {identified: {require: [{fields: [problem]}]}, adopt: {require: [{fields: [because]}]}}")
        #expect(land(nil, ("title: x", "closed"), policy: policy).diagnostics.codes == [.criterionNotMet])
        #expect(land(nil, ("because: On paper before", "closed"), policy: policy).diagnostics.isEmpty)
    }

    @Test("A stage that is left out is one finding, whatever its gate and those behind it ask for")
    func skipped() {
        let judgement = land(("title: x", "defined"), ("title: x", "closed"))
        #expect(judgement.diagnostics.codes == [.skippedStage])
        #expect(judgement.criteria == 0)
        #expect(land(("title: x", "detailed"), ("title: x", "decided")).diagnostics.codes == [.criterionNotMet])
    }

    @Test("Resumed and advanced, or cancelled and advanced, are two steps, and each gate is judged")
    func resumedAndAdvanced() {
        let held = "state: on-hold\nbecause: No budget.\nreview-by: 2026-09-01"
        let judgement = land((held, "detailed"), ("title: x", "decided"))
        #expect(judgement.diagnostics.codes == [.criterionNotMet, .severalSteps])
        let cancelled = "state: cancelled\nbecause: The vendor left.\noutcome: Fewer"
        #expect(
            land(("outcome: Fewer", "detailed"), (cancelled, "decided")).diagnostics.codes == [
                .criterionNotMet, .severalSteps,
            ])
        #expect(land((cancelled, "detailed"), (cancelled, "decided")).diagnostics.codes == [.advanceWhileNotActive])
    }

    // MARK: - Holds and cancellations

    @Test("A hold and a cancellation need what their gates ask for")
    func states() {
        let hold = "state: on-hold\nbecause: No budget."
        #expect(land(("title: x", "detailed"), (hold, "detailed")).diagnostics.codes == [.criterionNotMet])
        #expect(land(("title: x", "detailed"), (hold + "\nreview-by: 2026-09-01", "detailed")).diagnostics.isEmpty)
        let cancel = "state: cancelled\nbecause: The vendor left."
        #expect(land(("title: x", "detailed"), (cancel, "detailed")).diagnostics.codes == [.criterionNotMet])
        #expect(
            land(("title: x", "detailed"), (cancel + "\nvalue-disposition: given up", "detailed")).diagnostics.isEmpty)
    }

    @Test("The gate of a step back is asked, whatever the stage")
    func back() {
        for (from, to) in [("closed", "decided"), ("decided", "detailed"), ("identified", "defined")] {
            let judgement = land(("title: x", from), ("because: The vendor left.", to))
            #expect(judgement.diagnostics.isEmpty)
            #expect(judgement.notJudged.map(\.gate) == ["back-to"])
        }
    }

    // MARK: - Shortfall

    private let promise = """
        benefit-owner: raj.iyer
        metrics:
          - {id: a, class: outcome, baseline: {value: 9}, target: {value: 1}}
          - {id: g, class: guardrail, direction: decrease, limit: 1}
        value: [{id: v, kind: revenue, currency: EUR, plan: {2026-05: 1.00}}]
        """

    @Test("A shortfall goes without what asks for results, and without nothing else; both gates sign")
    func shortfall() {
        let usual = land((promise, "implemented"), (promise, "closed"))
        // reached, realised and held
        #expect(usual.diagnostics.codes == Array(repeating: .criterionNotMet, count: 3))
        #expect(usual.criteria == 6)
        #expect(usual.notJudged.map(\.gate) == ["closed"])
        let short = promise + "\nshortfall: {because: The connector never worked.}"
        let judgement = land((promise, "implemented"), (short, "closed"))
        #expect(judgement.steps.map(\.step) == [.shortfall(stage: "closed")])
        #expect(judgement.diagnostics.codes == [.criterionNotMet])
        #expect(judgement.criteria == 4)
        #expect(judgement.notJudged.map(\.gate) == ["closed", "shortfall"])
    }

    @Test("Nobody falls short where the policy does not say who agrees to it, nor at another stage")
    func undeclaredShortfall() {
        let policy = Sample.policy(adding: "gates: {closed: {require: [{fields: [outcome]}]}}")
        let short = "outcome: Fewer\nshortfall: {because: The connector never worked.}"
        #expect(
            land(("outcome: Fewer", "implemented"), (short, "closed"), policy: policy).diagnostics.codes == [
                .undeclaredStep
            ])
        let early = land(("outcome: Fewer", "detailed"), (short, "decided"))
        #expect(early.steps.map(\.step) == [.stage("decided")])
        let empty = "outcome: Fewer\nshortfall: {because: ''}"
        #expect(
            land(("outcome: Fewer", "implemented"), (empty, "closed"), policy: policy).steps.map(\.step) == [
                .stage("closed")
            ])
    }

    // MARK: - Re-baseline and handover

    @Test("A re-baseline exists only where the policy says who agrees to it")
    func undeclaredRebaseline() {
        let policy = Sample.policy(adding: "gates: {decided: {lock: [metrics]}}")
        let (old, new) = (
            "metrics: [{id: a, class: outcome}]", "metrics: [{id: b, class: outcome}]\nbecause: New office."
        )
        #expect(land((old, "decided"), (new, "decided"), policy: policy).diagnostics.codes == [.undeclaredStep])
        #expect(land((old, "decided"), (new, "decided")).notJudged.map(\.gate) == ["rebaseline"])
    }

    @Test(
        "Owner, sponsor and controller are handed over; naming somebody for the first time is none",
        arguments: ["owner", "sponsor", "controller"])
    func handover(role: String) throws {
        func steps(_ old: String?, _ new: String?) -> LandingRules.Judgement {
            func text(_ person: String?) -> String { person.map { "\(role): \($0)" } ?? "title: x" }
            return land((text(old), "defined"), (text(new), "defined"))
        }
        let judgement = steps("ana.ruiz", "raj.iyer")
        #expect(judgement.steps.map(\.step) == [.handover])
        let open = try #require(judgement.notJudged.first)
        #expect(open.asksFor == ["sign-off by the person who leaves, or by role `policy-owner`"])
        #expect(open.location.range?.start.line == 5)
        #expect(steps("ana.ruiz", nil).steps.map(\.step) == [.handover])
        #expect(steps(nil, "ana.ruiz").steps.isEmpty)
        #expect(steps("ana.ruiz", "ana.ruiz").steps.isEmpty)
        #expect(land(("benefit-owner: a", "defined"), ("benefit-owner: b", "defined")).steps.isEmpty)
    }

    @Test("Where nobody signs for anything, nobody signs for a handover")
    func handoverWithoutSignOffs() {
        let judgement = land(("owner: a", "defined"), ("owner: b", "defined"), policy: Sample.policy())
        #expect(judgement.steps.map(\.step) == [.handover])
        #expect(judgement.notJudged.isEmpty)
    }

    @Test("A re-baseline or a handover goes with one other step, not with two")
    func together() {
        let old = "owner: a\nmetrics: [{id: a, class: outcome}]\noutcome: Fewer"
        let moved = old.replacing("id: a,", with: "id: b,")
        let handed = old.replacing("owner: a", with: "owner: b")
        let both = moved.replacing("owner: a", with: "owner: b")
        let because = "\nbecause: New office."
        func codes(_ new: String, _ to: String) -> [RuleCode] {
            land((old, "decided"), (new + because, to)).diagnostics.codes
        }
        #expect(codes(moved, "implemented") == [])
        #expect(codes(handed, "implemented") == [])
        #expect(codes(both, "decided") == [])
        #expect(codes(both, "implemented") == [.severalSteps])
        #expect(codes(handed + "\nstate: on-hold\nreview-by: 2026-09-01", "decided") == [])
        #expect(codes(both + "\nstate: on-hold\nreview-by: 2026-09-01", "decided") == [.severalSteps])
    }

    @Test("Everything that a step lacks is said at once")
    func atOnce() {
        let policy = Sample.policy(
            adding:
                "gates: {cancelled: {require: [{fields: [value-disposition]}, {fields: [owner]}], sign-off: [{role: sponsor}]}}"
        )
        let judgement = land(("title: x", "detailed"), ("state: cancelled", "detailed"), policy: policy)
        #expect(judgement.diagnostics.codes == [.reasonMissing, .criterionNotMet, .criterionNotMet])
        #expect(judgement.notJudged.map(\.gate) == ["cancelled"])
    }
}

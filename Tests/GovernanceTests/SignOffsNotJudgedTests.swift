import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Sign-offs that are not judged")
struct SignOffsNotJudgedTests {
    private static let policy = Sample.policy(
        adding: """
            gates:
              identified:
                require: [{fields: [title]}]
                sign-off: [{role: sponsor}]
              decided:
                require: [{fields: [title]}]
                sign-off:
                  - {role: sponsor}
                  - {role: controller, independent: true}
                  - {role: steering, count: 2, when: {planned-value: ">= 250000 EUR"}}
                  - {role: security, when: {change.risk: [high]}}
              closed: {title: Value confirmed}
              on-hold: {sign-off: [{role: sponsor}]}
              cancelled: {sign-off: [{role: sponsor}]}
              resume: {sign-off: [{role: sponsor}]}
              back-to: {sign-off: [{role: owner}]}
            """)

    private func initiative(_ stage: String, state: String? = nil, because: String? = nil) -> PlanDocument {
        Sample.initiative(stage: stage, state: state, because: because, policy: Self.policy)
    }

    private func land(_ before: PlanDocument?, _ after: PlanDocument, policy: Policy = policy) -> LandingRules.Judgement
    {
        Sample.land([before].compactMap { $0 }, [after], policy: policy)
    }

    @Test("Sign-offs are listed with what they ask for, those that cannot be told among them, and never passed")
    func listed() throws {
        let judgement = land(initiative("detailed"), initiative("decided"))
        #expect(judgement.diagnostics.isEmpty)
        let gate = try #require(judgement.notJudged.first)
        #expect(judgement.notJudged.count == 1)
        #expect(gate.initiative == "SD-104")
        #expect(gate.step == "decided" && gate.gate == "decided")
        #expect(
            gate.asksFor == [
                "sign-off by role `sponsor`", "sign-off by role `controller`, independent",
                "sign-off by 2 × role `steering` (planned-value >= 250000 EUR)",
            ])
        #expect(gate.location.range?.start == TextPosition(line: 4, column: 8))
        #expect(gate.policyLocation.path == RuleExample.policyPath)
        #expect(gate.policyLocation.range?.start == TextPosition(line: 8, column: 3))
    }

    @Test("A gate that asks for nothing, and a stage without one, need no judging")
    func nothingAsked() {
        #expect(land(initiative("implemented"), initiative("closed")).notJudged.isEmpty)
        #expect(land(initiative("identified"), initiative("detailed")).notJudged.isEmpty)
    }

    @Test(
        "Every step has its gate",
        arguments: [
            ("decided", nil, "decided", "on-hold", "on-hold", "on-hold"),
            ("decided", nil, "decided", "cancelled", "cancelled", "cancelled"),
            ("decided", "on-hold", "decided", nil, "resume", "resume"),
            ("decided", nil, "detailed", nil, "back-to:detailed", "back-to"),
        ] as [(String, String?, String, String?, String, String)])
    func otherSteps(from: String, state: String?, to: String, newState: String?, step: String, gate: String) {
        let before = initiative(from, state: state, because: "Old.")
        let judgement = land(before, initiative(to, state: newState, because: "New."))
        #expect(judgement.diagnostics.isEmpty)
        #expect(judgement.notJudged.map(\.step) == [step])
        #expect(judgement.notJudged.map(\.gate) == [gate])
    }

    @Test("Born late, every gate up to the stage is open, in the order of the ladder")
    func adopt() {
        let judgement = land(nil, initiative("closed"))
        #expect(judgement.diagnostics.isEmpty)
        #expect(judgement.notJudged.map(\.gate) == ["identified", "decided"])
        #expect(judgement.notJudged.allSatisfy { $0.step == "adopt" })
        #expect(land(nil, initiative("defined")).notJudged.isEmpty)
    }

    @Test("Where the policy has a gate for adoption, it stands for all of them")
    func ownGate() {
        let policy = Sample.policy(
            adding: """
                gates:
                  decided: {sign-off: [{role: sponsor}]}
                  adopt: {sign-off: [{role: policy-owner, count: 2}]}
                """)
        let judgement = land(nil, Sample.initiative(stage: "closed", policy: policy), policy: policy)
        #expect(judgement.notJudged.map(\.gate) == ["adopt"])
    }

    @Test("A skipped stage does not open the gate it was meant for")
    func skipped() {
        let judgement = land(initiative("identified"), initiative("decided"))
        #expect(judgement.diagnostics.codes == [.skippedStage])
        #expect(judgement.notJudged.map(\.gate) == ["decided"])
    }

    @Test("Broken in one landing and mended in the next, every gate is open")
    func mended() {
        let broken = Sample.document("plans/service-desk/SD-104.yaml", "stage: [", Self.policy)
        #expect(land(broken, initiative("closed")).notJudged.map(\.gate) == ["identified", "decided"])
    }

    @Test("The judge hands the list on and counts the steps")
    func judge() {
        var proposal = Proposal(asOf: Sample.asOf)
        proposal.documents = [initiative("decided")]
        proposal.landing = LandingRules.Case(
            before: [InitiativeState(initiative("detailed"))], after: proposal.documents.map { InitiativeState($0) },
            base: Sample.base)
        let judgement = Judge(policy: Self.policy, root: "plans", toolVersion: Sample.toolVersion).judge(proposal)
        #expect(judgement.diagnostics.isEmpty)
        #expect(judgement.notJudged.map(\.gate) == ["decided"])
        #expect(judgement.counts.steps == 1)
        #expect(judgement.counts.criteria == 1)
        #expect(judgement.counts.documents == 1)
        #expect(judgement.counts.initiatives == 1)
        #expect(!judgement.counts.isNothing)
    }

    @Test("Without a landing there is no step, and without anything there is nothing")
    func nothing() {
        let judge = Judge(policy: Self.policy, root: "plans", toolVersion: Sample.toolVersion)
        var proposal = Proposal(asOf: Sample.asOf)
        #expect(judge.judge(proposal).counts.isNothing)
        proposal.documents = [initiative("closed")]
        let judgement = judge.judge(proposal)
        #expect(judgement.notJudged.isEmpty)
        #expect(judgement.counts.steps == 0)
    }
}

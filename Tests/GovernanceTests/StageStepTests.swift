import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Steps between stages")
struct StageStepTests {
    static let pairs = Sample.stages.flatMap { from in Sample.stages.map { (from, $0) } }

    @Test("Each of the 36 pairs of stages", arguments: pairs)
    func pair(from: String, to: String) throws {
        let before = Sample.initiative(stage: from, because: "The sponsor asked for it.")
        let after = Sample.initiative(stage: to, because: "The pilot failed.")
        let judgement = Sample.land([before], [after])
        let source = try #require(Sample.stages.firstIndex(of: from))
        let target = try #require(Sample.stages.firstIndex(of: to))
        switch target - source {
        case 0:
            #expect(judgement.diagnostics.isEmpty)
            #expect(judgement.steps.isEmpty)
        case 1:
            #expect(judgement.diagnostics.isEmpty)
            #expect(judgement.steps.map(\.step) == [.stage(to)])
        case 2...:
            #expect(judgement.diagnostics.codes == [.skippedStage])
            #expect(judgement.diagnostics.first?.helps.first?.contains("`\(Sample.stages[source + 1])`") == true)
        default:
            #expect(judgement.diagnostics.isEmpty)
            #expect(judgement.steps.map(\.step) == [.back(to: to)])
            #expect(judgement.steps.map(\.step.name) == ["back-to:\(to)"])
        }
        #expect(judgement.steps.allSatisfy { $0.initiative == "SD-104" })
    }

    @Test("A skipped stage is shown where it stands, with what it was")
    func skippedPlace() throws {
        let judgement = Sample.land([Sample.initiative(stage: "identified")], [Sample.initiative(stage: "decided")])
        let finding = try #require(judgement.diagnostics.first)
        #expect(finding.primary.location.range?.start == TextPosition(line: 4, column: 8))
        #expect(finding.primary.text == "was `identified` in main (9ab31f0)")
        #expect(finding.initiative == "SD-104")
    }

    @Test("A step back needs a reason, and one of its own")
    func reasons() throws {
        let before = Sample.initiative(stage: "decided", because: "The budget was cut.")
        let none = Sample.land([before], [Sample.initiative(stage: "detailed")])
        #expect(none.diagnostics.codes == [.reasonMissing])
        #expect(none.diagnostics.first?.primary.location.range?.start.line == 4)
        let old = Sample.land([before], [Sample.initiative(stage: "detailed", because: "The budget was cut.")])
        #expect(old.diagnostics.codes == [.reasonMissing])
        #expect(old.diagnostics.first?.primary.location.range?.start.line == 5)
        let own = Sample.land([before], [Sample.initiative(stage: "detailed", because: "The vendor left.")])
        #expect(own.diagnostics.isEmpty)
    }

    @Test("A step forward needs no reason")
    func forwardWithoutReason() {
        let judgement = Sample.land([Sample.initiative(stage: "detailed")], [Sample.initiative(stage: "decided")])
        #expect(judgement.diagnostics.isEmpty)
    }

    @Test("Forward only while active, on both sides", arguments: ["on-hold", "cancelled"])
    func forwardWhileNotActive(state: String) {
        let because = "The budget is not released."
        let held = Sample.initiative(stage: "detailed", state: state, because: because)
        let stays = Sample.land([held], [Sample.initiative(stage: "decided", state: state, because: because)])
        #expect(stays.diagnostics.codes == [.advanceWhileNotActive])
        // Resuming in the same landing does not help, nor does passing the gate on the way out.
        let resumed = Sample.land([held], [Sample.initiative(stage: "decided")])
        #expect(resumed.diagnostics.codes == [.severalSteps])
        let leaving = Sample.land(
            [Sample.initiative(stage: "detailed")],
            [Sample.initiative(stage: "decided", state: state, because: because)])
        #expect(leaving.diagnostics.codes == [.severalSteps])
    }

    @Test("A state that is none of ours is not active")
    func unknownState() {
        let before = Sample.initiative(stage: "detailed", state: "paused")
        let after = Sample.initiative(stage: "decided", state: "paused")
        #expect(Sample.land([before], [after]).diagnostics.codes == [.advanceWhileNotActive])
    }

    @Test("Skipping while on hold is two findings")
    func skippedAndHeld() {
        let before = Sample.initiative(stage: "defined", state: "on-hold")
        let after = Sample.initiative(stage: "decided", state: "on-hold")
        #expect(Set(Sample.land([before], [after]).diagnostics.codes) == [.skippedStage, .advanceWhileNotActive])
    }

    @Test("Back while on hold is allowed, with a reason")
    func backWhileOnHold() {
        let before = Sample.initiative(stage: "decided", state: "on-hold", because: "No budget.")
        let after = Sample.initiative(stage: "detailed", state: "on-hold", because: "The vendor left.")
        #expect(Sample.land([before], [after]).diagnostics.isEmpty)
    }

    @Test("Stage and state in one landing are two steps, shown at both")
    func twoSteps() throws {
        let before = Sample.initiative(stage: "decided")
        let after = Sample.initiative(stage: "detailed", state: "cancelled", because: "The vendor left.")
        let judgement = Sample.land([before], [after])
        #expect(judgement.diagnostics.codes == [.severalSteps])
        let finding = try #require(judgement.diagnostics.first)
        #expect(finding.primary.location.range?.start.line == 4)
        #expect(finding.secondary.map { $0.location.range?.start.line } == [5])
        #expect(judgement.steps.map(\.step) == [.back(to: "detailed"), .cancel])
    }

    @Test("Stages beside the ladder may follow any stage, and lead back by a resume")
    func ends() {
        let policy = Sample.policy(adding: "ends: [rejected]")
        func land(_ from: String, _ to: String) -> LandingRules.Judgement {
            Sample.land(
                [Sample.initiative(stage: from, policy: policy)], [Sample.initiative(stage: to, policy: policy)],
                policy: policy)
        }
        for stage in Sample.stages {
            #expect(land(stage, "rejected").diagnostics.isEmpty)
            #expect(land(stage, "rejected").steps.map(\.step) == [.stage("rejected")])
        }
        #expect(land("rejected", "defined").steps.map(\.step) == [.reenter(at: "defined")])
    }

    @Test("Who comes back from beside the ladder meets every gate up to the stage again")
    func reentering() {
        let policy = Sample.policy(
            adding: """
                ends: [rejected]
                gates:
                  identified: {sign-off: [{role: sponsor}]}
                  decided: {sign-off: [{role: controller}]}
                  closed: {sign-off: [{role: controller}]}
                  resume: {sign-off: [{role: sponsor}]}
                """)
        let judgement = Sample.land(
            [Sample.initiative(stage: "rejected", policy: policy)],
            [Sample.initiative(stage: "decided", policy: policy)],
            policy: policy)
        #expect(judgement.notJudged.map(\.gate) == ["resume", "identified", "decided"])
    }

    @Test("From a stage that is not declared nothing says that a gate was passed")
    func fromNowhere() {
        let policy = Sample.policy(adding: "gates: {identified: {sign-off: [{role: sponsor}]}}")
        let judgement = Sample.land(
            [Sample.initiative(stage: "approved", policy: policy)],
            [Sample.initiative(stage: "decided", policy: policy)],
            policy: policy)
        #expect(judgement.steps.map(\.step) == [.adopt(at: "decided")])
        #expect(judgement.notJudged.map(\.gate) == ["identified"])
    }

    @Test("To an undeclared stage there is no step; its finding is the document's")
    func undeclared() {
        let after = Sample.initiative(stage: "approved")
        let judgement = Sample.land([Sample.initiative(stage: "detailed")], [after])
        #expect(judgement.steps.isEmpty)
        #expect(judgement.diagnostics.isEmpty)
        #expect(DocumentRules(Sample.policy()).diagnostics(of: after).codes == [.undeclaredStage])
    }

    @Test("Their words for stages count as ours")
    func stageValues() {
        let policy = Sample.policy(
            adding: """
                documents:
                  - kind: initiative
                    match: "plans/*/*.yaml"
                    fields: {id: id, stage: status}
                    stage-values: {open: defined, accepted: decided}
                """)
        func document(_ status: String) -> PlanDocument {
            Sample.document("plans/p/SD-1.yaml", "id: SD-1\nstatus: \(status)\n", policy)
        }
        #expect(
            Sample.land([document("open")], [document("accepted")], policy: policy).diagnostics.codes == [.skippedStage]
        )
        #expect(Sample.land([document("open")], [document("identified")], policy: policy).diagnostics.isEmpty)
        // No reason is asked of documents that were not written for Tollgate.
        #expect(Sample.land([document("accepted")], [document("open")], policy: policy).diagnostics.isEmpty)
    }
}

import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Steps between states")
struct StateStepTests {
    private func land(
        _ from: String?, _ to: String?, because: String? = "The vendor left.", before: String? = nil
    ) -> LandingRules.Judgement {
        Sample.land(
            [Sample.initiative(stage: "decided", state: from, because: before)],
            [Sample.initiative(stage: "decided", state: to, because: because)])
    }

    @Test(
        "Hold, cancel and resume",
        arguments: [
            (nil, "on-hold", Step.hold), ("active", "on-hold", .hold), ("active", "cancelled", .cancel),
            ("on-hold", "cancelled", .cancel), ("cancelled", "on-hold", .hold), ("on-hold", "active", .resume),
            ("on-hold", nil, .resume), ("cancelled", "active", .resume),
        ] as [(String?, String?, Step)])
    func steps(from: String?, to: String?, step: Step) {
        let judgement = land(from, to)
        #expect(judgement.diagnostics.isEmpty)
        #expect(judgement.steps.map(\.step) == [step])
    }

    @Test("Saying that it is active, where nothing was said, is no step")
    func active() {
        #expect(land(nil, "active").steps.isEmpty)
        #expect(land("active", nil).steps.isEmpty)
    }

    @Test("A hold and a cancellation need a reason of their own", arguments: ["on-hold", "cancelled"])
    func reasons(state: String) {
        #expect(land(nil, state, because: nil).diagnostics.codes == [.reasonMissing])
        #expect(land(nil, state, because: "Old.", before: "Old.").diagnostics.codes == [.reasonMissing])
        #expect(land(nil, state, because: "New.", before: "Old.").diagnostics.isEmpty)
        #expect(land(nil, state, because: nil).diagnostics.first?.primary.location.range?.start.line == 5)
    }

    @Test("Resuming needs none")
    func resume() {
        #expect(land("on-hold", nil, because: nil).diagnostics.isEmpty)
    }

    @Test("The steps' names are those of statements and gates")
    func names() {
        let steps: [Step] = [.stage("decided"), .back(to: "detailed"), .hold, .cancel, .resume, .adopt(at: "decided")]
        #expect(steps.map(\.name) == ["decided", "back-to:detailed", "on-hold", "cancelled", "resume", "adopt"])
    }
}

import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Locks")
struct LockTests {
    private static let policy = Sample.policy(
        adding: """
            gates:
              decided: {lock: [metrics, value, milestones, change.run-cost]}
              rebaseline: {require: [{fields: [because]}]}
            """)

    private static let promise = """
        change: {risk: high, run-cost: {amount: 2100.00, currency: EUR, per: month, funded-by: cc-4711}}
        metrics:
          - id: contacts
            name: Contacts
            class: outcome
            unit: contacts/month
            direction: decrease
            baseline: {value: 6000, from: 2025-10, to: 2025-12}
            target: {value: 1500, by: 2026-09}
            sustain: 3
            guardrail: reopened
          - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0, note: by week}
        value:
          - {id: handling, kind: hard-saving, currency: EUR, recurring: true, basis: contract, plan: {2026-05: 12000.00, 2026-06: 18000.00}}
        milestones:
          - {id: pilot, title: Pilot, due: 2026-03-15, mandatory: true}
          - {id: live, title: Live, due: 2026-04-20, mandatory: true, go-live: true}
        """

    private func document(_ fields: String, stage: String = "implemented", because: String? = nil) -> PlanDocument {
        PlanSample.document(fields + (because.map { "\nbecause: \($0)" } ?? ""), stage: stage, policy: Self.policy)
    }

    private func land(
        _ new: String, because: String? = nil, from: String = "implemented", to: String = "implemented"
    ) -> LandingRules.Judgement {
        Sample.land(
            [document(Self.promise, stage: from)], [document(new, stage: to, because: because)], policy: Self.policy)
    }

    @Test(
        "Every goalpost stands: what is moved beside the target counts as well",
        arguments: [
            ("value: 1500", "value: 2500"), ("by: 2026-09", "by: 2026-12"), ("value: 6000", "value: 9000"),
            ("from: 2025-10", "from: 2025-11"), ("sustain: 3", "sustain: 1"), ("    sustain: 3\n", ""),
            ("direction: decrease\n", "direction: increase\n"), ("class: outcome", "class: output"),
            ("limit: 10.0", "limit: 12.0"), ("unit: percent", "unit: points"),
            ("guardrail: reopened", "guardrail: contacts"),
            ("    guardrail: reopened\n", ""), ("kind: hard-saving", "kind: soft-saving"),
            ("recurring: true", "recurring: false"),
            ("currency: EUR, recurring", "currency: USD, recurring"), ("2026-06: 18000.00", "2026-06: 1800.00"),
            (", 2026-06: 18000.00", ""), ("basis: contract", "basis: estimate"), ("due: 2026-04-20", "due: 2026-05-20"),
            ("title: Live, due: 2026-04-20, mandatory: true", "title: Live, due: 2026-04-20, mandatory: false"),
            (", go-live: true", ""), ("id: contacts", "id: calls"), ("id: pilot", "id: trial"),
            ("amount: 2100.00", "amount: 900.00"),
            (
                "  - {id: reopened, class: guardrail, unit: percent, direction: decrease, limit: 10.0, note: by week}\n",
                ""
            ),
            ("value:\n  - {", "value:\n  - {id: more, kind: revenue, currency: EUR}\n  - {"),
            ("metrics:\n", "metrics:\n  - {id: more, class: activity}\n"),
        ])
    func goalposts(old: String, new: String) throws {
        let text = Self.promise.replacing(old, with: new)
        #expect(text != Self.promise)
        let judgement = land(text)
        #expect(judgement.diagnostics.codes == [.lockedFieldChanged])
        #expect(judgement.steps.isEmpty)
        #expect(judgement.diagnostics.first?.message.contains("is locked since `decided`") == true)
        // With a reason of its own it is a re-baseline, and a step with a gate.
        let rebaseline = land(text, because: "The office in Utrecht joins.")
        #expect(rebaseline.diagnostics.isEmpty)
        #expect(rebaseline.steps.map(\.step) == [.rebaseline])
        #expect(rebaseline.criteria == 1)
    }

    @Test(
        "A metric, a value line or a milestone is locked whatever its id is",
        arguments: ["note", "name", "title"], ["metrics", "value", "milestones"])
    func idsLikeRemarks(id: String, list: String) {
        let text = Self.promise.replacing("\(list):\n", with: "\(list):\n  - {id: \(id), x-note: 1}\n")
        #expect(land(text).diagnostics.codes == [.lockedFieldChanged])
        let gone = Sample.land([document(text)], [document(Self.promise)], policy: Self.policy)
        #expect(gone.diagnostics.codes == [.lockedFieldChanged])
    }

    @Test(
        "Names, titles, notes, comments, digits that say the same, and other fields are free",
        arguments: [
            ("name: Contacts", "name: Contacts at the desk"), ("    name: Contacts\n", ""),
            ("note: by week", "note: by month"),
            (", note: by week", ""), ("title: Pilot", "title: Pilot with 200 users"),
            ("metrics:\n", "metrics:   # as agreed\n"), ("value: 1500", "value: 1500.00"), ("limit: 10.0", "limit: 10"),
            ("risk: high", "risk: low"), ("sustain: 3\n", "sustain: '3'\n"),
            (
                "baseline: {value: 6000, from: 2025-10, to: 2025-12}",
                "baseline: {to: 2025-12, value: 6000, from: 2025-10}"
            ),
            (
                "  - {id: pilot, title: Pilot, due: 2026-03-15, mandatory: true}\n  - {id: live, title: Live, due: 2026-04-20, mandatory: true, go-live: true}",
                "  - {id: live, go-live: true, title: Live, due: 2026-04-20, mandatory: true}\n  - id: pilot\n    due: 2026-03-15\n    mandatory: true"
            ),
        ])
    func free(old: String, new: String) {
        let text = Self.promise.replacing(old, with: new)
        #expect(text != Self.promise)
        let judgement = land(text)
        #expect(judgement.diagnostics.isEmpty, "\(judgement.diagnostics.map(\.message))")
        #expect(judgement.steps.isEmpty)
    }

    @Test("A whole list may not go, nor come")
    func lists() throws {
        let without = Self.promise.replacing(/milestones:\n(.*\n?)*/, with: "")
        #expect(land(without).diagnostics.codes == [.lockedFieldChanged])
        #expect(land(without + "milestones: []").diagnostics.codes == [.lockedFieldChanged])
        #expect(land(without + "milestones:").diagnostics.codes == [.lockedFieldChanged])
        let back = Sample.land([document(without)], [document(Self.promise)], policy: Self.policy)
        #expect(back.diagnostics.codes == [.lockedFieldChanged])
        let empty = Sample.land([document(without + "milestones:")], [document(without)], policy: Self.policy)
        #expect(empty.diagnostics.isEmpty)
    }

    @Test("The lock holds from its stage on, and rests before it", arguments: Sample.stages)
    func stages(stage: String) throws {
        let text = Self.promise.replacing("value: 1500", with: "value: 2500")
        let index = try #require(Sample.stages.firstIndex(of: stage))
        #expect(land(text, from: stage, to: stage).diagnostics.codes == (index >= 3 ? [.lockedFieldChanged] : []))
    }

    @Test("With the step through the gate, and with the step back from it, the fields may change")
    func steps() {
        let text = Self.promise.replacing("value: 1500", with: "value: 2500")
        let forward = land(text, from: "detailed", to: "decided")
        #expect(forward.diagnostics.isEmpty)
        #expect(forward.steps.map(\.step) == [.stage("decided")])
        let back = land(text, because: "The vendor left.", from: "decided", to: "detailed")
        #expect(back.diagnostics.isEmpty)
        #expect(back.steps.map(\.step) == [.back(to: "detailed")])
        #expect(land(text, from: "decided", to: "implemented").diagnostics.codes == [.lockedFieldChanged])
        #expect(
            land(text, because: "The vendor left.", from: "closed", to: "implemented").steps.map(\.step)
                == [.back(to: "implemented"), .rebaseline])
    }

    private func again(_ now: String, because: String?) -> LandingRules.Judgement {
        var landing = LandingRules.Case(
            before: [InitiativeState(document(now, stage: "detailed"))],
            after: [InitiativeState(document(now, stage: "decided", because: because))], base: Sample.base)
        landing.formerLocks = ["SD-104": document(Self.promise, stage: "decided")]
        return LandingRules(Self.policy, asOf: Sample.asOf).judge(landing)
    }

    @Test("Passing the gate again, what differs from the last lock is a re-baseline")
    func passedAgain() {
        let text = Self.promise.replacing("value: 1500", with: "value: 2500")
        #expect(again(text, because: nil).diagnostics.codes == [.lockedFieldChanged])
        let reasoned = again(text, because: "The office in Utrecht joins.")
        #expect(reasoned.diagnostics.isEmpty)
        #expect(reasoned.steps.map(\.step) == [.stage("decided"), .rebaseline])
        #expect(again(Self.promise, because: nil).steps.map(\.step) == [.stage("decided")])
    }

    @Test("A landing that moves many goalposts names them all, up to a number")
    func many() throws {
        let months = (1...12).map { "2027-\($0 < 10 ? "0" : "")\($0): 1.00" }.joined(separator: ", ")
        let finding = try #require(land(Self.promise.replacing("2026-05: 12000.00", with: months)).diagnostics.first)
        #expect(finding.secondary.count == 8)
        #expect(finding.notes == ["4 more fields differ"])
    }

    @Test("Without a lock nothing is frozen")
    func none() {
        #expect(Lock(Sample.policy()).isEmpty)
        let text = Self.promise.replacing("value: 1500", with: "value: 2500")
        let documents = [Self.promise, text].map { PlanSample.document($0, stage: "closed") }
        #expect(Sample.land([documents[0]], [documents[1]]).diagnostics.isEmpty)
    }
}

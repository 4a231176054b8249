import Diagnostics
import PlanModel
import PlanText
import Testing

@testable import Governance

@Suite("The trust set")
struct TrustRulesTests {
    private static let people = """
        schema: tollgate/people/v1
        people:
          dana.weiss: {name: Dana Weiss, roles: [{role: controller}]}

        """

    private func codes(
        _ proposal: Proposal, policy: Policy = Sample.policy(), root: String? = "plans"
    ) -> [String] {
        Judge(policy: policy, root: root, toolVersion: Sample.toolVersion).judge(proposal).diagnostics.map(\.code.text)
    }

    private func reading(_ text: String = people) -> PeopleReading {
        People.read(Sample.source(RuleExample.peoplePath, text))
    }

    private func landing(_ paths: String...) -> Proposal {
        var proposal = Proposal(asOf: Sample.asOf)
        proposal.landing = LandingRules.Case(before: [], after: [], base: Sample.base)
        proposal.changed = paths.map { Sample.file($0) }
        return proposal
    }

    @Test(
        "What may land with a file of the trust set",
        arguments: ["plans/signoffs/-/0123", "plans/policy.yaml", "plans/revoked_signers"])
    func company(path: String) {
        #expect(codes(landing("plans/allowed_signers", path)) == [])
        #expect(codes(landing(path)) == [])
    }

    @Test(
        "What may not",
        arguments: ["plans/desk/SD-1.yaml", "plans/desk/evidence/signoffs/x", "plans/fx.csv", "plans/baseline.csv"])
    func strangers(path: String) {
        for trust in ["policy.yaml", "people.yaml", "allowed_signers", "revoked_signers"] {
            #expect(codes(landing("plans/" + trust, path)) == ["TRU012"], "\(trust)")
        }
        #expect(codes(landing(path)) == [])
        #expect(codes(landing("plans/desk/people.yaml", path)) == [])
    }

    @Test("Protected files have the gate of the policy, and may come with it")
    func protected() {
        let policy = Sample.policy(adding: "protect: [\"plans/*/plan.yaml\"]")
        #expect(codes(landing("plans/policy.yaml", "plans/desk/plan.yaml"), policy: policy) == [])
        #expect(codes(landing("plans/policy.yaml", "plans/desk/plan.yaml")) == ["TRU012"])
    }

    @Test("A policy that lies outside of the repository has no trust set in it")
    func outside() {
        #expect(codes(landing("plans/policy.yaml", "plans/desk/SD-1.yaml"), root: nil) == [])
    }

    @Test(
        "A gate of the trust set is never passed unjudged",
        arguments: [
            ("plans/policy.yaml", ["policy"]), ("plans/people.yaml", ["people"]),
            ("plans/allowed_signers", ["people"]), ("plans/revoked_signers", ["people"]),
            ("plans/desk/plan.yaml", ["policy"]), ("plans/desk/SD-1.yaml", []), ("plans/desk/policy.yaml", []),
        ] as [(String, [String])])
    func gates(path: String, gates: [String]) {
        let policy = Sample.policy(
            adding: """
                protect: ["plans/*/plan.yaml"]
                gates:
                  policy: {sign-off: [{role: policy-owner, count: 2}]}
                  people: {sign-off: [{role: policy-owner}]}
                """)
        func notJudged(_ proposal: Proposal, by policy: Policy, root: String? = "plans") -> [NotJudged] {
            Judge(policy: policy, root: root, toolVersion: Sample.toolVersion).judge(proposal).notJudged
        }
        var proposal = landing(path)
        #expect(notJudged(proposal, by: policy).isEmpty, "it is not asked for")
        proposal.changedToJudge = proposal.changed
        let found = notJudged(proposal, by: policy)
        #expect(found.map(\.gate) == gates)
        #expect(found.map(\.location.path) == gates.map { _ in path })
        #expect(found.allSatisfy { $0.initiative == "-" && !$0.asksFor.isEmpty })
        #expect(notJudged(proposal, by: Sample.policy()).isEmpty)
        #expect(notJudged(proposal, by: policy, root: nil).isEmpty)
        proposal.landing = nil
        #expect(notJudged(proposal, by: policy).isEmpty)
    }

    @Test("Removing people.yaml, and breaking it")
    func unreadable() {
        var proposal = landing(RuleExample.peoplePath)
        proposal.people = reading()
        proposal.judgesPeople = true
        proposal.changesPeople = true
        #expect(codes(proposal) == ["TRU005"])
        proposal.peopleReading = reading("people: [\n")
        #expect(codes(proposal) == ["SYN010", "TRU005"])
        proposal.peopleReading = reading()
        #expect(codes(proposal) == [])
    }

    @Test("Where nobody can be read, no initiative is judged as if nothing were asked")
    func brokenBefore() {
        var proposal = landing()
        proposal.people = reading("people: [\n")
        #expect(codes(proposal) == [])
        let document = Sample.initiative()
        proposal.initiatives = [InitiativeState(document)]
        #expect(codes(proposal) == ["TRU005"])
    }

    @Test("A policy that changes is compared with the people that there are")
    func policyChanges() {
        var proposal = landing(RuleExample.policyPath)
        proposal.people = reading()
        proposal.peopleReading = reading()
        proposal.changesPolicy = true
        proposal.policyText = Sample.source(
            RuleExample.policyPath,
            RuleExample.policy.replacing("version: 3", with: "version: 4")
                + "gates: {decided: {sign-off: [{role: controler}]}}\n")
        #expect(codes(proposal) == ["TRU011"])
    }

    // MARK: - Named people

    private func named(_ plan: String, _ roles: String, policy more: String = "", stage: String = "detailed")
        -> [String]
    {
        let policy = Sample.policy(adding: more)
        var proposal = Proposal(asOf: Sample.asOf)
        let people = reading(
            "schema: tollgate/people/v1\npeople:\n  dana.weiss: {name: Dana Weiss, roles: [\(roles)]}\n  robot: {name: Robot, kind: bot}\n"
        )
        (proposal.people, proposal.peopleReading) = (people, people)
        let document = Sample.document(
            "plans/desk/SD-104.yaml",
            "schema: tollgate/initiative/v1\nid: SD-104\ntitle: T\nstage: \(stage)\n" + plan + "\n", policy)
        proposal.initiatives = [InitiativeState(document)]
        return codes(proposal, policy: policy)
    }

    @Test("Everybody who is named must exist")
    func unknown() {
        #expect(named("owner: dana.weis\nsponsor: dana.weiss\nbenefit-owner: nobody", "") == ["REF015", "REF015"])
        #expect(named("risks: [{id: a, title: A, owner: x}, {id: b, title: B, owner: dana.weiss}]", "") == ["REF015"])
        #expect(named("controller: robot", "") == ["REF016"])
    }

    @Test("The role counts where a gate asks for it, on the day, and while the initiative is open")
    func role() {
        let gate = "gates: {closed: {sign-off: [{role: controller}]}}"
        #expect(named("controller: dana.weiss", "") == [])
        #expect(named("controller: dana.weiss", "", policy: gate) == ["REF016"])
        #expect(named("controller: dana.weiss", "{role: controller, until: 2026-06-10}", policy: gate) == [])
        #expect(named("controller: dana.weiss", "{role: controller, until: 2026-06-09}", policy: gate) == ["REF016"])
        #expect(named("controller: dana.weiss", "{role: controller, in: meters}", policy: gate) == ["REF016"])
        #expect(named("controller: dana.weiss", "", policy: gate, stage: "closed") == [])
        #expect(named("controller: dana.weiss\nstate: cancelled", "", policy: gate) == [])
    }
}

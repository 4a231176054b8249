import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("What a plan names")
struct ReferenceRulesTests {
    private func codes(
        _ fields: String, plans: [String: String] = [:], known: Set<String> = ["SD-104"]
    ) -> [RuleCode] {
        diagnostics(fields, plans: plans, known: known).codes
    }

    private func diagnostics(
        _ fields: String, plans: [String: String] = [:], known: Set<String> = ["SD-104"]
    ) -> [Diagnostic] {
        let documents = plans.map { ($0, Sample.document("\($0)/plan.yaml", $1)) }
        let rules = ReferenceRules(plans: Dictionary(uniqueKeysWithValues: documents), known: known)
        return rules.diagnostics(of: InitiativeState(PlanSample.document(fields)))
    }

    private let metrics = """
        metrics:
          - {id: contacts, class: outcome, guardrail: reopened}
          - {id: share, class: adoption}
          - {id: reopened, class: guardrail}

        """

    @Test("Metrics are named by guardrails, value lines and transitions")
    func good() {
        #expect(
            codes(
                metrics
                    + "value: [{id: v, kind: revenue, currency: EUR, metric: reopened}]\ntransition: [{team: t, people: 1, metric: share}]"
            ) == [])
    }

    @Test(
        "A metric that is not there, or of another class",
        arguments: [
            "value: [{id: v, kind: revenue, currency: EUR, metric: contact}]",
            "transition: [{team: t, people: 1, metric: shares}]",
            "transition: [{team: t, people: 1, metric: contacts}]",
            "transition: [{team: t, people: 1, metric: reopened}]",
        ])
    func wrong(text: String) {
        #expect(codes(metrics + text) == [.metricReference])
    }

    @Test("A guardrail is another metric, and one")
    func guardrails() throws {
        #expect(codes("metrics: [{id: a, class: guardrail, guardrail: a}]") == [.metricReference])
        let text = "metrics: [{id: a, class: outcome, guardrail: b}, {id: b, class: output}]"
        let finding = try #require(diagnostics(text).first)
        #expect(finding.message == "the guardrail `b` is of the class `output`; expected `guardrail`")
        #expect(finding.primary.location.range?.start == TextPosition(line: 5, column: 46))
        let near = try #require(diagnostics(metrics + "transition: [{team: t, people: 1, metric: shar}]").first)
        #expect(near.helps == ["did you mean `share`?"])
    }

    @Test("A class that is none is a finding of its shape, and of nothing else")
    func classless() {
        #expect(codes("metrics: [{id: a, class: outcome, guardrail: b}, {id: b, class: fence}]") == [])
    }

    @Test("Value goes to an initiative that exists, to no other, and not to itself")
    func disposition() throws {
        let text = "state: cancelled\nvalue-disposition: "
        #expect(codes(text + "SD-110", known: ["SD-104", "SD-110"]) == [])
        #expect(codes(text + "given up by the sponsor") == [])
        #expect(codes(text + "sd-110") == [])
        #expect(codes(text + "SD-110") == [.unknownDisposition])
        #expect(codes(text + "SD-104") == [.unknownDisposition])
        let finding = try #require(diagnostics(text + "SD-111", known: ["SD-104", "SD-110"]).first)
        #expect(finding.helps == ["did you mean `SD-110`?"])
    }

    @Test("An objective is one of the change plan in the same folder")
    func objective() {
        let plan = "objectives: [{id: less-toil, title: Less}, {id: safe, title: Safe}]\n"
        #expect(codes("objective: safe", plans: ["plans/service-desk": plan]) == [])
        #expect(codes("objective: safer", plans: ["plans/service-desk": plan]) == [.unknownObjective])
        #expect(codes("objective: safe", plans: ["plans/identity": plan]) == [.unknownObjective])
        #expect(codes("objective: safe", plans: ["plans/service-desk": "title: None\n"]) == [.unknownObjective])
        #expect(codes("objective: safe", plans: ["plans/service-desk": "objectives: ["]) == [])
        #expect(codes("title: None", plans: [:]) == [])
    }

    @Test(
        "An id names one thing in its list",
        arguments: ["metrics", "value", "readiness", "milestones", "risks"])
    func ids(list: String) {
        #expect(codes("\(list): [{id: a}, {id: b}, {id: a}, {id: a}]") == [.innerIDStandsTwice, .innerIDStandsTwice])
        #expect(codes("\(list): [{id: a}, {id: b}, {title: a}, {id: }]") == [])
    }

    @Test("A metric and a value line share no id; other lists may")
    func shared() throws {
        let text = "metrics: [{id: a, class: output}]\nvalue: [{id: a, kind: capex, currency: EUR}]\n"
        let finding = try #require(diagnostics(text).first)
        #expect(finding.code == .innerIDStandsTwice)
        #expect(finding.primary.location.range?.start.line == 6)
        #expect(codes("metrics: [{id: a, class: output}]\nrisks: [{id: a, title: A}]\nmilestones: [{id: a}]") == [])
    }

    @Test("The judge knows what is read beside what is judged")
    func judge() {
        var proposal = Proposal(asOf: Sample.asOf)
        let text = "state: cancelled\nvalue-disposition: SD-110\n"
        proposal.documents = [PlanSample.document(text)]
        proposal.initiatives = proposal.documents.map { InitiativeState($0) }
        let judge = Judge(policy: Sample.policy(), root: "plans", toolVersion: Sample.toolVersion)
        #expect(judge.judge(proposal).diagnostics.codes == [.unknownDisposition])
        // One that cannot be read is there all the same.
        proposal.neighbours = [Sample.document("plans/service-desk/SD-110.yaml", "stage: [")]
        #expect(judge.judge(proposal).diagnostics.isEmpty)
    }
}

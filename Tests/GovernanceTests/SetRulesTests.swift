import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Documents among each other")
struct SetRulesTests {
    private let rules = SetRules(Sample.policy())

    @Test("An id that stands twice is reported at every place but the first, which is shown")
    func twice() throws {
        let documents = ["a", "b", "c"].map { Sample.initiative(path: "plans/\($0)/SD-104.yaml") }
        let diagnostics = rules.diagnostics(of: documents)
        #expect(diagnostics.codes == [.idStandsTwice, .idStandsTwice])
        #expect(diagnostics.map(\.primary.location.path) == ["plans/b/SD-104.yaml", "plans/c/SD-104.yaml"])
        let finding = try #require(diagnostics.first)
        #expect(finding.primary.location.range?.start == TextPosition(line: 2, column: 5))
        #expect(finding.secondary.map(\.location.path) == ["plans/a/SD-104.yaml"])
    }

    @Test("An initiative that was not read counts by its file's name")
    func others() {
        let others = [(id: "SD-104", path: "plans/z/SD-104.yaml")]
        let diagnostics = rules.diagnostics(of: [Sample.initiative()], others: others)
        #expect(diagnostics.map(\.primary.location.path) == ["plans/service-desk/SD-104.yaml"])
        #expect(diagnostics.first?.secondary.first?.location.path == "plans/z/SD-104.yaml")
        #expect(rules.diagnostics(of: [Sample.initiative("SD-105")], others: others).isEmpty)
    }

    @Test("Documents without an id, and change plans, have none in common")
    func withoutID() {
        let texts = ["title: One\n", "title: Two\n"]
        let documents = texts.enumerated().map { Sample.document("plans/a/SD-\($0.offset).yaml", $0.element) }
        let plans = ["a", "b"].map { Sample.document("plans/\($0)/plan.yaml", "id: same\n") }
        #expect(rules.diagnostics(of: documents + plans).isEmpty)
    }

    private func dependent(on ids: String...) -> PlanDocument {
        let lines = ids.map { "  - {on: \($0), kind: needs}\n" }.joined()
        return Sample.document(
            "plans/service-desk/SD-104.yaml",
            "schema: tollgate/initiative/v1\nid: SD-104\ntitle: Resets\nstage: defined\ndependencies:\n\(lines)")
    }

    @Test("A dependency on an initiative that does not exist")
    func dependencies() throws {
        let diagnostics = rules.dependencies(of: [dependent(on: "SD-031", "SD-013")], known: ["SD-031", "SD-104"])
        #expect(diagnostics.codes == [.unknownDependency])
        let finding = try #require(diagnostics.first)
        #expect(finding.primary.location.range?.start == TextPosition(line: 7, column: 10))
        #expect(finding.helps == ["did you mean `SD-031`?"])
        #expect(finding.initiative == "SD-104")
    }

    @Test("Dependencies of any other shape are left to the rules of shape")
    func malformed() {
        for value in ["SD-031", "[SD-031]", "[{kind: needs}]", "[{on: [SD-031]}]", "{on: SD-031}"] {
            let document = Sample.document("plans/service-desk/SD-104.yaml", "id: SD-104\ndependencies: \(value)\n")
            #expect(rules.dependencies(of: [document], known: []).isEmpty, "\(value)")
        }
    }

    @Test("The judge knows initiatives that it reads and those that it does not")
    func judge() {
        var proposal = Proposal(asOf: Sample.asOf)
        proposal.documents = [dependent(on: "SD-031", "SD-032")]
        proposal.others = [(id: "SD-031", path: "plans/identity/SD-031.yaml")]
        let judgement = Judge(policy: Sample.policy(), root: "plans", toolVersion: Sample.toolVersion).judge(proposal)
        #expect(judgement.diagnostics.codes == [.unknownDependency])
    }
}

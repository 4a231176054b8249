import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("Templates")
struct TemplateTests {
    /// The document with its guiding fields made real: `# key: …` and what is indented below it, in place of the prose.
    private func uncommented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
            guard line.hasPrefix("# ") else { return line }
            let rest = line.dropFirst(2)
            let isField = rest.prefix { $0 != ":" }.allSatisfy { $0.isLowercase || $0 == "-" } && rest.contains(":")
            return isField || rest.hasPrefix("  ") ? rest : line
        }.joined(separator: "\n")
    }

    @Test(
        "an initiative passes as it is, and with every guiding field made real",
        arguments: ["Plain", "a: \"b\" # c", "ä – ü", "no"])
    func initiative(_ title: String) throws {
        let text = InitiativeTemplate(
            id: "SD-1", title: title, stage: "defined"
        ).text
        #expect(shapeFindings(text, InitiativeSchema.shape).map(\.message) == [])
        let full = uncommented(text)
        #expect(shapeFindings(full, InitiativeSchema.shape).map(\.message) == [])
        let source = SourceText(path: "plans/p/SD-1.yaml", bytes: Array(full.utf8))
        let root = try #require(PlanText.read(source, layout: .yaml).tree?.root)
        #expect(root["title"]?.string == title)
        let content = InitiativeContent(root: root)
        #expect(content.metrics.count == 3 && content.value.count == 1 && content.milestones.count == 1)
        #expect(content.owner?.value == "ana.ruiz" && content.change?.risk != nil)
    }

    @Test("people who are named stand in the initiative")
    func people() throws {
        let text = InitiativeTemplate(
            id: "SD-1", title: "T", stage: "defined", owner: "ana.ruiz", sponsor: "li"
        ).text
        #expect(text.contains("\nowner: ana.ruiz\nsponsor: li\n# controller:"))
    }

    @Test("a change plan passes as it is, and with every guiding field made real")
    func changePlan() {
        let text = ChangePlanTemplate(id: "desk", title: "A: b").text
        #expect(shapeFindings(text, ChangePlanSchema.shape).map(\.message) == [])
        #expect(shapeFindings(uncommented(text), ChangePlanSchema.shape).map(\.message) == [])
    }

    @Test("the first policy can be used, with sign-offs and without", arguments: PolicyTemplate.SignOffs.allCases)
    func policy(_ signOffs: PolicyTemplate.SignOffs) throws {
        let text = PolicyTemplate(
            repository: "0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55", branch: "trunk", signOffs: signOffs
        ).text
        let reading = readPolicy(text)
        #expect(reading.diagnostics.map(\.message) == [])
        let policy = try #require(reading.policy)
        #expect(policy.ladder.stages == PolicyTemplate.stages)
        #expect(policy.branches == ["trunk"])
        #expect(policy.asksForSignOffs == (signOffs == .doi))
        #expect(policy.gates.count == (signOffs == .doi ? 13 : 10))
        #expect(policy.gates["decided"]?.criteria.count == 7)
        #expect(policy.gates["decided"]?.signOffs.count == (signOffs == .doi ? 5 : 0))
        #expect(policy.gates["decided"]?.locks.count == 3)
    }

    @Test(
        "a person's id comes from the name, else from the address",
        arguments: [
            ("Ada Moreau", "a@b.c", "ada.moreau"), ("José Núñez", "jose.nunez@b.c", "jos.n.ez"), ("李", "li@b.c", "li"),
            ("", "@", "first.person"), ("X-1 O'Neil", "", "x.1.o.neil"),
        ])
    func personID(_ name: String, _ email: String, _ expected: String) {
        #expect(PeopleTemplate.id(name: name, email: email) == expected)
    }

    @Test("the first people are a document, and everybody has an id of their own")
    func peopleDocument() throws {
        let text = PeopleTemplate(name: "Sam Sponsor", email: "sam@x.org", today: Day(daysSinceEpoch: 20_000)).text
        let source = SourceText(path: "plans/people.yaml", bytes: Array(text.utf8))
        let read = PlanText.read(source, layout: .yaml)
        #expect(read.diagnostics.map(\.message) == [])
        #expect(read.tree?.root["people"]?.count == 5)
    }
}

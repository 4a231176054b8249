import Diagnostics
import PlanModel
import PlanText
import Testing

@testable import Governance

@Suite("Documents by themselves")
struct DocumentRulesTests {
    private func judge(_ document: PlanDocument, _ policy: Policy = Sample.policy()) -> [Diagnostic] {
        DocumentRules(policy).diagnostics(of: document)
    }

    @Test("Invalid UTF-8 and UTF-16 prevent reading")
    func invalidUTF8() throws {
        let path = "plans/service-desk/SD-104.yaml"
        let latin1 = Sample.document(path, Array("title: Abl".utf8) + [0xE4] + Array("ufe\n".utf8))
        let diagnostics = judge(latin1)
        #expect(diagnostics.codes == [RuleCode("SYN001")])
        #expect(diagnostics.first?.primary.location.range?.start == TextPosition(line: 1, column: 11))
        #expect(diagnostics.first?.preventsReading == true)
        let utf16 = Sample.document(path, [0xFF, 0xFE, 0x61, 0x00])
        #expect(judge(utf16).codes == [RuleCode("SYN001")])
    }

    @Test("One mebibyte can be read, one byte more cannot")
    func size() {
        let head = Array("x-notes: ".utf8)
        let path = "plans/service-desk/SD-104.yaml"
        let full = head + [UInt8](repeating: 0x61, count: (1 << 20) - head.count)
        #expect(!judge(Sample.document(path, full)).codes.contains(RuleCode("SYN008")))
        let diagnostics = judge(Sample.document(path, full + [0x61]))
        #expect(diagnostics.codes == [RuleCode("SYN008")])
        #expect(diagnostics.first?.preventsReading == true)
    }

    @Test(
        "Ids by the usual pattern",
        arguments: [
            ("SD-104", true), ("A1-1", true), ("ABCDEFGH-123456", true), ("S-1", false), ("ABCDEFGHI-1", false),
            ("SD-1234567", false), ("sd-104", false), ("SD104", false), ("SD-1О4", false), ("1D-104", false),
        ])
    func ids(id: String, isGood: Bool) {
        let diagnostics = judge(Sample.initiative(id))
        #expect(diagnostics.codes == (isGood ? [] : [.malformedID]))
    }

    @Test("Ids by the policy's pattern")
    func idPattern() {
        let policy = Sample.policy(
            adding: """
                documents:
                  - {kind: initiative, match: "plans/*/*.yaml", id-pattern: "\\\\d{4}"}
                """)
        #expect(judge(Sample.initiative("0104", policy: policy), policy).isEmpty)
        #expect(judge(Sample.initiative("SD-104", policy: policy), policy).codes == [.malformedID])
    }

    @Test("The id is the file's stem")
    func stem() {
        #expect(judge(Sample.initiative("SD-104", path: "plans/a/SD-105.yaml")).codes == [.idDiffersFromFileName])
        #expect(judge(Sample.initiative("SD-104", path: "plans/a/sd-104.yaml")).codes == [.idDiffersFromFileName])
        #expect(judge(Sample.initiative("SD-104", path: "plans/a/SD-104.draft.yaml")).codes == [.idDiffersFromFileName])
    }

    @Test("An undeclared stage names the nearest one and lists all")
    func undeclaredStage() throws {
        let finding = try #require(judge(Sample.initiative(stage: "detailled")).first)
        #expect(finding.code == .undeclaredStage)
        #expect(finding.primary.location.range?.start == TextPosition(line: 4, column: 8))
        #expect(finding.helps.first == "did you mean `detailed`?")
        #expect(finding.helps.last == "declared: \(Sample.stages.joined(separator: ", "))")
    }

    @Test("Without a stage there is one finding")
    func noStage() {
        let document = Sample.document(
            "plans/service-desk/SD-104.yaml", "schema: tollgate/initiative/v1\nid: SD-104\ntitle: Resets\n")
        #expect(judge(document).codes == [RuleCode("DOC003")])
    }

    @Test("An adapted document is judged on the fields it maps, and on nothing else")
    func adapted() {
        let policy = AdaptedSample.policy
        #expect(
            judge(AdaptedSample.document("status: implementable\nkep-number: 1287\nanything: {goes: here}\n"), policy)
                .isEmpty)
        #expect(judge(AdaptedSample.document("status: maybe\nkep-number: 1287\n"), policy).codes == [.undeclaredStage])
        let without = judge(AdaptedSample.document("kep-number: 1287\n"), policy)
        #expect(without.codes == [.undeclaredStage])
        #expect(without.first?.message.contains("`status`") == true)
        #expect(judge(AdaptedSample.document("- 1\n"), policy).codes == [RuleCode("DOC001")])
    }

    @Test("A pointer of Git LFS is one finding, whatever reads like YAML in it")
    func largeFilePointer() {
        let path = "plans/service-desk/SD-104.yaml"
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"
        let diagnostics = judge(Sample.document(path, pointer))
        #expect(diagnostics.codes == [.largeFilePointer])
        #expect(diagnostics.first?.preventsReading == true)
        #expect(diagnostics.first?.primary.location.range?.end == TextPosition(line: 1, column: 42))
        let markdown = Sample.document("plans/service-desk/SD-104.md", pointer)
        #expect(judge(markdown).codes == [.largeFilePointer])
        #expect(
            Sample.land([Sample.initiative()], [Sample.document(path, pointer)]).diagnostics.codes == [
                .unreadableInitiative
            ])
    }
}

/// Documents that were not written for Tollgate.
enum AdaptedSample {
    static let policy = Sample.policy(
        """
        schema: tollgate/policy/v1
        documents:
          - kind: initiative
            match: "keps/**/kep.yaml"
            fields: {id: kep-number, stage: status}
        stages: [provisional, implementable, implemented]
        ends: [withdrawn]

        """)

    static func document(_ text: String, path: String = "keps/sig-node/1287/kep.yaml") -> PlanDocument {
        Sample.document(path, text, policy)
    }
}

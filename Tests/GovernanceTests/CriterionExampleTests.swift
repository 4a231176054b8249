import Diagnostics
import PlanModel
import PlanText
import Testing

@testable import Governance

@Suite("Examples of criteria")
struct CriterionExampleTests {
    static let names = CriterionCatalogue.descriptions.map(\.name)

    private func description(_ name: String) throws -> CriterionDescription {
        try #require(CriterionCatalogue.descriptions.first { $0.name == name })
    }

    /// The criterion that the example's policy asks for, and what judging it gave.
    private func judge(_ example: CriterionDescription.Example) throws -> CriterionResult {
        let case_ = RuleExampleJudge.Tree(example.files)
        let criteria = case_.policy.gates[CriterionDescription.Example.gate]?.criteria ?? []
        let criterion = try #require(criteria.first)
        #expect(criteria.count == 1)
        let state = try #require(case_.states.first { $0.path == RuleExample.documentPath })
        #expect(state.initiative?.stage == CriterionDescription.Example.gate)
        let others = case_.states.map { ($0.initiative?.id ?? "", $0.document) }
        return CriterionJudge(
            policy: case_.policy, state: state, asOf: RuleExample.asOf,
            others: Dictionary(others, uniquingKeysWith: { first, _ in first })
        ).judge(criterion)
    }

    @Test("The failing example does not hold, and says why and where", arguments: names)
    func failing(name: String) throws {
        let example = try description(name).failing
        let result = try judge(example)
        #expect(result.verdict == .fails)
        #expect(result.found.joined(separator: "; ") == example.found)
        let marks = RuleExampleJudge.Tree(example.files).marks
        let places = result.labels.map {
            RuleExampleJudge.Place(
                path: $0.location.path, position: $0.location.range?.start ?? TextPosition(line: 1, column: 1))
        }
        #expect(!marks.isEmpty)
        #expect(Set(places) == Set(marks))
    }

    @Test("The passing example holds, and says why", arguments: names)
    func passing(name: String) throws {
        let example = try description(name).passing
        let result = try judge(example)
        #expect(result.verdict == .holds, "\(result.found)")
        #expect(result.found.joined(separator: "; ") == example.found)
        #expect(RuleExampleJudge.Tree(example.files).marks.isEmpty)
    }

    @Test("Both are plans that break no rule", arguments: names)
    func clean(name: String) throws {
        for example in [try description(name).failing, try description(name).passing] {
            // A file that is named and missing is also a finding of its own.
            let findings = RuleExampleJudge.judge(example.tree)?.findings.filter { $0.code != .evidenceMissing }
            #expect(findings?.isEmpty == true, "\(findings?.map { "\($0.code): \($0.diagnostic.message)" } ?? [])")
        }
    }

    @Test("What is said about a criterion is what the criterion says of itself", arguments: names)
    func agrees(name: String) throws {
        let one = try description(name)
        for example in [one.failing, one.passing] {
            let criterion = try judge(example).criterion
            #expect(CriterionCatalogue.description(of: criterion).name == one.name)
            #expect(criterion.name == one.key)
            #expect(criterion.readsLedger == one.readsLedger)
            #expect(example.files[RuleExample.policyPath]?.contains("[{\(one.form)}]") == true)
        }
    }

    @Test("Every key of the vocabulary is described, under names that say which")
    func vocabulary() {
        #expect(Set(CriterionCatalogue.descriptions.map(\.key)) == Set(PolicySchema.criteria.map(\.name)))
        #expect(Set(Self.names).count == Self.names.count)
        for one in CriterionCatalogue.descriptions {
            #expect(one.name.hasPrefix(one.key) && one.form.hasPrefix(one.key + ": "))
            #expect(RuleCatalogue.rule(named: one.name) == nil)
            for text in [one.summary, one.detail, one.rationale, one.remedy] {
                #expect(text.hasSuffix(".") && !text.contains("\n") && !text.contains("  "), "\(text)")
                #expect(text.count { $0 == "`" }.isMultiple(of: 2), "\(text)")
            }
        }
    }

    @Test("A key means all its criteria, a name one")
    func lookUp() {
        func names(_ word: String) -> [String] { CriterionCatalogue.descriptions(named: word).map(\.name) }
        #expect(names("metrics") == ["metrics-with", "metrics-reached", "metrics-reached-after"])
        #expect(names("Value") == ["value-planned", "value-realised"])
        #expect(names("metrics-reached") == ["metrics-reached"])
        #expect(names("funded") == ["funded"])
        #expect(names("metric") == [])
    }
}

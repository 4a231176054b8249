import Diagnostics
import Testing

@testable import Governance

@Suite("Examples of rules")
struct RuleExampleTests {
    /// Rules that cannot be broken without another one, and that one.
    static let unavoidable: [RuleCode: Set<RuleCode>] = [
        // In a file that keeps its path, the new id differs from the file's name.
        .idChanged: [.idDiffersFromFileName],
        // What makes a file unreadable is a finding of its own.
        .unreadableInitiative: [RuleCode("SYN010")],
        .policyUnreadable: [RuleCode("DOC006")],
        // What has no rate is a finding of the plan, before any gate asks for it.
        .criterionUndecided: [.currencyWithoutRate],
    ]

    static let codes = RuleCatalogue.rules.map(\.code)

    @Test("The failing example breaks its rule at the marked places, and no other rule", arguments: codes)
    func failing(code: RuleCode) throws {
        let rule = try #require(RuleCatalogue.rule(code))
        guard let outcome = RuleExampleJudge.judge(rule.failing) else { return }
        #expect(!outcome.marks.isEmpty, "the example has no mark")
        #expect(Set(outcome.places(of: code)) == Set(outcome.marks))
        #expect(outcome.places(of: code).count == outcome.marks.count)
        let others = Set(outcome.findings.map(\.code)).subtracting([code])
        #expect(others == Self.unavoidable[code] ?? [], "\(outcome.findings.map(\.diagnostic.message))")
        for finding in outcome.findings where finding.code == code {
            #expect(finding.severity == rule.severity)
            if finding.diagnostic.preventsReading { #expect(rule.preventsReading) }
        }
    }

    @Test("The passing example has no finding", arguments: codes)
    func passing(code: RuleCode) throws {
        let rule = try #require(RuleCatalogue.rule(code))
        guard let outcome = RuleExampleJudge.judge(rule.passing) else { return }
        #expect(outcome.marks.isEmpty, "a passing example has no mark")
        #expect(outcome.findings.isEmpty, "\(outcome.findings.map { "\($0.code): \($0.diagnostic.message)" })")
    }

    @Test("Only what cannot be text is a situation")
    func situations() {
        let situations = RuleCatalogue.rules.filter {
            if case .situation = $0.failing { true } else { false }
        }
        let expected = [
            "ENV001", "ENV002", "ENV003", "ENV004", "HIS001", "HIS002", "HIS003", "HIS004", "HIS005", "HIS006",
            "PLN131",
            "SGN001", "SGN002", "SGN003", "SGN004", "SGN005", "SGN101", "SGN102", "SGN103", "SGN104", "SGN110",
            "SGN111",
            "SGN201", "SGN202", "SGN203", "SGN204", "SYN001", "SYN008", "VAL002",
        ]
        #expect(situations.map(\.code.text) == expected)
        for rule in situations {
            if case .situation = rule.passing { continue }
            Issue.record("\(rule.code) fails by a situation and passes by a text")
        }
    }
}

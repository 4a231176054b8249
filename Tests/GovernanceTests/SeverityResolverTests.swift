import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Severities")
struct SeverityResolverTests {
    private func severity(
        _ code: RuleCode, rules: String? = nil, preventsReading: Bool = false, path: String = RuleExample.documentPath
    ) -> Severity? {
        let policy = rules.map { Sample.policy(adding: "rules: {\($0)}") } ?? Sample.policy()
        return severity(code, policy, preventsReading: preventsReading, path: path)
    }

    private func severity(
        _ code: RuleCode, _ policy: Policy?, preventsReading: Bool = false, path: String = RuleExample.documentPath
    ) -> Severity? {
        let diagnostic = Diagnostic(code, "something", at: Location(path: path), preventsReading: preventsReading)
        return SeverityResolver(policy).finding(diagnostic)?.severity
    }

    @Test(
        "The catalogue's severity, where the policy says nothing or there is none",
        arguments: RuleCatalogue.rules.map(\.code))
    func usual(code: RuleCode) {
        #expect(severity(code) == RuleCatalogue.rule(code)?.severity)
        #expect(severity(code, nil) == RuleCatalogue.rule(code)?.severity)
    }

    @Test("The policy's severity, up, down and off")
    func chosen() {
        #expect(severity(.unknownDependency, rules: "REF004: info") == .info)
        #expect(severity(.unknownDependency, rules: "REF004: off") == nil)
        #expect(severity(.replacedObjects, rules: "ENV001: error") == .error)
        #expect(severity(.unknownDependency, rules: "REF003: off") == .error)
    }

    @Test("Gates, trust and history weigh the same everywhere", arguments: ["off", "info", "warning"])
    func fixed(word: String) {
        for rule in RuleCatalogue.rules where ["GAT", "TRU", "HIS"].contains(rule.code.family) {
            #expect(severity(rule.code, rules: "\(rule.code): \(word)") == rule.severity, "\(rule.code)")
        }
    }

    @Test("What prevents reading is an error, whatever the policy says", arguments: ["off", "info", "warning"])
    func preventsReading(word: String) {
        for rule in RuleCatalogue.rules where rule.preventsReading {
            #expect(severity(rule.code, rules: "\(rule.code): \(word)") == .error, "\(rule.code)")
        }
        // The finding may know better than its rule.
        #expect(severity(RuleCode("SYN016"), rules: "SYN016: \(word)", preventsReading: true) == .error)
    }

    private static let adapted = AdaptedSample.document("").path

    @Test("In an adapted document the rules about text, mode, path and double ids warn only")
    func adaptedWarns() {
        for rule in RuleCatalogue.rules {
            let isMild = rule.code.family == "SYN" || ["DOC011", "DOC013", "DOC014", "REF002"].contains(rule.code.text)
            let expected = isMild && !rule.preventsReading ? Severity.warning : rule.severity
            #expect(severity(rule.code, AdaptedSample.policy, path: Self.adapted) == expected, "\(rule.code)")
        }
    }

    @Test("What prevents reading an adapted document is an error there too")
    func adaptedUnreadable() {
        let document = AdaptedSample.document("status: [")
        let findings = DocumentRules(AdaptedSample.policy).diagnostics(of: document)
            .compactMap(SeverityResolver(AdaptedSample.policy).finding)
        #expect(findings.map(\.code) == [RuleCode("SYN010")])
        #expect(findings.map(\.severity) == [.error])
    }

    @Test("A text rule in a real adapted document")
    func adaptedText() {
        let document = AdaptedSample.document("kep-number: 1287\r\nstatus: implementable\r\n")
        let findings = DocumentRules(AdaptedSample.policy).diagnostics(of: document)
            .compactMap(SeverityResolver(AdaptedSample.policy).finding)
        #expect(findings.map(\.code) == [RuleCode("SYN004")])
        #expect(findings.map(\.severity) == [.warning])
    }

    @Test("Elsewhere in the same repository they are errors")
    func besideAdapted() {
        #expect(severity(RuleCode("SYN016"), AdaptedSample.policy, path: "plans/a/SD-1.yaml") == .error)
    }
}

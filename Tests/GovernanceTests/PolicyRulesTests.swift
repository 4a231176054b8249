import Diagnostics
import PlanModel
import PlanText
import Testing

@testable import Governance

@Suite("Changes of the policy")
struct PolicyRulesTests {
    private static let stages = "stages: [\(Sample.stages.joined(separator: ", "))]\n"

    private func text(_ version: String?, _ more: String = "") -> String {
        "schema: tollgate/policy/v1\n" + (version.map { "version: \($0)\n" } ?? "") + Self.stages + more
    }

    private func change(_ before: String, _ after: String?) -> [Diagnostic] {
        PolicyRules.change(
            from: Sample.policy(before), to: after.map { Sample.source(RuleExample.policyPath, $0) },
            toolVersion: Sample.toolVersion)
    }

    @Test(
        "The version rises by exactly one",
        arguments: [
            ("3", "4", true), ("3", "3", false), ("3", "5", false), ("3", "2", false), (nil, "1", true),
            (nil, "2", false),
        ]
            as [(String?, String, Bool)])
    func version(before: String?, after: String, isGood: Bool) throws {
        let diagnostics = change(text(before), text(after, "branches: [main]\n"))
        #expect(diagnostics.codes == (isGood ? [] : [.policyVersion]))
        guard !isGood else { return }
        #expect(diagnostics.first?.primary.location.range?.start == TextPosition(line: 2, column: 10))
    }

    @Test("A missing version is found at the file")
    func missing() {
        let diagnostics = change(text("3"), text(nil))
        #expect(diagnostics.codes == [.policyVersion])
        #expect(diagnostics.first?.primary.location.range == nil)
    }

    @Test("The same bytes are no change; a comment is one")
    func bytes() {
        #expect(change(text("3"), text("3")).isEmpty)
        #expect(change(text("3"), text("3", "# reviewed\n")).codes == [.policyVersion])
        #expect(change(text("3"), text("4", "# reviewed\n")).isEmpty)
    }

    @Test("The highest version there can be does not end the run")
    func highest() {
        let most = "999999999999999999"
        #expect(change(text(most), text(most, "branches: [main]\n")).codes == [.policyVersion])
    }

    @Test("Removing the policy")
    func removed() {
        let diagnostics = change(text("3"), nil)
        #expect(diagnostics.codes == [.policyRemoved])
        #expect(diagnostics.first?.primary.location.path == RuleExample.policyPath)
    }

    @Test(
        "A policy that cannot be read says why",
        arguments: [
            ("stagse: [a]\n", "DOC002"), ("min-tollgate: 9.0\n", "DOC005"), ("gates: {approved: {}}\n", "DOC006"),
            ("rules: {SYN016: of}\n", "DOC006"), ("ends: [closed]\n", "DOC005"),
            ("branches: [refs/heads/main]\n", "DOC005"),
            ("version: 5\n", "SYN016"), ("x: [\n", "SYN010"),
        ])
    func unreadable(more: String, code: String) {
        let codes = change(text("3"), text("4", more)).codes
        #expect(codes.last == .policyUnreadable)
        #expect(codes.dropLast().contains(RuleCode(code)), "\(codes)")
    }

    @Test("Rules that do not exist, with the nearest one")
    func unknownRule() throws {
        let diagnostics = PolicyRules.diagnostics(of: Sample.policy(adding: "rules: {SYN16: warning, QQQ: off}"))
        #expect(diagnostics.codes == [.unknownRule, .unknownRule])
        #expect(diagnostics.first?.helps == ["did you mean `SYN016`?"])
        #expect(diagnostics.first?.primary.location.range?.start == TextPosition(line: 4, column: 9))
        #expect(diagnostics.last?.helps == ["`tollgate explain --all` lists the rules"])
    }

    @Test(
        "Rules whose severity is fixed",
        arguments: ["GAT002", "TRU001", "HIS001", "SYN010", "DOC012", "LDG003", "LDG016"])
    func fixed(code: String) {
        let diagnostics = PolicyRules.diagnostics(of: Sample.policy(adding: "rules: {\(code): error}"))
        #expect(diagnostics.codes == [.unknownRule])
        #expect(diagnostics.first?.message.contains("`\(code)` is fixed") == true)
    }

    @Test("Rules whose severity a policy chooses")
    func adjustable() {
        #expect(PolicyRules.diagnostics(of: Sample.policy(adding: "rules: {REF004: off, ENV001: error}")).isEmpty)
    }

    @Test("A change of the policy brings its unknown rules to light")
    func unknownRuleInChange() {
        let diagnostics = change(text("3"), text("4", "rules: {GAT002: off}\n"))
        #expect(diagnostics.codes == [.unknownRule])
        #expect(diagnostics.first?.primary.location.range?.start == TextPosition(line: 4, column: 9))
    }

    @Test("The judge looks at the policy where it changes, and only there")
    func judge() {
        let judge = Judge(policy: Sample.policy(text("3")), root: "plans", toolVersion: Sample.toolVersion)
        var proposal = Proposal(asOf: Sample.asOf)
        proposal.policyText = Sample.source(RuleExample.policyPath, text("3", "branches: [main]\n"))
        #expect(judge.judge(proposal).diagnostics.isEmpty)
        proposal.changesPolicy = true
        #expect(judge.judge(proposal).diagnostics.codes == [.policyVersion])
        proposal.policyText = nil
        #expect(judge.judge(proposal).diagnostics.codes == [.policyRemoved])
    }
}

import Attestation
import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Rules about keys")
struct KeyRulesTests {
    private static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz: {name: Ana Ruiz, emails: [ana@example.com], roles: [{role: policy-owner}]}
          dana.weiss: {name: Dana Weiss, emails: [dana@example.com], roles: [{role: controller}]}

        """

    private func findings(_ allowed: String, revoked: String = "", people: String? = people) -> [String] {
        let text = allowed.replacing("KEY1", with: SampleKey.first.text).replacing("KEY2", with: SampleKey.second.text)
        let trust = TrustSet(
            in: "plans", people: people.map { .bytes(Array($0.utf8)) } ?? .absent, allowed: .bytes(Array(text.utf8)),
            revoked: .bytes(Array(revoked.utf8)))
        return KeyRules(trust).diagnostics.map { diagnostic in
            let location = diagnostic.primary.location
            #expect(!diagnostic.helps.isEmpty && location.range != nil, "\(diagnostic)")
            return "\(diagnostic.code) \(location.path.dropFirst(6)):\(location.range?.start.line ?? 0)"
        }
    }

    @Test(
        "A15, A17, A19: what other readers take in different ways is a finding at its line, with a way out",
        arguments: [
            "*@example.com KEY1", "ana.* KEY1", "!dana.weiss,ana.ruiz KEY1", "ana.ruiz cert-authority KEY1",
            "ana.ruiz valid-after=\"20260101\" KEY1", "ana.ruiz valid-before=\"202601011200\" KEY1",
            "ana.ruiz namespaces=\"*\" KEY1", "ana.ruiz ssh-dss AAAAB3NzaC1kc3MAAACBAA==", "ana.ruiz ssh-rsa AAAA",
            "ana.ruiz", "ana.ruiz namespaces=\"git KEY1", "ana.ruiz\u{7} KEY1",
        ])
    func unreadable(line: String) {
        #expect(findings("# keys\n  \(line)\ndana.weiss KEY2\n") == ["TRU014 allowed_signers:2"])
    }

    @Test("Withdrawn keys are read as strictly")
    func revoked() throws {
        let print = try SampleKey.first.key.fingerprint
        let good = "\(print) retired 20260331Z left the company\n"
        #expect(findings("", revoked: good) == [])
        for bad in [
            "\(print) retired 20260331 left\n", "\(print) lost 20260331Z left\n", "\(print) retired 20260331Z\n",
            "SHA256:abc retired 20260331Z left\n", good,
        ] {
            #expect(findings("", revoked: good + bad) == ["TRU014 revoked_signers:2"], "\(bad)")
        }
    }

    @Test(
        "A18: one key of two people, through an id, an address, and in whatever order",
        arguments: [
            ("ana.ruiz KEY1\ndana.weiss KEY1", 2), ("ana.ruiz KEY1\ndana.weiss KEY2\nDANA@example.com KEY1", 3),
            ("dana@example.com,ana@example.com KEY1", 1),
            ("ana.ruiz valid-before=\"20260101Z\" KEY1\ndana.weiss valid-after=\"20260101Z\" KEY1", 2),
            ("ana.ruiz namespaces=\"git\" KEY1\ndana.weiss namespaces=\"tollgate\" KEY1", 2),
        ])
    func shared(lines: String, line: Int) {
        #expect(findings(lines + "\n") == ["TRU015 allowed_signers:\(line)"])
    }

    @Test("One person may have several keys, and one key several lines")
    func own() {
        #expect(findings("ana.ruiz KEY1\nana@example.com KEY1\nana.ruiz,ana@example.com KEY2\n") == [])
    }

    @Test("Principals that are nobody; without people nothing can be compared")
    func unknown() {
        #expect(
            findings("ana.ruis KEY1\nana.ruiz,gone@example.com KEY2\n") == [
                "TRU020 allowed_signers:1", "TRU020 allowed_signers:2",
            ])
        #expect(findings("ana.ruis KEY1\n", people: nil) == [])
        #expect(findings("ana.ruis KEY1\n", people: "people: [\n") == [])
    }

    @Test("A file of thousands of bad lines is told in a few, and in no time")
    func many() {
        let lines = (0..<9_000).map { "gone\($0) KEY1\n" }.joined()
        #expect(findings(lines).count <= 51)
        #expect(findings(String(repeating: "ana.ruiz,dana.weiss KEY1\n", count: 9_000)).count <= 51)
    }

    // MARK: - As they land

    private func landing(
        _ policy: String, keys: String? = "ana.ruiz KEY1", revoked: String? = "", changesPolicy: Bool = false
    ) -> [String] {
        let policy = RuleExample.policy + policy
        var proposal = Proposal(asOf: Sample.asOf)
        proposal.landing = LandingRules.Case(before: [], after: [], base: Sample.base)
        func content(_ text: String?) -> TrustSet.Content {
            text.map { .bytes(Array($0.replacing("KEY1", with: SampleKey.first.text).utf8)) } ?? .absent
        }
        proposal.landingTrust = TrustSet(
            in: "plans", people: content(Self.people), allowed: content(keys), revoked: content(revoked))
        proposal.peopleReading = proposal.landingTrust?.people
        proposal.people = proposal.peopleReading
        (proposal.judgesKeys, proposal.changesKeys) = (true, true)
        proposal.changesPolicy = changesPolicy
        if changesPolicy {
            proposal.policyText = Sample.source(
                RuleExample.policyPath, policy.replacing("version: 3", with: "version: 4"))
        }
        return Judge(
            policy: Sample.policy(changesPolicy ? RuleExample.policy : policy), root: "plans",
            toolVersion: Sample.toolVersion
        ).judge(proposal).diagnostics.map { "\($0.code) \($0.message)" }
    }

    private static let asks = """
        repository: 0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55
        branches: [main]
        gates:
          people: {sign-off: [{role: policy-owner}]}

        """

    @Test("A14: the list of withdrawn keys cannot be taken away while anybody signs")
    func missing() {
        #expect(landing(Self.asks) == [])
        #expect(landing(Self.asks, revoked: nil).map { $0.prefix(39) } == ["TRU022 `plans/revoked_signers` is not t"])
        #expect(landing(Self.asks, keys: nil, revoked: nil).count == 2)
        #expect(landing("commits: {content: signed}\n", revoked: nil).count == 1)
        #expect(landing("commits: {trailers: [Initiative]}\n", revoked: nil) == [])
        #expect(landing("", keys: nil, revoked: nil) == [])
    }

    @Test("B03: a policy that asks for sign-offs says where they count")
    func identity() {
        #expect(landing(Self.asks, changesPolicy: true) == [])
        let bare = Self.asks.split(separator: "\n").dropFirst(2).joined(separator: "\n") + "\n"
        let found = landing(bare, changesPolicy: true)
        #expect(found.count == 1 && found[0].hasPrefix("TRU021 "))
        #expect(found[0].contains("has no `repository` and no `branches`"))
    }

    @Test(
        "D14: who has no key that counts cannot change the trust set either",
        arguments: [
            ("# none", true), ("dana.weiss KEY1", true), ("ana.ruiz KEY1", false), ("ana@example.com KEY1", false),
            ("ana.ruiz namespaces=\"git\" KEY1", true), ("ana.ruiz namespaces=\"git,tollgate\" KEY1", false),
            ("ana.ruiz valid-before=\"20260609235959Z\" KEY1", true),
            ("ana.ruiz valid-before=\"20260610Z\" KEY1", false), ("ana.ruiz valid-after=\"20260611Z\" KEY1", true),
        ])
    func lockedOut(keys: String, isOut: Bool) {
        let found = landing(Self.asks, keys: keys)
        #expect(found.map { $0.prefix(6) } == (isOut ? ["TRU013"] : []), "\(found)")
    }

    @Test("D14: a key that is withdrawn opens nothing, and breaking the glass needs keys too")
    func withdrawn() throws {
        let print = try SampleKey.first.key.fingerprint
        #expect(landing(Self.asks, revoked: "\(print) retired 20260610Z left\n").count == 1)
        #expect(landing(Self.asks, revoked: "\(print) retired 20260701Z leaves\n") == [])
        let glass = Self.asks + "break-glass: {role: controller, count: 1}\n"
        #expect(landing(glass, keys: "# none").count == 1)
        #expect(landing(glass, keys: "dana.weiss KEY1") == [])
    }

    @Test(
        "Gates of the trust set ask for sign-offs alone",
        arguments: [
            ("policy: {require: [{fields: [owner]}]}", 1),
            ("people: {sign-off: [{role: controller, when: {planned-value: \">= 1 EUR\"}}]}", 1),
            ("people: {require: [{funded: true}], sign-off: [{role: a, when: {change.risk: [high]}}]}", 2),
            ("people: {sign-off: [{role: controller, count: 2}]}", 0), ("decided: {require: [{funded: true}]}", 0),
        ])
    func trustGates(gate: String, count: Int) {
        let policy = Sample.policy(adding: "gates:\n  \(gate)")
        #expect(PolicyRules.diagnostics(of: policy).map(\.code.text) == Array(repeating: "TRU025", count: count))
    }
}

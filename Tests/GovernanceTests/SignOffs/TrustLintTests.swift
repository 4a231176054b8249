import Attestation
import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("Smells of people, keys and waivers")
struct TrustLintTests {
    private static let policy = """
        gates:
          decided: {sign-off: [{role: controller, independent: true}, {role: sponsor}]}
          people: {sign-off: [{role: policy-owner}]}
        break-glass: {role: policy-owner, count: 2}

        """
    private static let people = [
        "ana: {name: Ana, roles: [{role: policy-owner}, {role: sponsor}]}",
        "dana: {name: Dana, roles: [{role: controller}, {role: policy-owner}]}",
    ]
    private static let keys = "ana namespaces=\"tollgate\" KEY1\ndana namespaces=\"tollgate,git\" KEY2\n"

    private func smells(
        policy: String = policy, people: [String] = people, keys: String? = keys, revoked: String = "",
        initiatives: Set<String>? = ["SD-1"]
    ) -> [String] {
        func content(_ text: String?) -> TrustSet.Content {
            guard let text else { return .absent }
            let plain = text.replacing("KEY1", with: SampleKey.first.text)
                .replacing("KEY2", with: SampleKey.second.text).replacing("KEY3", with: SampleKey.third.text)
            return .bytes(Array(plain.utf8))
        }
        let text = "schema: tollgate/people/v1\npeople:\n" + people.map { "  \($0)\n" }.joined()
        let trust = TrustSet(in: "plans", people: content(text), allowed: content(keys), revoked: content(revoked))
        let smells = TrustLint(
            Sample.policy(adding: policy), trust: trust, initiatives: initiatives, on: Sample.asOf
        ).smells
        #expect(smells.allSatisfy { !$0.help.isEmpty && $0.location.range != nil })
        return smells.map(\.name)
    }

    @Test("people who can sign for what they have to are not odd")
    func sound() {
        #expect(smells() == [])
        #expect(smells(people: Self.people + ["forge: {name: Forge, kind: forge}", "li: {name: Li}"]) == [])
        #expect(smells(policy: "", people: ["ana: {name: Ana}"], keys: nil) == [])
    }

    @Test("whoever has to sign has a key; where nobody has one, that is said elsewhere, once")
    func withoutKey() {
        #expect(smells(keys: "ana namespaces=\"tollgate\" KEY1\n") == ["person-without-key", "glass-nobody-can-break"])
        #expect(
            smells(keys: "ana namespaces=\"git\" KEY1\ndana namespaces=\"tollgate\" KEY2\n") == [
                "person-without-key", "glass-nobody-can-break",
            ])
        #expect(smells(keys: nil) == [])
        #expect(smells(keys: "# none\n") == [])
    }

    @Test(
        "keys that end, that may sign anything, or that nobody needs",
        arguments: [
            ("ana namespaces=\"tollgate\",valid-before=\"20260709235959Z\" KEY3", ["key-expires-soon"]),
            ("ana namespaces=\"tollgate\",valid-before=\"20260710Z\" KEY3", []),
            ("ana namespaces=\"tollgate\",valid-before=\"20260609Z\" KEY3", ["key-expired"]),
            ("ana KEY3", ["key-without-namespaces"]), ("li namespaces=\"tollgate\" KEY3", ["key-without-role"]),
            ("bot namespaces=\"git\" KEY3", []), ("gone namespaces=\"git\" KEY3", []),
        ] as [(String, [String])])
    func keys(line: String, names: [String]) {
        let more = ["li: {name: Li}", "bot: {name: Bot, kind: bot}"]
        #expect(smells(people: Self.people + more, keys: Self.keys + line + "\n") == names)
    }

    @Test("a withdrawn key is no expired one, and its owner needs another")
    func withdrawn() throws {
        let line = "\(try SampleKey.first.key.fingerprint) retired 20260101Z left\n"
        #expect(smells(revoked: line) == ["person-without-key", "glass-nobody-can-break"])
    }

    @Test("waivers of what is not there, and by nobody")
    func waivers() {
        func waiver(_ initiative: String, _ by: String) -> [String] {
            smells(
                policy: Self.policy
                    + "waivers: [{rule: PLN110, initiative: \(initiative), until: 2026-12-31, because: migrated, by: \(by)}]\n",
                people: Self.people + ["bot: {name: Bot, kind: bot}"])
        }
        #expect(waiver("SD-1", "ana") == [])
        #expect(waiver("SD-2", "ana") == ["waiver-of-nothing"])
        #expect(waiver("SD-1", "anna") == ["waiver-by-nobody"])
        #expect(waiver("SD-1", "bot") == ["waiver-by-nobody"])
    }

    @Test("an independent role of those who answer for plans")
    func independence() {
        let people = [
            Self.people[0], "dana: {name: Dana, roles: [{role: controller}, {role: policy-owner}, {role: owner}]}",
        ]
        #expect(smells(people: people) == ["independent-role-of-owners"])
        let past = people[1].replacing("{role: owner}", with: "{role: owner, until: 2026-06-09}")
        #expect(smells(people: [people[0], past]) == [])
    }

    @Test("a forge that can vouch for nobody")
    func forge() {
        let forge = "forge: {name: Forge, kind: forge}"
        let keys = Self.keys + "forge namespaces=\"tollgate\" KEY3\n"
        #expect(smells(people: Self.people + [forge], keys: keys) == ["forge-without-accounts"])
        let dana = Self.people[1].dropLast() + ", accounts: [{forge: git.example, id: 7}]}"
        #expect(smells(people: [Self.people[0], String(dana), forge], keys: keys) == [])
    }
}

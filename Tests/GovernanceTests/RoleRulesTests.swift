import Diagnostics
import PlanModel
import PlanText
import Testing

@testable import Governance

@Suite("Roles that gates ask for")
struct RoleRulesTests {
    private static func people(_ entries: String) throws -> People {
        let text = "schema: tollgate/people/v1\npeople:\n" + entries
        let reading = People.read(Sample.source(RuleExample.peoplePath, text))
        return try #require(reading.people, "\(reading.diagnostics.map(\.message))")
    }

    private static func person(_ id: String, _ roles: String, kind: String = "person") -> String {
        "  \(id): {name: \(id), kind: \(kind), roles: [\(roles)]}\n"
    }

    private func messages(_ policy: String, _ people: String, folders: Set<String> = ["desk"]) throws -> [String] {
        let rules = RoleRules(Sample.policy(adding: policy), people: try Self.people(people), on: Sample.asOf)
        return (rules.diagnostics(folders: folders) + rules.lockedOut(trust: nil)).map { "\($0.code) \($0.message)" }
    }

    @Test("A gate asks for more people than hold the role in one of the folders")
    func count() throws {
        let policy = "gates: {decided: {sign-off: [{role: steering, count: 2}]}}"
        let two = Self.person("a", "{role: steering}") + Self.person("b", "{role: steering, in: desk}")
        #expect(try messages(policy, two) == [])
        let found = try messages(policy, two, folders: ["desk", "meters", "network"])
        #expect(
            found == [
                "TRU010 one person holds the role `steering` for `meters` and 1 more folder on 2026-06-10; the gate `decided` asks for 2"
            ])
        // Two entries of one person are one person.
        let one = Self.person("a", "{role: steering}, {role: steering, in: desk}")
        #expect(try messages(policy, one).count == 1)
    }

    @Test("A bot that is listed with a role does not hold it")
    func bot() throws {
        let people =
            Self.person("a", "{role: steering, until: 2026-06-09}") + Self.person("b", "{role: steering}", kind: "bot")
        let found = try messages("gates: {decided: {sign-off: [{role: steering}]}}", people)
        #expect(found.map { $0.prefix(30) } == ["TRU010 nobody holds the role `"])
    }

    @Test("Roles nobody has, wherever the policy names them, each once")
    func unknown() throws {
        let policy = """
            gates: {decided: {sign-off: [{role: operatons}, {role: owner}]}, closed: {sign-off: [{role: operatons}]}}
            break-glass: {role: fire-brigade, count: 1}
            same-person-may: [[owner, operations], [owner, spnsor]]
            """
        let people = Self.person("a", "{role: owner}, {role: operations}, {role: sponsor}")
        let rules = RoleRules(Sample.policy(adding: policy), people: try Self.people(people), on: Sample.asOf)
        let found = rules.diagnostics(folders: ["desk"])
        #expect(found.codes == [.unknownRole, .unknownRole, .unknownRole])
        #expect(found.map { $0.primary.location.range?.start.line } == [4, 5, 6])
        #expect(found[0].helps == ["did you mean `operations`?"])
        #expect(found[1].helps == ["list who has it in plans/people.yaml, under `roles`"])
    }

    @Test("Somebody must be left to change the trust set, for every folder")
    func lockedOut() throws {
        let policy =
            "gates: {policy: {sign-off: [{role: policy-owner, count: 2}]}, people: {sign-off: [{role: policy-owner}]}}"
        let scoped = Self.person("a", "{role: policy-owner}") + Self.person("b", "{role: policy-owner, in: desk}")
        #expect(
            try messages(policy, scoped) == [
                "TRU013 one person holds the role `policy-owner` for every folder on 2026-06-10; the gate `policy` asks for 2, and nobody could change the trust set any more"
            ])
        let two = Self.person("a", "{role: policy-owner}") + Self.person("b", "{role: policy-owner}")
        #expect(try messages(policy, two) == [])
        // The glass can be broken, as long as enough people can.
        let glass = policy + "\nbreak-glass: {role: founder, count: 1}"
        #expect(try messages(glass, scoped + Self.person("c", "{role: founder}")) == [])
        #expect(try messages(glass, scoped + Self.person("c", "{role: founder, in: desk}")).count == 1)
    }

    // MARK: - Steps

    private func step(_ signOff: String, _ people: String, plan: String = "owner: ana\nsponsor: ola\n") throws
        -> [String]
    {
        let policy = Sample.policy(adding: "gates: {decided: {sign-off: [\(signOff)]}}")
        let document = Sample.document(
            "plans/desk/SD-104.yaml",
            "schema: tollgate/initiative/v1\nid: SD-104\ntitle: T\nstage: decided\n" + plan, policy)
        return RoleRules(policy, people: try Self.people(people), on: Sample.asOf)
            .diagnostics(of: .stage("decided"), InitiativeState(document), folder: "desk").map(\.message)
    }

    @Test("A step whose role is held by somebody who is named may be taken, by the one named or a stand-in")
    func named() throws {
        let ana = Self.person("ana", "{role: owner}")
        #expect(try step("{role: owner}", ana) == [])
        let other = Self.person("li", "{role: owner}")
        #expect(
            try step("{role: owner}", other) == [
                "the gate `decided` cannot be passed on 2026-06-10: `ana`, whom the initiative names, does not hold the role `owner` for `desk`"
            ])
        let deputy = Self.person("li", "{role: owner, standing-in-for: ana}")
        #expect(try step("{role: owner}", deputy) == [])
        // Nobody is named: whoever holds the role may.
        #expect(try step("{role: owner}", other, plan: "") == [])
    }

    @Test("An independent role needs somebody who is neither owner nor sponsor")
    func independent() throws {
        let people = Self.person("ana", "{role: controller}") + Self.person("ola", "{role: controller}")
        #expect(try step("{role: controller}", people) == [])
        #expect(
            try step("{role: controller, independent: true}", people) == [
                "the gate `decided` cannot be passed on 2026-06-10: nobody holds the role `controller` for `desk` and is neither owner nor sponsor of the initiative"
            ])
        #expect(
            try step("{role: controller, independent: true}", people + Self.person("li", "{role: controller}")) == [])
    }

    @Test("A role that is not asked for in this case may be held by nobody")
    func conditions() throws {
        let signOff = "{role: security, when: {change.risk: [high]}}"
        let people = Self.person("ana", "{role: owner}")
        #expect(try step(signOff, people, plan: "change: {risk: low}\n") == [])
        #expect(try step(signOff, people, plan: "change: {risk: high}\n").count == 1)
    }

    // MARK: - People by themselves

    private func codes(_ people: String, folders: Set<String> = ["desk"]) throws -> [String] {
        PeopleRules(try Self.people(people), folders: folders).diagnostics.map { "\($0.code) \($0.message)" }
    }

    @Test("Standing in needs another person who has the role there and then")
    func standingIn() throws {
        let own = Self.person("a", "{role: owner, in: desk, from: 2026-01-01, until: 2026-06-30}")
        func deputy(_ more: String) -> String { own + Self.person("b", "{role: owner, standing-in-for: \(more)}") }
        #expect(try codes(deputy("a")) == [])
        #expect(try codes(deputy("a, in: desk/inner"), folders: ["desk", "desk/inner"]) == [])
        #expect(try codes(deputy("a, from: 2026-06-30")) == [])
        #expect(try codes(deputy("a, from: 2026-07-01")).map { $0.prefix(6) } == ["TRU008"])
        #expect(try codes(deputy("a, in: meters"), folders: ["desk", "meters"]).map { $0.prefix(6) } == ["TRU008"])
        #expect(try codes(deputy("b")).map { $0.prefix(6) } == ["TRU008"])
        // A deputy of a deputy has nothing to lend.
        let third = Self.person("c", "{role: owner, standing-in-for: b}")
        #expect(try codes(deputy("a") + third).map { $0.prefix(6) } == ["TRU008"])
    }

    @Test("A scope is a folder of plans, or one above it")
    func scope() throws {
        let folders: Set = ["europe/desk", "europe/meters"]
        #expect(try codes(Self.person("a", "{role: owner, in: [europe, europe/desk]}"), folders: folders) == [])
        let found = try codes(Self.person("a", "{role: owner, in: [europe/desks, eu]}"), folders: folders)
        #expect(found.map { $0.prefix(6) } == ["REF014", "REF014"])
    }

    @Test("Accounts are one by forge and number")
    func accounts() throws {
        func account(_ id: String, _ forge: String, _ number: String) -> String {
            "  \(id): {name: \(id), accounts: [{forge: \(forge), id: \(number)}]}\n"
        }
        #expect(try codes(account("a", "github.com", "1") + account("b", "gitlab.com", "1")) == [])
        #expect(try codes(account("a", "github.com", "1") + account("b", "GitHub.com", "1")).count == 1)
    }
}

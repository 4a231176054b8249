import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("People and their roles")
struct PeopleTests {
    private static let text = """
        schema: tollgate/people/v1
        people:
          dana.weiss:
            name: Dana Weiss
            emails: [dana.weiss@example.com, Dana@Example.ORG]
            kind: person
            roles:
              - {role: controller, from: 2025-01-01}
              - {role: sponsor, in: meters, until: 2026-03-31}
            accounts: [{forge: github.com, id: 583231}]
          li.chen:
            name: Li Chen
            emails: []
            roles:
              - {role: controller, in: [service-desk, meters/south], from: 2026-03-01, until: 2026-03-31, standing-in-for: dana.weiss}
              - {role: controller, in: [service-desk], from: 2026-03-10, until: 2026-03-20}
          robot:
            name: Robot
            kind: bot
            roles: [{role: controller}]
          forge:
            name: Forge
            kind: forge

        """

    private func read(_ text: String = text) -> PeopleReading {
        People.read(SourceText(path: Policy.defaultPeoplePath, bytes: Array(text.utf8)))
    }

    private func holders(_ role: String, _ folder: String?, _ day: String) throws -> [String] {
        try #require(read().people).holders(of: role, in: folder, on: try #require(Day(day))).map(\.id)
    }

    @Test("Everything that people.yaml can say is read")
    func reads() throws {
        let reading = read()
        #expect(reading.diagnostics.map(\.message) == [])
        let people = try #require(reading.people)
        #expect(people.everybody.map(\.id) == ["dana.weiss", "li.chen", "robot", "forge"])
        #expect(people.everybody.map(\.kind) == [.person, .person, .bot, .forge])
        let dana = try #require(people.person("dana.weiss"))
        #expect(dana.name == "Dana Weiss")
        #expect(dana.accounts.map(\.key) == ["github.com:583231"])
        #expect(dana.roles.map(\.role.value) == ["controller", "sponsor"])
        #expect(dana.roles[1].folders.map(\.value) == ["meters"])
        #expect(people.person("li.chen")?.roles[0].standingInFor?.value == "dana.weiss")
        #expect(people.roles == ["controller", "sponsor"])
        #expect(people.person("nobody") == nil)
    }

    @Test("The example leaves no field out")
    func usesEveryField() throws {
        let root = try #require(
            PlanText.read(SourceText(path: "p", bytes: Array(Self.text.utf8)), layout: .yaml).tree?.root)
        #expect(Set(PeopleSchema.shape.fieldWays).subtracting(PeopleSchema.shape.waysUsed(by: root)) == [])
    }

    @Test("Case does not count in addresses", arguments: ["dana@example.org", "DANA.WEISS@example.com"])
    func emails(address: String) throws {
        #expect(try #require(read().people).people(withEmail: address).map(\.id) == ["dana.weiss"])
    }

    @Test("An address that nobody has", arguments: ["", "dana", "dana.weiss@example.com "])
    func unknownEmails(address: String) throws {
        #expect(try #require(read().people).people(withEmail: address).isEmpty)
    }

    @Test(
        "Both ends of a role count, in the folder and below it",
        arguments: [
            ("controller", "service-desk", "2024-12-31", []),
            ("controller", "service-desk", "2025-01-01", ["dana.weiss"]),
            ("controller", "service-desk", "2026-02-28", ["dana.weiss"]),
            ("controller", "service-desk", "2026-03-01", ["dana.weiss", "li.chen"]),
            // Two entries of one person are one holder.
            ("controller", "service-desk", "2026-03-15", ["dana.weiss", "li.chen"]),
            ("controller", "service-desk", "2026-03-31", ["dana.weiss", "li.chen"]),
            ("controller", "service-desk", "2026-04-01", ["dana.weiss"]),
            ("controller", "service-desk/inner", "2026-03-31", ["dana.weiss", "li.chen"]),
            ("controller", "service-desk-2", "2026-03-31", ["dana.weiss"]),
            ("controller", "meters", "2026-03-31", ["dana.weiss"]),
            ("controller", "meters/south", "2026-03-31", ["dana.weiss", "li.chen"]),
            ("sponsor", "meters", "0001-01-01", ["dana.weiss"]),
            ("sponsor", "meters", "2026-03-31", ["dana.weiss"]),
            ("sponsor", "meters", "2026-04-01", []),
            ("sponsor", "other", "2026-03-31", []),
            ("sponsor", nil, "2026-03-31", []),
            ("controller", nil, "2026-03-15", ["dana.weiss"]),
            ("owner", nil, "2026-03-15", []),
        ] as [(String, String?, String, [String])])
    func holders(role: String, folder: String?, day: String, expected: [String]) throws {
        #expect(try holders(role, folder, day) == expected)
    }

    @Test("Whom an initiative names may act, and who stands in for that person")
    func named() throws {
        let people = try #require(read().people)
        func holders(_ name: String, _ day: String) throws -> [String] {
            people.holders(of: "controller", named: name, in: "service-desk", on: try #require(Day(day))).map(\.id)
        }
        #expect(try holders("dana.weiss", "2026-03-05") == ["dana.weiss", "li.chen"])
        #expect(try holders("dana.weiss", "2026-04-05") == ["dana.weiss"])
        #expect(try holders("li.chen", "2026-03-15") == ["li.chen"])
        #expect(try holders("robot", "2026-03-15") == [])
    }

    @Test(
        "A mistake of shape leaves nobody",
        arguments: [
            ("roles: [{role: controller, form: 2025-01-01}]", "DOC002"), ("roles: [{from: 2025-01-01}]", "DOC003"),
            ("roles: {role: controller}", "DOC004"), ("roles: [{role: Controller}]", "DOC005"),
            ("roles: [{role: controller, in: /etc}]", "DOC005"), ("roles: [{role: controller, in: ../x}]", "DOC005"),
            ("roles: [{role: controller, from: 2025-02-29}]", "DOC005"), ("kind: robot", "DOC006"),
            ("emails: [dana]", "DOC005"), ("emails: dana@example.com", "DOC004"), ("name: Twice", "SYN016"),
            ("accounts: [{forge: github.com}]", "DOC003"), ("accounts: [x", "SYN010"),
        ])
    func mistakes(line: String, code: String) {
        let reading = read(
            "schema: tollgate/people/v1\npeople:\n  dana.weiss:\n    name: Dana Weiss\n    \(line)\n")
        #expect(reading.people == nil)
        #expect(reading.diagnostics.map(\.code.text) == [code], "\(reading.diagnostics.map(\.message))")
    }

    @Test("A file without people is no file of people")
    func empty() {
        #expect(read("schema: tollgate/people/v1\npeople:\n").diagnostics.map(\.codeAndPlace) == ["DOC003 2:1"])
        #expect(read("schema: tollgate/people/v1\npeople: {}\n").people?.everybody.isEmpty == true)
        #expect(read("").people == nil)
        #expect(!read("").diagnostics.isEmpty)
    }
}

import Attestation
import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("The trust set as documents")
struct TrustSetTests {
    private static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz: {name: Ana Ruiz, emails: [ana@example.com, Ruiz@Example.com]}
          dana.weiss: {name: Dana Weiss, emails: [dana@example.com]}

        """

    private func set(
        people: String? = people, allowed: String? = "", revoked: String? = ""
    ) -> TrustSet {
        func content(_ text: String?) -> TrustSet.Content { text.map { .bytes(Array($0.utf8)) } ?? .absent }
        return TrustSet(in: "plans", people: content(people), allowed: content(allowed), revoked: content(revoked))
    }

    private func signer(_ lines: String, people: String? = people) throws -> TrustSet.Signer {
        let set = set(people: people, allowed: lines)
        let entries = try #require(set.allowed?.keys).entries(of: SampleKey.first.key)
        return set.person(of: .valid(try SampleKey.first.key, entries))
    }

    @Test(
        "A key stands for the one person that all of its lines name, by id or by address",
        arguments: [
            ("ana.ruiz KEY", "ana.ruiz"), ("ana@example.com KEY", "ana.ruiz"), ("ruiz@EXAMPLE.com KEY", "ana.ruiz"),
            ("ana.ruiz,ana@example.com KEY", "ana.ruiz"), ("ana.ruiz KEY\nruiz@example.com KEY", "ana.ruiz"),
            ("ana.ruiz,gone@example.com KEY", "ana.ruiz"),
        ])
    func person(lines: String, id: String) throws {
        #expect(try signer(lines.replacing("KEY", with: SampleKey.first.text)).person?.id == id)
    }

    @Test(
        "A17, A18: a key of two people is nobody's, whatever line stands first",
        arguments: [
            "ana.ruiz,dana.weiss KEY", "ana.ruiz KEY\ndana.weiss KEY", "dana@example.com KEY\nana.ruiz KEY",
            "ana@example.com,dana@example.com KEY",
        ])
    func several(lines: String) throws {
        let signer = try signer(lines.replacing("KEY", with: SampleKey.first.text))
        #expect(signer.person == nil)
        #expect(signer.text.hasPrefix("is by a key that is registered for 2 people, `"))
    }

    @Test("A key of nobody, a signature that does not count, and people that cannot be read")
    func others() throws {
        let line = "gone@example.com \(SampleKey.first.text)"
        #expect(
            try signer(line).text
                == "is by a key of `gone@example.com`, and people.yaml has nobody of that id or address")
        #expect(set().person(of: .unsigned).text == "is missing")
        #expect(
            try signer("ana.ruiz \(SampleKey.first.text)", people: nil).text
                == "cannot be judged: `plans/people.yaml` is not there")
        #expect(
            try signer("ana.ruiz \(SampleKey.first.text)", people: "people: [\n").text
                == "cannot be judged: `plans/people.yaml` cannot be read")
    }

    @Test("A14: what is not there or cannot be read is told, and without both lists there are no keys")
    func lacks() {
        #expect(set().missing == [])
        #expect(set().keys != nil)
        #expect(set(revoked: nil).missing == ["plans/revoked_signers"])
        #expect(set(revoked: nil).keys == nil)
        #expect(set(people: nil, allowed: "ana", revoked: "x").missing == TrustSet.paths(in: "plans"))
        #expect(set(allowed: "ana").lacks.map(\.text) == ["`plans/allowed_signers` cannot be read"])
        #expect(set(allowed: "ana").keys == nil)
        let large = TrustSet(
            in: "", people: .tooLarge(bytes: 1 << 30), allowed: .tooLarge(bytes: 1 << 30), revoked: .absent)
        #expect(large.missing == ["people.yaml", "allowed_signers", "revoked_signers"])
        #expect(large.problems.map(\.problem.line) == [1])
    }

    @Test("Problems come with the file that has them")
    func problems() {
        let set = set(allowed: "# keys\nana.ruiz\n", revoked: "\nSHA256:x retired\n")
        #expect(
            set.problems.map { "\($0.source.path):\($0.problem.line)" } == [
                "plans/allowed_signers:2", "plans/revoked_signers:2",
            ])
    }

    @Test("The keys of a person")
    func keys() throws {
        let set = set(
            allowed: """
                ana.ruiz \(SampleKey.first.text)
                dana.weiss \(SampleKey.second.text)
                RUIZ@example.com \(SampleKey.third.text)

                """)
        let people = try #require(set.people?.people)
        #expect(set.entries(of: try #require(people.person("ana.ruiz"))).map(\.line) == [1, 3])
        #expect(set.entries(of: try #require(people.person("dana.weiss"))).map(\.line) == [2])
    }
}

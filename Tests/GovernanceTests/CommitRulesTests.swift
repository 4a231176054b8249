import Attestation
import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("What is asked of commits")
struct CommitRulesTests {
    private static let id = "9ab31f0c4d2e5f6a7b8c9d0e1f2a3b4c5d6e7f80"
    private static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz:
            name: Ana Ruiz
            emails: [ana.ruiz@example.com, ana@example.org]
          raj.iyer:
            name: Raj Iyer
            emails: [raj.iyer@example.com]
          importer:
            name: Importer
            kind: bot
          forge:
            name: The forge
            kind: forge

        """
    private static let key = "AAAAC3NzaC1lZDI1NTE5AAAAIJLFdRCrsKhSkkLLo8DQC8vgXGsvgKZ0Cr1FxK2rMqFP"

    private static func lines(_ principals: String) throws -> [AllowedSigners.Entry] {
        try #require(AllowedSigners.read(Array("\(principals) ssh-ed25519 \(key)\n".utf8)).signers).entries
    }

    /// Whose signature it is that a key of these principals has made.
    private static func signer(_ principals: String) throws -> TrustSet.Signer {
        let trust = TrustSet(in: "plans", people: .bytes(Array(people.utf8)), allowed: .absent, revoked: .absent)
        try #require(trust.people?.people != nil)
        let entries = try lines(principals)
        return trust.person(of: .valid(try #require(entries.first).key, entries))
    }

    private static func rules(
        content: Bool = false, landings: Bool = false, _ trailers: [CommitDemands.Trailer] = []
    ) -> CommitRules {
        CommitRules(CommitDemands(signedContent: content, signedLandings: landings, trailers: trailers))
    }

    private static func commit(
        _ signer: TrustSet.Signer? = nil, author: String? = "ana@example.org", _ initiatives: [String] = ["SD-104"],
        initiative: [String] = [], signedOffBy: [String] = []
    ) -> CommitRules.Commit {
        CommitRules.Commit(
            id: id, author: author, signer: signer, initiatives: initiatives,
            trailers: [.initiative: initiative, .signedOffBy: signedOffBy])
    }

    @Test("Nothing is asked for where the policy asks for nothing")
    func nothing() throws {
        let rules = Self.rules()
        #expect(rules.content([Self.commit(.invalid(.unsigned))]).isEmpty)
        #expect(rules.landing(Self.commit(.invalid(.unsigned))).isEmpty)
    }

    @Test("Content is signed by a person or a bot, by id or by address")
    func content() throws {
        let rules = Self.rules(content: true)
        for principals in ["ana.ruiz", "ANA@example.org", "ana.ruiz,ana@example.org", "importer"] {
            #expect(rules.content([Self.commit(try Self.signer(principals))]).isEmpty, "\(principals)")
        }
        let unsigned = rules.content([Self.commit(.invalid(.unsigned)), Self.commit(try Self.signer("ana.ruiz"))])
        #expect(unsigned.codes == [.contentCommitUnsigned])
        #expect(
            unsigned.first?.message
                == "commit 9ab31f0, which changes `SD-104`, has no signature; the policy asks for one")
        #expect(unsigned.first?.initiative == "SD-104")
        #expect(unsigned.first?.primary.location.path == "commit:\(Self.id)")
        let line = try #require(try Self.lines("ana.ruiz").first)
        let refused: [(TrustSet.Signer, String)] = [
            (try Self.signer("forge"), "is that of `forge`, a forge; content is signed by people or bots"),
            (
                try Self.signer("mallory"),
                "is by a key of `mallory`, and people.yaml has nobody of that id or address"
            ),
            (
                try Self.signer("ana.ruiz,raj.iyer"),
                "is by a key that is registered for 2 people, `ana.ruiz`, `raj.iyer`"
            ),
            (.invalid(.notVerified(kind: "OpenPGP")), "is OpenPGP, which is not verified"),
            (
                .invalid(.wrongNamespace(found: "file", expected: .git)),
                "was made for `file`; expected one for `git`"
            ),
            (.invalid(.unknownKey(line.key)), "is by \(line.key.fingerprint), which nobody has registered"),
            (
                .invalid(.notValidThen(line.key, [line], try #require(KeyTime("20260610Z")))),
                "which was not valid at 2026-06-10T00:00:00Z: valid always"
            ),
        ]
        for (signer, text) in refused {
            let found = rules.content([Self.commit(signer)])
            #expect(found.codes == [.commitSignatureNotValid])
            let message = found.first?.message ?? ""
            #expect(message.hasPrefix("the signature of commit 9ab31f0, which changes `SD-104`, "), "\(message)")
            #expect(message.hasSuffix(text), "\(message)")
        }
    }

    @Test("A landing is signed by anybody who is known, a forge included")
    func landing() throws {
        let rules = Self.rules(landings: true)
        for principals in ["ana.ruiz", "importer", "forge"] {
            #expect(rules.landing(Self.commit(try Self.signer(principals))).isEmpty, "\(principals)")
        }
        #expect(rules.landing(Self.commit(.invalid(.unsigned))).codes == [.landingUnsigned])
        let refused = rules.landing(Self.commit(.invalid(.notVerified(kind: "OpenPGP"))))
        #expect(refused.codes == [.commitSignatureNotValid])
        #expect(refused.first?.message == "the signature of the landing 9ab31f0 is OpenPGP, which is not verified")
        #expect(rules.landing(Self.commit(try Self.signer("mallory"))).codes == [.commitSignatureNotValid])
        #expect(rules.content([Self.commit(.invalid(.unsigned))]).isEmpty, "content is not asked about")
    }

    @Test("The trailer Initiative names every id that the commit changes")
    func initiative() throws {
        let rules = Self.rules([.initiative])
        let ids = ["SD-104", "SD-105"]
        for values in [["SD-104, SD-105"], ["SD-105", "SD-104"], ["SD-104 SD-105 SD-106"], ["SD-104;SD-105"]] {
            #expect(rules.content([Self.commit(nil, ids, initiative: values)]).isEmpty, "\(values)")
        }
        for (values, missing) in [
            ([], "`SD-104`, `SD-105`"), (["SD-104"], "`SD-105`"), (["SD-1045"], "`SD-104`, `SD-105`"),
            (["sd-104", "SD-105"], "`SD-104`"),
        ] as [([String], String)] {
            let found = rules.content([Self.commit(nil, ids, initiative: values)])
            #expect(found.codes == [.commitTrailerMissing])
            #expect(
                found.first?.message
                    == "commit 9ab31f0 changes \(missing) and has no trailer `Initiative` that says so")
        }
        let many = rules.content([Self.commit(nil, (1...9).map { "SD-\($0)" })])
        #expect(many.first?.message.contains("`SD-5` and 4 more") == true)
    }

    @Test("The trailer Signed-off-by has the author's address")
    func signedOff() throws {
        let rules = Self.rules([.signedOffBy])
        for value in ["Ana Ruiz <ana@example.org>", "x <ANA@EXAMPLE.ORG>", "<ana@example.org> later"] {
            #expect(rules.content([Self.commit(signedOffBy: ["Raj <raj.iyer@example.com>", value])]).isEmpty)
        }
        for values in [[], ["Ana Ruiz"], ["ana@example.org"], ["Raj <raj.iyer@example.com>"]] as [[String]] {
            #expect(rules.content([Self.commit(signedOffBy: values)]).codes == [.commitTrailerMissing], "\(values)")
        }
        #expect(rules.content([Self.commit(author: nil, signedOffBy: ["x <>"])]).codes == [.commitTrailerMissing])
    }

    @Test("Texts of commits and keys do not get out of their message")
    func hostile() throws {
        let rules = Self.rules(content: true, [.initiative, .signedOffBy])
        let found = rules.content([
            Self.commit(.invalid(.unsigned), author: "a\u{1B}[2J\n::error::x", ["SD-1\u{202E}\n"], signedOffBy: [])
        ])
        #expect(found.count == 3)
        for diagnostic in found {
            #expect(!(diagnostic.message + diagnostic.helps.joined()).unicodeScalars.contains { $0.value < 0x20 })
        }
    }
}

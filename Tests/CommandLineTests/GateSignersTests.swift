import Foundation
import Testing
import TollgateTesting

/// Whom `gate` shows beside a sign-off: who holds the role by the people that have landed.
@Suite("Gate: who may sign")
struct GateSignersTests {
    private static let path = "plans/people.yaml"
    private static let policy = Plans.policy(
        """
        gates:
          identified:
            sign-off:
              - {role: owner}
              - {role: controller, independent: true}
              - {role: steering}
              - {role: finance}
              - {role: security, when: {change.risk: [high]}}

        """)
    private static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz:
            name: Ana Ruiz
            roles: [{role: owner}, {role: controller}]
          dana.weiss:
            name: Dana Weiss
            roles: [{role: controller, in: p}, {role: owner, in: q}, {role: security}]
          mika.salo:
            name: Mika Salo
            roles:
              - {role: owner, standing-in-for: ana.ruiz, until: 2030-12-31}
              - {role: controller, in: [p], standing-in-for: dana.weiss, from: 2030-01-01}
          ola.nord:
            name: Ola Nord
            roles: [{role: owner}, {role: steering, in: p}, {role: finance, until: 2026-01-01}]
          raj.iyer:
            name: Raj Iyer
            roles: [{role: steering, in: p, standing-in-for: ola.nord}]
          the.bot: {name: A program, kind: bot}

        """

    private func repository(_ more: String = "owner: ana.ruiz\n") throws -> TestRepository {
        try TestRepository {
            start(policy: Self.policy) {
                Write(Self.path, Self.people)
                plan("SD-1", "defined", more)
            }
        }
    }

    @Test("those who hold the role for the folder today; of the roles that a plan fills, whom it names")
    func holders() async throws {
        let repository = try repository()
        let full = await repository.tollgate("gate", "SD-1")
        #expect(full.status == 3, "\(full)")
        for text in [
            "sign-off: role `owner`, attested\n          may sign: ana.ruiz; mika.salo, standing in for ana.ruiz\n",
            "sign-off: role `controller`, independent, attested\n          may sign: dana.weiss\n",
            "sign-off: role `steering`, attested\n          may sign: ola.nord; raj.iyer, standing in for ola.nord\n",
            "sign-off: role `finance`, attested\n          may sign: nobody holds this role\n",
        ] {
            #expect(full.output.contains(text), "\(text): \(full)")
        }
        #expect(!full.output.contains("people.yaml"), "\(full)")
    }

    @Test("the same in the other formats")
    func formats() async throws {
        let repository = try repository()
        let json = await repository.tollgate("gate", "SD-1", "--format", "json")
        let items = try #require(try JSON(json.output).object["items"] as? [[String: Any]])
        let owner = try #require(items.first { $0["role"] as? String == "owner" })
        let signers = try #require(owner["maySign"] as? [[String: Any]])
        #expect(owner["named"] as? String == "ana.ruiz")
        #expect(signers.compactMap { $0["person"] as? String } == ["ana.ruiz", "mika.salo"])
        #expect(signers.map { $0["standingInFor"] as? String } == [nil, "ana.ruiz"])
        let finance = try #require(items.first { $0["role"] as? String == "finance" })
        #expect((finance["maySign"] as? [Any])?.isEmpty == true && finance["named"] is NSNull)
        let lines = await repository.tollgate("gate", "SD-1", "--format", "jsonl")
        #expect(lines.output.contains(#""person":"mika.salo""#), "\(lines)")
        let concise = await repository.tollgate("gate", "SD-1", "--format", "concise")
        #expect(
            concise.output.contains("attested; may sign: ana.ruiz; mika.salo, standing in for ana.ruiz\n"), "\(concise)"
        )
        let csv = await repository.tollgate("gate", "SD-1", "--format", "csv")
        #expect(
            csv.output.contains("undecided,\"role `controller`, independent, attested\",may sign: dana.weiss,"),
            "\(csv)")
    }

    @Test(
        "whom the plan names and who does not hold the role may not sign, and nobody else may",
        arguments: [
            ("owner: dana.weiss\n", "nobody: `dana.weiss`, whom the initiative names, does not hold the role `owner`"),
            ("owner: no.body\n", "nobody: `no.body`, whom the initiative names, does not hold the role `owner`"),
            ("owner: mika.salo\n", "may sign: mika.salo\n"),
            ("", "may sign: ana.ruiz; mika.salo, standing in for ana.ruiz; ola.nord\n"),
            (
                "owner: dana.weiss\ncontroller: dana.weiss\n",
                "nobody: the role is held by the initiative's own owner or sponsor (dana.weiss), and has to be independent"
            ),
        ])
    func named(more: String, words: String) async throws {
        let run = try await repository(more).tollgate("gate", "SD-1")
        #expect(run.output.contains(words), "\(run)")
    }

    @Test("people and named persons are those of HEAD: what the work tree changes counts when it has landed")
    func landed() async throws {
        let repository = try repository()
        try repository.write(Self.path, Self.people.replacing("ola.nord", with: "new.one"))
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", "owner: new.one\n"))
        let run = await repository.tollgate("gate", "SD-1", "--gate", "identified")
        #expect(run.output.contains("may sign: ana.ruiz; mika.salo, standing in for ana.ruiz\n"), "\(run)")
        #expect(run.output.contains("may sign: ola.nord; raj.iyer"), "\(run)")
    }

    @Test("before the first commit the people of the work tree count")
    func early() async throws {
        let repository = try TestRepository()
        try repository.write(Plans.policyPath, Self.policy)
        try repository.write(Self.path, Self.people)
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined"))
        let run = await repository.tollgate("gate", "SD-1")
        #expect(run.output.contains("may sign: ola.nord; raj.iyer, standing in for ola.nord\n"), "\(run)")
    }

    @Test("where nobody is known to hold a role, a remark says why, and nobody is listed")
    func unknown() async throws {
        let none = try TestRepository { start(policy: Self.policy) { plan("SD-1", "defined") } }
        let without = await none.tollgate("gate", "SD-1")
        #expect(without.output.contains("there is no `plans/people.yaml`, so that nobody is known"), "\(without)")
        #expect(!without.output.contains("may sign:"), "\(without)")
        try none.write(Self.path, Self.people)
        let new = await none.tollgate("gate", "SD-1")
        #expect(new.output.contains("`plans/people.yaml` has not landed yet"), "\(new)")
        #expect(!new.output.contains("may sign:"), "\(new)")
        let json = await none.tollgate("gate", "SD-1", "--format", "json")
        let items = try #require(try JSON(json.output).object["items"] as? [[String: Any]])
        #expect(!items.isEmpty && items.allSatisfy { $0["maySign"] == nil })
        let broken = try TestRepository {
            start(policy: Self.policy) {
                Write(Self.path, Self.people + "  - nobody\n")
                plan("SD-1", "defined")
            }
        }
        let run = await broken.tollgate("gate", "SD-1")
        #expect(run.output.contains("`plans/people.yaml` of main ("), "\(run)")
        #expect(run.output.contains("cannot be read, so that nobody is known to hold a role"), "\(run)")
        #expect(!run.output.contains("may sign:"), "\(run)")
    }

    @Test("a gate without sign-offs does not speak of people")
    func nothingAsked() async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let run = await repository.tollgate("gate", "SD-1")
        #expect(run.status == 0 && !run.output.contains("people.yaml"), "\(run)")
    }
}

import Foundation
import Testing
import TollgateTesting

/// What `gate` shows of sign-offs: who has signed, whose sign-off does not count and why, and who may.
@Suite("Gate: who has signed")
struct GateSignOffsTests {
    private static let id = SignedProgramme.id

    private func gate(_ repository: TestRepository, _ more: String...) async -> CommandRun {
        await repository.run(["gate", Self.id] + more)
    }

    @Test("each sign-off with who gave it and where, and what is missing, until everybody has signed")
    func growing() async throws {
        let repository = try SigningTests.proposed(to: "decided")
        let none = await gate(repository)
        #expect(none.status == 1, "\(none)")
        for words in [
            "missing   sign-off: role `sponsor`, attested\n          may sign: ola.nord\n",
            "missing   submission: by whoever answers for the content\n",
            "ola.nord runs `tollgate signoff SD-104 --role sponsor`", "not asked sign-off: role `security`",
            "work tree against main (", "0 of 3 sign-offs given\n",
        ] { #expect(none.output.contains(words), "\(words): \(none)") }

        #expect(try await repository.signoff(.ola, Self.id).status == 0)
        let carrier = try repository.git("rev-parse", "--short=7", "HEAD")
        #expect(try await repository.signoff(.dana, Self.id).status == 0)
        let some = await gate(repository)
        #expect(some.status == 1 && some.output.contains("1 of 3 sign-offs given"), "\(some)")
        #expect(
            some.output.contains("signed    sign-off: role `sponsor`, attested\n          ola.nord (attested), in "),
            "\(some)")
        #expect(some.output.contains(carrier) && some.output.contains("plans/signoffs/SD-104/"), "\(some)")
        #expect(some.output.contains("it is independent of nobody: no submission says"), "\(some)")

        #expect(try await repository.signoff(.ana, Self.id, "--submit").status == 0)
        #expect(try await repository.signoff(.raj, Self.id).status == 0)
        let all = await gate(repository)
        #expect(all.status == 0 && all.output.contains("; 3 of 3 sign-offs given\n"), "\(all)")
        #expect(
            all.output.contains(
                "signed    submission: by whoever answers for the content\n          ana.ruiz (attested)"), "\(all)")
        let json = try JSON(await gate(repository, "--format", "json").output).object
        #expect(json["verdict"] as? String == "open")
        let items = try #require(json["items"] as? [[String: Any]]).filter { $0["type"] as? String == "sign-off" }
        #expect(items.filter { $0["verdict"] as? String == "signed" }.count == 3)
        let people = items.flatMap { $0["given"] as? [[String: Any]] ?? [] }
        #expect(people.compactMap { $0["person"] as? String } == ["ola.nord", "dana.weiss", "raj.iyer"])
        #expect(people.allSatisfy { ($0["carriers"] as? [String])?.count == 2 })
        for format in ["concise", "csv", "jsonl"] {
            let run = await gate(repository, "--format", format)
            #expect(run.status == 0 && run.output.contains("dana.weiss"), "\(run)")
        }
    }

    @Test("a stale sign-off names what has changed since")
    func stale() async throws {
        let repository = try SigningTests.proposed(to: "decided")
        #expect(try await repository.signoff(.ola, Self.id).status == 0)
        let plan = try repository.read(SignedProgramme.path)
        try repository.write(SignedProgramme.path, plan.replacing("2026-04: 12000.00", with: "2026-04: 13000.00"))
        let edited = await gate(repository)
        #expect(edited.status == 1 && edited.output.contains("ola.nord signed in "), "\(edited)")
        #expect(edited.output.contains("`value.contact-handling.plan.2026-04` has changed since"), "\(edited)")
        try repository.write(SignedProgramme.path, plan)
        try repository.write(SignedProgramme.folder + "/evidence/workflow.txt", "Something else.\n")
        let swapped = await gate(repository)
        #expect(swapped.output.contains("other evidence: bytes or names of its files have changed"), "\(swapped)")
        let json = try JSON(await gate(repository, "--format", "json").output).object
        let items = try #require(json["items"] as? [[String: Any]])
        let refused = items.flatMap { $0["refused"] as? [[String: Any]] ?? [] }
        #expect(refused.first?["stale"] as? Bool == true && refused.first?["faults"] as? [String] == ["evidence"])
    }

    @Test("what was signed before the step is taken shows too, and people by whom nothing can be judged are told")
    func before() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Branch("topic")
        }
        #expect(try await repository.signoff(.ola, Self.id).status == 0)
        let run = await gate(repository)
        #expect(run.status == 1 && run.output.contains("ola.nord (attested), in "), "\(run)")
        let hold = await gate(repository, "--gate", "on-hold")
        #expect(hold.status == 1 && hold.output.contains("missing   sign-off: role `sponsor`"), "\(hold)")

        let keyless = try TestRepository {
            try SignedProgramme.start(at: "detailed")
            Commit("lose the keys") { Delete(SignedProgramme.revokedPath) }
        }
        let unknown = await gate(keyless)
        #expect(unknown.status == 3, "\(unknown)")
        #expect(
            unknown.output.contains("sign-offs cannot be judged: `plans/revoked_signers` is not there in main ("),
            "\(unknown)")
        #expect(unknown.output.contains("undecided sign-off: role `sponsor`, attested"), "\(unknown)")
    }
}

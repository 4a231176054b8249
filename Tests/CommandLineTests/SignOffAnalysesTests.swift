import Foundation
import GitStore
import Testing
import TollgateTesting

/// The analyses of who agreed to what, held against the audit that they are made from.
@Suite("Analyses of sign-offs")
struct SignOffAnalysesTests {
    private typealias Programme = SignedProgramme

    /// Two steps with their sign-offs; then a waiver is granted, and taken back.
    private static func history() throws -> TestRepository {
        let waiver =
            "waivers: [{rule: PLN110, initiative: SD-104, until: 2026-09-30, because: moved from the old tool, by: greta.holm}]\n"
        return try TestRepository {
            try Programme.start(at: "defined")
            for stage in ["identified", "detailed"] {
                Branch("to-\(stage)")
                Programme.advance(to: stage, agreements: Programme.agreements(stage))
                Switch("main")
                Merge("to-\(stage)", label: stage)
            }
            Commit("grant", author: Signer.li.author) { Write(Plans.policyPath, Programme.policy(version: 2, waiver)) }
            Commit("end", author: Signer.li.author) { Write(Plans.policyPath, Programme.policy(version: 3)) }
        }
    }

    private func rows(_ repository: TestRepository, _ arguments: String...) async throws -> [[String: String]] {
        let run = await CommandRun(["analyze"] + arguments + ["--format", "json"], in: repository.path)
        #expect(run.status == 0, "\(run)")
        return try JSON(run.output).rows
    }

    @Test("the population has every sign-off that an audit counts, each waiver, and each version of the policy")
    func population() async throws {
        let repository = try Self.history()
        let rows = try await rows(repository, "population")
        func cells(_ event: String, _ keys: String...) -> [[String]] {
            rows.filter { $0["event"] == event }.map { row in keys.map { row[$0] ?? "" } }
        }
        let detailed = try repository["detailed"].hex
        let (grant, end) = try (repository["grant"].hex, repository["end"].hex)
        #expect(
            cells("sign-off", "to", "person") == [
                ["identified", "ola.nord"], ["detailed", "ana.ruiz"], ["detailed", "dana.weiss"],
            ])
        #expect(cells("submission", "to", "person") == [["identified", "ana.ruiz"], ["detailed", "ana.ruiz"]])
        #expect(
            rows.filter { $0["event"] == "sign-off" && $0["to"] == "detailed" }.allSatisfy { $0["commit"] == detailed })
        #expect(
            cells("waiver", "initiative", "person", "detail", "commit") == [
                ["SD-104", "greta.holm", "PLN110 until 2026-09-30: moved from the old tool", grant]
            ])
        #expect(cells("waiver-ended", "person", "commit") == [["greta.holm", end]])
        let versions = rows.filter { $0["path"] == Plans.policyPath && $0["event"] == "trust-set" }
        #expect(
            versions.map { "\($0["from"] ?? "") → \($0["to"] ?? "")" } == [
                " → version 1", "version 1 → version 2", "version 2 → version 3",
            ])
        let told = await repository.tollgate("analyze", "population")
        #expect(told.output.contains(", of them 3 sign-offs that counted, in 5 landings\n"), "\(told)")
        let audit = try JSON(await repository.tollgate("audit", "--format", "json").output).object
        let steps = (audit["landings"] as? [[String: Any]] ?? []).flatMap { $0["steps"] as? [[String: Any]] ?? [] }
        let given = steps.flatMap { $0["requirements"] as? [[String: Any]] ?? [] }
            .flatMap { $0["given"] as? [[String: Any]] ?? [] }
        #expect(given.count == cells("sign-off", "to").count)
    }

    @Test("`--since` leaves out what landed before, by a revision and by a date, and refuses what it cannot do")
    func since() async throws {
        let repository = try Self.history()
        let detailed = try repository["detailed"].hex
        let newest = try await rows(repository, "population", "--since", detailed)
        #expect(newest.map { $0["event"] } == ["trust-set", "waiver", "trust-set", "waiver-ended"])
        let signed = try await rows(repository, "sign-off-ledger", "--since", "\(detailed)^1")
        #expect(Set(signed.map { $0["step"] }) == ["detailed", "policy"])
        let all = try await rows(repository, "population")
        let day = try #require(newest.first?["recorded"])
        #expect(try await rows(repository, "population", "--since", "2000-01-01") == all)
        let nothing = await repository.tollgate("analyze", "population", "--since", day)
        #expect(nothing.status == 3 && nothing.errors.contains("nothing has landed in main"), "\(nothing)")
        let noDay = await repository.tollgate("analyze", "population", "--since", "2026-02-30")
        #expect(noDay.status == 2 && noDay.errors.contains("`2026-02-30` is no day"), "\(noDay)")
        let other = await repository.tollgate("analyze", "population", "--since", "to-detailed")
        #expect(other.status == 2 && other.errors.contains("`--since to-detailed` is no landing of main"), "\(other)")
        for analysis in ["value-bridge", "transitions"] {
            let run = await repository.tollgate("analyze", analysis, "--since", "2026-01-01")
            #expect(run.status == 2 && run.errors.contains("`\(analysis)` tells of the whole history"), "\(run)")
        }
    }

    @Test(
        "in the demo, a stale approval and a self-approval are told apart from what counted before",
        arguments: [true, false])
    func demo(hasMistakes: Bool) async throws {
        let sandbox = try Sandbox()
        let folder = try await MadeDemo.copy(hasMistakes ? .signed : .inOrder, in: sandbox)
        func rows(_ analysis: String) async throws -> [[String: String]] {
            let run = await CommandRun(
                ["analyze", analysis, "--format", "json"], in: folder, now: MadeDemo.day)
            return try JSON(run.output).rows
        }
        let ledger = try await rows("sign-off-ledger")
        func refused(_ flag: String) -> [String] {
            ledger.filter { $0["flags"] == flag }.map {
                "\($0["initiative"] ?? "") \($0["step"] ?? "") \($0["person"] ?? "")"
            }
        }
        #expect(refused("stale") == (hasMistakes ? ["PF-203 decided ola.nord"] : []))
        #expect(refused("involved") == (hasMistakes ? ["SD-107 decided dana.weiss"] : []))
        #expect(refused("used").contains("PF-206 detailed mika.salo"))
        #expect(refused("refused").isEmpty)
        let silent = try await rows("population").filter { $0["detail"]?.contains("without the step") ?? false }
        #expect(
            silent.map { "\($0["initiative"] ?? "") \($0["event"] ?? "")" }
                == (hasMistakes ? ["PF-205 rebaseline"] : []))
        let duties = try await rows("separation-of-duties")
        func people(_ flag: String) -> [String] {
            duties.filter { $0["flags"]?.contains(flag) ?? false }.map {
                "\($0["initiative"] ?? "") \($0["person"] ?? "")"
            }
        }
        #expect(people("refused-own") == (hasMistakes ? ["SD-107 dana.weiss"] : []))
        // An owner signs for what that person wrote as a matter of course.
        #expect(duties.contains { $0["person"] == "ana.ruiz" && $0["roles"] == "owner" && $0["flags"] == "" })
        #expect(
            duties.filter { $0["level"] == "pair" }.map { "\($0["person"] ?? "") \($0["other"] ?? "")" } == [
                "farid.amiri mika.salo"
            ])
    }

    @Test("an audit by a policy from outside judges every landing, and does not ask for one inside")
    func outside() async throws {
        let repository = try TestRepository {
            Commit("begin", at: "2026-01-05T09:00:00Z") { plan("SD-1", "defined") }
            Commit("skip", at: "2026-01-06T09:00:00Z") { plan("SD-1", "decided") }
        }
        let sandbox = try Sandbox()
        let policy = sandbox.freePath("policy.yaml")
        try Plans.policy().write(toFile: policy, atomically: true, encoding: .utf8)
        let run = await repository.tollgate("audit", "--policy", policy)
        #expect(run.status == 1 && run.output.contains("GAT002"), "\(run)")
        #expect(!run.output.contains("nothing was judged"), "\(run)")
        let pinned = await repository.tollgate("audit", "--policy", policy, "--trust-root", "HEAD")
        #expect(pinned.output.contains("no landing of main has a policy"), "\(pinned)")
    }
}

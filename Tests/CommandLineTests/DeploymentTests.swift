import Foundation
import GitStore
import Testing
import TollgateTesting

/// Deployments in the repositories that a policy names, and who agreed to what, as analyses tell it.
@Suite("Deployments and sign-offs of a history")
struct DeploymentTests {
    private static let header = "date,series,item,period,value,evidence,note\n"

    /// A repository of a service: a commit for SD-1 with its tag, one for nobody with its tag, and one for an unknown initiative.
    private func portal(in sandbox: Sandbox) throws -> TestRepository {
        try TestRepository(in: sandbox, named: "portal") {
            Commit("login", body: "Initiative: SD-1") { Write("app.txt", "1\n") }
            Tag("v1")
            Commit("layout") { Write("app.txt", "2\n") }
            Tag("v2")
            Commit("search", body: "Initiative: SD-77") { Write("app.txt", "3\n") }
        }
    }

    private func plans(in sandbox: Sandbox, _ repositories: String, _ lines: String...) throws -> TestRepository {
        let milestones = "milestones: [{id: live, due: 2026-02-01, mandatory: true, go-live: true}]\n"
        let live = "2026-02-01,milestone,live,,done,,\n"
        return try TestRepository(in: sandbox, named: "plans-of-portal") {
            Commit("begin", at: "2026-01-02T09:00:00Z") {
                Write(Plans.policyPath, Plans.policy("repositories: {\(repositories)}\n"))
                plan("SD-1", "decided", milestones)
                plan("SD-2", "decided", milestones)
            }
            Commit("live", at: "2026-03-01T09:00:00Z") {
                Write("plans/p/SD-1.csv", Self.header + live + lines.map { $0 + "\n" }.joined())
                Write("plans/p/SD-2.csv", Self.header + live)
            }
        }
    }

    @Test("a reference is looked up in the repositories that the policy names by path, and nowhere else")
    func lookup() async throws {
        let sandbox = try Sandbox()
        let portal = try portal(in: sandbox)
        let (tagged, other) = (try portal["login"].hex, String(repeating: "ab", count: 20))
        func codes(_ repositories: String, _ evidence: String, _ name: String = #function) async throws -> [String] {
            let inner = try Sandbox()
            let repository = try plans(in: inner, repositories, "2026-02-01,deployment,portal,,done,\(evidence),")
            let ledger = try await repository.check().findings.filter { $0.path == "plans/p/SD-1.csv" }
            return ledger.map(\.code).filter { $0.hasPrefix("LDG01") }
        }
        let path = "portal: \(portal.path)"
        #expect(try await codes(path, "tag:v1@\(tagged)") == [])
        #expect(try await codes(path, "commit:\(tagged)") == [])
        #expect(try await codes(path, "tag:v2@\(tagged)") == ["LDG017"])
        #expect(try await codes(path, "commit:\(other)") == ["LDG017"])
        // An address is not followed, a folder that is no repository not searched upwards: nobody has looked.
        #expect(try await codes("portal: https://example.com/portal.git", "commit:\(tagged)") == ["LDG018"])
        #expect(try await codes("portal: plans", "commit:\(tagged)") == ["LDG018"])
        #expect(try await codes("\(path), docs: /nowhere", "commit:\(other)") == ["LDG018"])
        #expect(try await codes("\(path), docs: /nowhere", "commit:\(tagged)") == [])
    }

    @Test("commits and tags lead to initiatives, and those that do not are found")
    func deployments() async throws {
        let sandbox = try Sandbox()
        let portal = try portal(in: sandbox)
        let tagged = try portal["login"].hex
        let repository = try plans(
            in: sandbox, "portal: ../portal", "2026-02-01,deployment,portal,,done,tag:v1@\(tagged),")
        let run = await repository.tollgate("analyze", "deployments", "--format", "json")
        #expect(run.status == 0, "\(run)")
        let rows = try JSON(run.output).rows.map { row in
            ["initiative", "source", "item", "repository", "flags"].map { row[$0] ?? "-" }.joined(separator: "|")
        }
        #expect(
            rows == [
                "SD-1|ledger|portal|portal|", "SD-1|commit|login|portal|",
                "SD-2|go-live|live|-|go-live-without-deployment", "SD-77|commit|search|portal|unknown-initiative",
                "-|tag|layout|portal|deployment-without-initiative",
            ], "\(rows)")
    }

    @Test("what could not be read is said, and a go-live is then not judged")
    func unread() async throws {
        let repository = try plans(in: Sandbox(), "portal: \"git@example.com:portal.git\"")
        let run = await repository.tollgate("analyze", "deployments")
        #expect(run.output.contains("the repository `portal` was not read: is an address"), "\(run)")
        #expect(run.output.contains("cannot-decide") && !run.output.contains("go-live-without-deployment"))
    }

    @Test("every step stands with who signed for it, and people with what they did")
    func signOffs() async throws {
        let repository = try TestRepository {
            try SignedProgramme.start(at: "defined")
            SignedProgramme.proposal(to: "identified", carrier: .both)
            Switch("main")
            Merge("topic")
        }
        let run = await repository.tollgate("analyze", "sign-off-ledger", "--format", "json")
        #expect(run.status == 0, "\(run)")
        let rows = try JSON(run.output).rows.filter { $0["step"] == "identified" && $0["role"] == "sponsor" }
        let signed = try #require(rows.first { $0["given"] != nil }, "\(run)")
        #expect(signed["initiative"] == "SD-104" && signed["person"] == "ola.nord" && signed["passes"] == "yes")
        #expect(signed["commit"] == (try repository.id("main").hex))
        let duties = await repository.tollgate("analyze", "separation-of-duties", "--format", "json")
        let people = try JSON(duties.output).rows
        #expect(
            people.contains { $0["person"] == "ola.nord" && $0["signed"] != "0" && $0["roles"] == "sponsor" },
            "\(duties)")
    }
}

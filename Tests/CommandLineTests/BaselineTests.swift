import Foundation
import GitStore
import Testing
import TollgateTesting

@Suite("The baseline of an adopted repository")
struct BaselineTests {
    private static let unknown = "dependencies: [{on: SD-9, kind: needs}]\n"

    private func totals(_ checked: Checked) throws -> [String: Int] {
        try #require(try JSON(checked.run.output).object["totals"] as? [String: Int])
    }

    @Test("what was there is counted from the landing of the baseline on, and what comes is reported")
    func adoption() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined", Self.unknown) }
        }
        expect(try await repository.check(), 1, "REF004")
        let written = try await repository.check("--write-baseline")
        expect(written, 0)
        #expect(try totals(written)["baseline"] == 1)
        let text = try repository.read("plans/baseline.csv")
        #expect(text.hasPrefix("rule,initiative,path,fingerprint\nREF004,SD-1,plans/p/SD-1.yaml,"))
        let known = try await repository.check()
        expect(known, 0)
        #expect(try totals(known)["baseline"] == 1)
        let people = await CommandRun(["check"], in: repository.path, environment: [:])
        #expect(people.output.contains("pass: no findings, 1 in the baseline"), "\(people.output)")

        try repository.git("add", "plans/baseline.csv")
        try repository.git("commit", "--quiet", "--message", "known findings")
        try repository.git("switch", "--quiet", "--create", "topic")
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", "owner: ana\n" + Self.unknown))
        try repository.git("commit", "--quiet", "--all", "--message", "owner")
        expect(try await repository.check("--range", "main..topic"), 0)
        let other = Self.unknown.replacing("SD-9", with: "SD-8")
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", other))
        try repository.git("commit", "--quiet", "--all", "--message", "another one")
        expect(try await repository.check("--range", "main..topic"), 1, "REF004")
    }

    @Test("a landing does not bring the baseline that it needs")
    func smuggled() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
        }
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", Self.unknown))
        expect(try await repository.check("--write-baseline"), 0)
        try repository.git("switch", "--quiet", "--create", "topic")
        try repository.git("add", "plans")
        expect(try await repository.check("--staged"), 1, "REF004")
        try repository.git("commit", "--quiet", "--message", "both")
        expect(try await repository.check("--range", "main..topic"), 1, "REF004")
    }

    @Test("a baseline that has landed only loses entries")
    func grows() async throws {
        let path = "plans/baseline.csv"
        let header = "rule,initiative,path,fingerprint\n"
        let row = "REF004,SD-1,plans/p/SD-1.yaml,0123456789abcdef\n"
        let repository = try TestRepository {
            start {
                plan("SD-1", "defined")
                Write(path, header + row)
            }
        }
        try repository.write(path, header + row + row)
        try repository.git("add", path)
        expect(try await repository.check("--staged"), 1, "TRU019")
        try repository.write(path, header)
        try repository.git("add", path)
        expect(try await repository.check("--staged"), 0)
        try repository.git("rm", "--quiet", "--force", path)
        expect(try await repository.check("--staged"), 1, "TRU019")
    }

    @Test(
        "only the whole work tree can become a baseline",
        arguments: ["--staged", "--range=main..main", "plans", "--select=REF"])
    func whole(option: String) async throws {
        let repository = try TestRepository { start { plan("SD-1", "defined") } }
        let run = await CommandRun(["check", "--write-baseline", option], in: repository.path, environment: [:])
        #expect(run.status == 2, "\(run.errors)")
    }
}

import GitStore
import Testing
import TollgateTesting

@Suite("People, as check sees them")
struct PeopleCheckTests {
    private static let path = "plans/people.yaml"
    private static let gated = Plans.identity + "gates: {identified: {sign-off: [{role: sponsor}]}}\n"

    private static func people(_ entries: String...) -> Write {
        Write(path, "schema: tollgate/people/v1\npeople:\n" + entries.map { "  " + $0 + "\n" }.joined())
    }

    private static let ola = "ola.nord: {name: Ola Nord, roles: [{role: sponsor, until: 2030-12-31}]}"
    private static let ana = "ana.ruiz: {name: Ana Ruiz, roles: []}"

    @Test("people.yaml is judged in the work tree, when it is staged, and in a range")
    func everywhere() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Branch("topic")
            Commit("people") { Self.people("ola.nord: {name: Ola Nord, email: [ola@example.com]}") }
        }
        let range = try await repository.check("--range", "main..topic")
        expect(range, 1, "DOC002", "TRU005")
        #expect(range.findings.contains { $0.path == Self.path && $0.line == 3 }, "\(range)")
        try repository.git("reset", "--quiet", "--soft", "main")
        expect(try await repository.check("--staged"), 1, "DOC002", "TRU005")
        expect(try await repository.check(), 1, "DOC002", "TRU005")
        expect(try await repository.check("plans/p"), 0)
    }

    @Test("a change of the policy, of the people or of a protected file is not passed where its gate has sign-offs")
    func gatesOfTheTrustSet() async throws {
        let more =
            Plans.identity + """
                protect: ["plans/*/plan.yaml"]
                break-glass: {role: policy-owner, count: 1}
                gates:
                  policy: {sign-off: [{role: policy-owner}]}
                  people: {sign-off: [{role: policy-owner}]}

                """
        let people = ["li.chen: {name: Li Chen, roles: [{role: policy-owner}]}", Self.ana]
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, more)) {
                Self.people(people[0])
                keys("li.chen ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\n")
                plan("SD-1", "defined")
            }
            Branch("policy")
            Commit("policy") { Plans.write(version: 2, more) }
            Branch("people", from: "start")
            Commit("people") { Self.people(people[0], people[1]) }
            Branch("protected", from: "start")
            Commit("protected") {
                Write("plans/p/plan.yaml", "schema: tollgate/plan/v1\nid: p\ntitle: A plan\n")
            }
            Branch("other", from: "start")
            Commit("other") { plan("SD-1", "defined", "x-note: new\n") }
        }
        let expected: [(String, [String])] = [
            ("policy", ["policy"]), ("people", ["people"]), ("protected", ["policy"]), ("other", []),
        ]
        for (branch, gates) in expected {
            let range = try await repository.check("--range", "main..\(branch)")
            #expect(range.status == (gates.isEmpty ? 0 : 1) && range.codes == gates.map { _ in "SGN101" }, "\(range)")
            for gate in gates {
                #expect(range.run.output.contains("`\(gate)` needs a sign-off by role `policy-owner`"), "\(range)")
            }
            try repository.git("checkout", "--quiet", branch)
            try repository.git("reset", "--quiet", "--soft", "main")
            for options in [["--staged"], []] as [[String]] {
                let run = await CommandRun(["check", "--format", "concise"] + options, in: repository.path)
                #expect(run.status == 0 && run.output.contains("pending: ") != gates.isEmpty, "\(run)")
            }
            try repository.git("reset", "--quiet", "--hard")
        }
    }

    @Test("whoever gets a role holds it from the next landing on")
    func peopleOfTheParent() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(Self.gated)) {
                Self.people(Self.ola)
                keys()
                plan("SD-1", "defined")
            }
            Branch("unknown")
            Commit("name") { plan("SD-1", "defined", "sponsor: ana.ruiz\n") }
            Branch("together")
            Commit("list") { Self.people(Self.ola, Self.ana) }
            Switch("main")
            Commit("list first") { Self.people(Self.ola, Self.ana) }
            Commit("name then") { plan("SD-1", "defined", "sponsor: ana.ruiz\n") }
            Commit("give the role") {
                Self.people(Self.ola, Self.ana.replacing("[]", with: "[{role: sponsor, in: p}]"))
            }
            Commit("move") { plan("SD-1", "identified", "sponsor: ana.ruiz\n") }
        }
        let base = try repository["start"]
        expect(try await repository.check("--range", "\(base)..unknown"), 1, "REF015")
        let together = try await repository.check("--range", "\(base)..together")
        expect(together, 1, "REF015", "TRU012")
        let landings = try await repository.check("--range", "\(base)..main")
        expect(landings, 1, "REF016", "SGN101")
        let commits = try ["move", "name then"].map { try repository[$0].hex }
        #expect(Set(landings.findings.map(\.commit)) == Set(commits), "\(landings)")
    }

    @Test("a role is held by the day of the landing in UTC, and a proposal lands today at the earliest")
    func days() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(Self.gated)) {
                Self.people(Self.ola.replacing("2030-12-31", with: "2026-01-15"))
                plan("SD-1", "defined")
            }
            Branch("proposal")
            // The fifteenth in UTC.
            Commit("in time", at: "2026-01-16T00:30:00+02:00") { plan("SD-1", "defined", "sponsor: ola.nord\n") }
            Switch("main")
            Commit("landed in time", at: "2026-01-16T00:30:00+02:00") {
                plan("SD-1", "defined", "sponsor: ola.nord\n")
            }
            // The sixteenth in UTC.
            Commit("too late", at: "2026-01-15T23:30:00-02:00") {
                plan("SD-1", "defined", "sponsor: ola.nord\nx-note: late\n")
            }
        }
        let base = try repository["start"]
        let landings = try await repository.check("--range", "\(base)..main")
        expect(landings, 1, "REF016")
        #expect(landings.findings.map(\.commit) == [try repository["too late"].hex], "\(landings)")
        expect(try await repository.check("--range", "\(base)..proposal"), 1, "REF016")
    }

    @Test("who could not change the trust set any more is told before it lands")
    func lockedOut() async throws {
        let policy = Plans.identity + "gates: {people: {sign-off: [{role: policy-owner}]}}\n"
        let owner = "li.chen: {name: Li Chen, roles: [{role: policy-owner}]}"
        let repository = try TestRepository {
            start(policy: Plans.policy(policy)) {
                Self.people(owner)
                keys("li.chen ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\n")
                plan("SD-1", "defined")
            }
            Branch("topic")
            Commit("leave") { Self.people(owner.replacing("policy-owner", with: "policy-owner, until: 2026-01-01")) }
        }
        expect(try await repository.check("--range", "main..topic"), 1, "SGN101", "TRU013")
    }
}

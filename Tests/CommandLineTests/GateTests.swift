import Foundation
import Testing
import TollgateTesting

/// `gate`: the checklist of one initiative, in each state it can be in.
@Suite("Gate")
struct GateTests {
    static let gates = """
        gates:
          identified: {require: [{fields: [owner, problem]}]}
          detailed:
            title: Worked out
            require: [{fields: [owner]}, {metrics: {class: outcome, at-least: 1, with: [baseline, target]}}]
            assurance: vouched
            sign-off:
              - {role: owner}
              - {role: steering, count: 2, independent: true, when: {change.risk: [high]}}
              - {role: finance, when: {planned-value: ">= 1000 EUR"}}
            lock: [metrics, value]
          implemented: {require: [{milestones: {mandatory: done}}]}
          on-hold: {require: [{fields: [because, review-by]}]}
          back-to: {require: [{fields: [because]}]}

        """
    static let policy = Plans.policy(gates)

    /// What its JSON says.
    private struct Result {
        let run: CommandRun
        let root: [String: Any]
        var verdict: String? { root["verdict"] as? String }
        var step: String? { root["step"] as? String }
        var items: [[String: Any]] { root["items"] as? [[String: Any]] ?? [] }
        func texts(_ verdict: String, _ key: String) -> [String] {
            items.filter { $0["verdict"] as? String == verdict }.compactMap { $0[key] as? String }
        }
    }

    private func gate(_ repository: TestRepository, _ arguments: String...) async throws -> Result {
        let run = await CommandRun(["gate", "--format", "json"] + arguments, in: repository.path)
        try #require(!run.output.isEmpty, "\(run)")
        return Result(run: run, root: try JSON(run.output).object)
    }

    @Test("criteria that fail close the gate, and each says what it needs, what it found and where")
    func closed() async throws {
        let repository = try TestRepository {
            start(policy: Self.policy) { plan("SD-1", "defined", "owner: ana.ruiz\nproblem: \"\"\n") }
        }
        let result = try await gate(repository, "SD-1")
        #expect(result.run.status == 1 && result.verdict == "closed" && result.step == "identified", "\(result.run)")
        #expect(result.items.count == 1)
        let full = await repository.tollgate("gate", "SD-1")
        #expect(full.status == 1)
        for text in [
            "SD-1  Title of SD-1", "plans/p/SD-1.yaml:4:8: `defined`, active", "gate `identified`",
            "fails     a value in each of `owner`, `problem`", "`problem` is empty  --> plans/p/SD-1.yaml:6:10",
            "= help: fill `problem`", "asked for at plans/policy.yaml:", "closed: 0 of 1 criterion holds",
        ] {
            #expect(full.output.contains(text), "\(text): \(full)")
        }
    }

    @Test("an initiative that cannot be read passes nothing, and its mistake is shown")
    func unreadable() async throws {
        let repository = try TestRepository { start(policy: Self.policy) { plan("SD-1", "defined") } }
        try repository.write(Plans.path("SD-1"), "stage: [\n")
        for arguments in [["gate", "SD-1"], ["gate", Plans.path("SD-1")]] {
            let run = await CommandRun(arguments, in: repository.path)
            #expect(run.status == 1 && run.output.contains("`tollgate check \(Plans.path("SD-1"))`"), "\(run)")
            #expect(run.output.contains("error[SYN010]"), "\(run)")
            #expect(run.output.hasSuffix("closed: the initiative cannot be read\n"), "\(run)")
        }
    }

    @Test("where everything that is asked for holds, the gate is open")
    func open() async throws {
        let repository = try TestRepository {
            start(policy: Self.policy) { plan("SD-1", "defined", "owner: ana.ruiz\nproblem: Slow.\n") }
        }
        let result = try await gate(repository, "SD-1")
        #expect(result.run.status == 0 && result.verdict == "open", "\(result.run)")
        #expect(result.texts("holds", "name") == ["fields"])
        let named = await repository.tollgate("gate", Plans.path("SD-1"), "--format", "concise")
        #expect(named.status == 0 && named.output.hasPrefix("plans/p/SD-1.yaml:5:8: holds: `identified`"), "\(named)")
    }

    @Test("a stage without a gate is open, and says that nothing is asked")
    func nothingAsked() async throws {
        let repository = try TestRepository { start(policy: Self.policy) { plan("SD-1", "detailed") } }
        let run = await repository.tollgate("gate", "SD-1")
        #expect(run.status == 0 && run.output.contains("the policy has no gate `decided`"), "\(run)")
        #expect(run.output.hasSuffix("open: nothing is asked for but the order of stages\n"), "\(run)")
    }

    @Test("sign-offs are listed with their conditions, and never count as given")
    func signOffs() async throws {
        let promise = """
            owner: ana.ruiz
            change: {risk: low}
            metrics:
              - id: calls
                class: outcome
                unit: calls
                direction: decrease
                baseline: {value: 10, from: 2026-01, to: 2026-02}
                target: {value: 5, by: 2026-12}
            value:
              - {id: time, kind: hard-saving, currency: EUR, plan: {2026-09: 2000.00}}

            """
        let repository = try TestRepository {
            start(policy: Self.policy) { plan("SD-1", "identified", promise) }
        }
        let result = try await gate(repository, "SD-1")
        #expect(result.run.status == 3 && result.verdict == "cannot-decide", "\(result.run)")
        #expect(result.texts("undecided", "role") == ["owner", "finance"])
        #expect(result.texts("not-asked", "role") == ["steering"])
        let full = await repository.tollgate("gate", "SD-1")
        for text in [
            "gate `detailed`: Worked out", "undecided sign-off: role `owner`, vouched\n",
            "role `finance`, vouched; asked for, since planned-value >= 1000 EUR",
            "2 × role `steering`, independent, vouched; not asked for: only when change.risk: high",
            "locks     `metrics`, `value`",
            "cannot decide: 2 of 2 criteria hold; sign-offs cannot be judged\n",
        ] {
            #expect(full.output.contains(text), "\(text): \(full)")
        }
        let csv = await repository.tollgate("gate", "SD-1", "--format", "csv")
        #expect(csv.output.contains("SD-1,detailed,lock,locks,metrics,"), "\(csv)")
        #expect(csv.output.split(separator: "\n").count == 8, "\(csv)")
    }

    @Test("the gate of the step that the work tree takes is shown, and judged on the work tree")
    func takenStep() async throws {
        let repository = try TestRepository { start(policy: Self.policy) { plan("SD-1", "defined", "owner: a.b\n") } }
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "identified", "owner: a.b\nproblem: Slow.\n"))
        let result = try await gate(repository, "SD-1")
        #expect(result.run.status == 0 && result.step == "identified", "\(result.run)")
        #expect((result.root["remarks"] as? [String])?.first?.contains("is taken here already") == true)
    }

    @Test("what a check finds in the initiative keeps its gate closed")
    func findings() async throws {
        let repository = try TestRepository {
            start(policy: Self.policy) { plan("SD-1", "defined", "owner: a.b\nproblem: Slow.\noutcom: Fast.\n") }
        }
        let run = await repository.tollgate("gate", "SD-1")
        #expect(run.status == 1 && run.output.contains("error[DOC002]"), "\(run)")
        #expect(run.output.contains("closed: 1 finding in the documents"), "\(run)")
    }

    @Test(
        "another gate is shown on demand, and what stands in the way of its step",
        arguments: [
            ("identified", "detailed", 1, "this gate lies behind it"), ("implemented", "identified", 1, "comes first"),
            ("on-hold", "identified", 1, "`because` is missing"), ("resume", "identified", 1, "nothing to resume"),
            ("back-to:defined", "identified", 1, "`because` is missing"),
            ("back-to:decided", "identified", 1, "is not before"),
            ("rebaseline", "detailed", 1, "the policy declares no step `rebaseline`"),
            ("shortfall", "implemented", 1, "the policy declares no step `shortfall`"),
            ("cancelled", "identified", 0, "the policy has no gate `cancelled`"),
            ("adopt", "defined", 0, "the gates of every stage up to `defined`"),
            ("adopt", "detailed", 1, "gate `identified`"), ("adopt", "detailed", 1, "gate `detailed`"),
            ("handover", "identified", 3, "by the person who leaves, or by role `policy-owner`"),
        ])
    func named(gate: String, stage: String, status: Int32, words: String) async throws {
        let repository = try TestRepository { start(policy: Self.policy) { plan("SD-1", stage, "owner: a.b\n") } }
        let run = await repository.tollgate("gate", "SD-1", "--gate", gate)
        #expect(run.status == status && run.output.contains(words), "\(run)")
    }

    @Test(
        "where no gate lies ahead, it says what can be done, and ends with 3",
        arguments: [("closed", "", "--gate back-to:implemented"), ("detailed", "state: cancelled\n", "--gate resume")])
    func nothingAhead(stage: String, more: String, words: String) async throws {
        let repository = try TestRepository { start(policy: Self.policy) { plan("SD-1", stage, more) } }
        let run = await repository.tollgate("gate", "SD-1")
        #expect(run.status == 3 && run.output.contains(words) && run.output.contains("nothing was judged"), "\(run)")
    }

    @Test("on hold, the gate of resuming lies ahead, and moving forward is in the way")
    func onHold() async throws {
        let repository = try TestRepository {
            start(policy: Self.policy) { plan("SD-1", "defined", "state: on-hold\nowner: a.b\nproblem: Slow.\n") }
        }
        #expect(try await gate(repository, "SD-1").step == "resume")
        let forward = await repository.tollgate("gate", "SD-1", "--gate", "identified")
        #expect(forward.status == 1 && forward.output.contains("resume it first"), "\(forward)")
    }

    @Test("an initiative that is not there is answered with the nearest one, and one that stands twice with the paths")
    func lookup() async throws {
        let repository = try TestRepository {
            start(policy: Self.policy) {
                plan("SD-10", "defined")
                Write("plans/q/other.yaml", Plans.initiative("SD-20", "defined"))
                Write("plans/q/another.yaml", Plans.initiative("SD-20", "defined"))
            }
        }
        let near = await repository.tollgate("gate", "SD-11")
        #expect(near.status == 3 && near.errors.contains("did you mean `SD-10`?"), "\(near)")
        let twice = await repository.tollgate("gate", "SD-20")
        #expect(twice.status == 2 && twice.errors.contains("`plans/q/another.yaml`, `plans/q/other.yaml`"), "\(twice)")
        let inFolder = await CommandRun(["gate", "another.yaml", "-C", repository.path + "/plans/q"], in: "/")
        #expect(inFolder.output.contains("SD-20"), "\(inFolder)")
        let mistyped = await repository.tollgate("gate", "SD-10", "--gate", "identifed")
        #expect(mistyped.status == 2 && mistyped.errors.contains("did you mean `identified`?"), "\(mistyped)")
        for (gate, words) in [("policy", "trust set"), ("back-to", "back-to:defined")] {
            let run = await repository.tollgate("gate", "SD-10", "--gate", gate)
            #expect(run.status == 2 && run.errors.contains(words), "\(run)")
        }
    }

    @Test("before the first commit the policy of the work tree counts; in a bare repository HEAD's tree does")
    func otherStates() async throws {
        let repository = try TestRepository()
        try repository.write(Plans.policyPath, Self.policy)
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", "owner: a.b\nproblem: Slow.\n"))
        let early = await repository.tollgate("gate", "SD-1")
        #expect(early.status == 0 && early.output.contains("by plans/policy.yaml, not committed yet"), "\(early)")
        let bare = try TestRepository(isBare: true) { start(policy: Self.policy) { plan("SD-1", "defined") } }
        let run = await bare.tollgate("gate", "SD-1")
        #expect(run.status == 1 && run.output.contains("tree of main ("), "\(run)")
    }

    @Test("a document that was not written for Tollgate says what can be judged of it")
    func adapted() async throws {
        let repository = try TestRepository {
            Commit("start") { Write("proposals/1.md", Plans.proposal("1", "draft")) }
        }
        let path = try repository.sandbox.makeFolder("outside") + "/policy.yaml"
        let policy =
            Plans.foreignPolicy + """
                gates:
                  review: {require: [{fields: [title, owner]}]}
                  accepted: {require: [{funded: true}]}

                """
        try policy.write(toFile: path, atomically: true, encoding: .utf8)
        let review = await repository.tollgate("gate", "1", "--policy", path)
        #expect(review.status == 0 && review.output.contains("of the criteria only `fields` can hold"), "\(review)")
        let accepted = await repository.tollgate("gate", "1", "--policy", path, "--gate", "accepted")
        #expect(accepted.status == 1 && accepted.output.contains("was not written for Tollgate"), "\(accepted)")
    }
}

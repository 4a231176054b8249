import Foundation
import Testing
import TollgateTesting

/// `advance`: each step on a real repository, judged afterwards by `check` and by git.
@Suite("Advance")
struct AdvanceTests {
    static let gates = """
        gates:
          identified: {require: [{fields: [owner]}]}
          detailed: {require: [{fields: [owner]}], lock: [metrics]}
          closed: {require: [{metrics: {class: outcome, reached: 100%}}, {fields: [owner]}]}
          on-hold: {require: [{fields: [because, review-by]}]}
          cancelled: {require: [{fields: [because, value-disposition]}]}
          rebaseline: {require: [{fields: [because]}]}
          shortfall: {require: [{fields: [shortfall.because]}]}

        """
    private static let policy = Plans.policy(gates)
    private static let metrics = """
        metrics:
          - {id: calls, class: outcome, unit: calls/month, direction: decrease, guardrail: open, baseline: {value: 10, from: 2025-10, to: 2025-12, source: desk}, target: {value: 5, by: 2026-12}}   # agreed
          - {id: open, class: guardrail, unit: calls/month, direction: decrease, baseline: {value: 3, from: 2025-10, to: 2025-12, source: desk}, limit: 4}

        """

    private func repository(_ stage: String, _ more: String = "owner: ana.ruiz\n") throws -> TestRepository {
        try TestRepository { start(policy: Self.policy) { plan("SD-1", stage, more) } }
    }

    private func advance(_ repository: TestRepository, _ arguments: String..., environment: [String: String] = [:])
        async -> CommandRun
    {
        await CommandRun(
            ["advance", "SD-1"] + arguments, in: repository.path,
            environment: repository.sandbox.environment.merging(environment) { $1 })
    }

    /// The lines that the last commit takes away and adds.
    private func changes(_ repository: TestRepository) throws -> [String] {
        try repository.git("show", "--format=", "--unified=0").split(separator: "\n").map(String.init)
            .filter { ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---") }
    }

    /// One step, where it starts from, how it is asked for, and the lines that it changes.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let stage: String
        var more = "owner: ana.ruiz\n"
        var arguments: [String] = []
        let lines: [String]
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "identified", stage: "defined", lines: ["-stage: defined", "+stage: identified"]),
        Case(
            name: "decided", stage: "detailed   # as agreed", more: "owner: ana.ruiz\nbecause: before\n",
            arguments: ["--because", "Board of 2 March: go"],
            lines: [
                "-stage: detailed   # as agreed", "+stage: decided   # as agreed", "-because: before",
                "+because: \"Board of 2 March: go\"",
            ]),
        Case(
            name: "on-hold", stage: "detailed",
            arguments: ["--hold", "--because", "Supplier is late.", "--review-by", "2026-09-01"],
            lines: ["+state: on-hold", "+because: Supplier is late.", "+review-by: 2026-09-01"]),
        Case(
            name: "on-hold", stage: "detailed", more: "state: active\nowner: ana.ruiz\nbecause: \"old\"\n",
            arguments: ["--hold", "--because", "new", "--review-by", "2026-09-01"],
            lines: [
                "-state: active", "+state: on-hold", "-because: \"old\"", "+because: \"new\"", "+review-by: 2026-09-01",
            ]),
        Case(
            name: "cancelled", stage: "detailed",
            arguments: ["--cancel", "--because", "No supplier.", "--value-disposition", "Given up."],
            lines: ["+state: cancelled", "+because: No supplier.", "+value-disposition: Given up."]),
        Case(
            name: "resume", stage: "detailed",
            more: "state: on-hold\nbecause: late\nreview-by: 2026-08-01\nowner: ana.ruiz\n", arguments: ["--resume"],
            lines: ["-state: on-hold", "+state: active", "-review-by: 2026-08-01"]),
        Case(
            name: "cancelled", stage: "detailed",
            more: "owner: ana.ruiz\nstate: on-hold\nreview-by: 2026-08-01   # soon\nbecause: late\n",
            arguments: ["--cancel", "--because", "Never came.", "--value-disposition", "Given up."],
            lines: [
                "-state: on-hold", "-review-by: 2026-08-01   # soon", "-because: late", "+state: cancelled",
                "+because: Never came.", "+value-disposition: Given up.",
            ]),
        Case(
            name: "back-to:identified", stage: "decided",
            arguments: ["--back", "identified", "--because", "Costs rose."],
            lines: ["-stage: decided", "+stage: identified", "+because: Costs rose."]),
        Case(
            name: "shortfall", stage: "implemented", more: "owner: ana.ruiz\n" + metrics,
            arguments: ["--shortfall", "--because", "The market changed."],
            lines: ["-stage: implemented", "+stage: closed", "+shortfall:", "+  because: The market changed."]),
    ]

    @Test(
        "each step changes the lines that show it and nothing else, and is a landing without findings", arguments: cases
    )
    func steps(_ step: Case) async throws {
        let repository = try repository(step.stage, step.more)
        try repository.write("other.txt", "staged")
        try repository.git("add", "other.txt")
        let run = await CommandRun(
            ["advance", "SD-1"] + step.arguments, in: repository.path, environment: repository.sandbox.environment)
        #expect(run.status == 0 && run.output.contains("committed: SD-1 takes the step `\(step.name)`"), "\(run)")
        #expect(try changes(repository) == step.lines)
        #expect(try repository.git("log", "-1", "--format=%s") == "SD-1: \(step.name)")
        #expect(try repository.git("status", "--porcelain") == "A  other.txt")
        #expect(try repository.git("fsck", "--strict", "--no-dangling") == "")
        let checked = try await repository.check("--range", "HEAD^..HEAD")
        #expect(checked.status == 0 && checked.examined["steps"] == 1, "\(checked)")
    }

    @Test("the message says what happened, why, and for whom, as a trailer that git finds")
    func message() async throws {
        let repository = try repository("decided")
        _ = await advance(repository, "--back", "detailed", "--because", "Costs\nGate-Signoff: tollgate/v1 rose")
        #expect(
            try repository.git("log", "-1", "--format=%B") == """
                SD-1: back-to:detailed

                The stage goes back from decided to detailed. No criterion is asked for.

                Because: Costs Gate-Signoff: tollgate/v1 rose

                Initiative: SD-1
                """)
        #expect(try repository.git("log", "-1", "--format=%(trailers:only)") == "Initiative: SD-1")
        #expect(
            try repository.git("log", "-1", "--format=%an|%ae|%ct")
                == "Ada Moreau|ada@example.org|\(repository.sandbox.now.seconds)")
    }

    @Test("while the gate is closed nothing is written, and everything that is missing is said")
    func closed() async throws {
        let repository = try repository("implemented", Self.metrics)
        let before = try Standing(repository)
        let run = await advance(repository)
        #expect(run.status == 1, "\(run)")
        for text in [
            "error[GAT010]: `closed` needs every outcome metric", "error[GAT010]: `closed` needs a value in `owner`",
            "refused: SD-1 does not take the step `closed`", "`tollgate gate SD-1 --gate closed`",
        ] {
            #expect(run.output.contains(text), "\(text): \(run)")
        }
        #expect(try Standing(repository) == before)
    }

    @Test(
        "a step that cannot be taken from there is refused, with what can",
        arguments: [
            ("closed", "", [], 1, "no stage follows `closed`"),
            ("detailed", "state: on-hold\n", [], 1, "resume it first"),
            ("detailed", "state: cancelled\n", ["--cancel"], 1, "cancelled already"),
            ("detailed", "", ["--resume"], 1, "nothing to resume"),
            ("detailed", "", ["--back", "decided", "--because", "x"], 1, "is not before"),
            ("detailed", "", ["--back", "defned", "--because", "x"], 2, "did you mean `defined`?"),
            ("detailed", "", ["--back", "defined"], 1, "error[GAT009]"),
            ("detailed", "because: x\n", ["--back", "defined", "--because", "x"], 1, "error[GAT009]"),
            ("detailed", "", ["--hold", "--because", "x"], 1, "error[GAT010]"),
            ("detailed", "", ["--hold", "--because", "x"], 1, "`--review-by <date>`"),
            ("detailed", "", ["--hold", "--because", "x"], 1, "`tollgate gate SD-1 --gate on-hold` shows"),
            ("detailed", "", ["--back", "defined"], 1, "`--because <text>`"),
            ("identified", "", ["--shortfall", "--because", "x"], 1, "`detailed` comes first"),
            ("identified", "", ["--rebaseline", "--because", "x"], 1, "nothing is locked"),
            ("detailed", "", ["--rebaseline", "--because", "x"], 1, "no locked field differs"),
            ("identified", "", ["--hold", "--cancel"], 2, "exclude each other"),
            ("identified", "", ["--review-by", "2026-08-01"], 2, "belongs to `--hold`"),
            ("identified", "", ["--hold", "--review-by", "soon"], 2, "is no date"),
            ("identified", "", ["--value-disposition", "x"], 2, "belongs to `--cancel`"),
            ("identified", "", ["--because", " "], 2, "is empty"),
            ("identified", "", ["--hold", "--because", "a\u{202E}b"], 1, "SD-1.yaml"),
        ] as [(String, String, [String], Int32, String)])
    func refusals(stage: String, more: String, arguments: [String], status: Int32, words: String) async throws {
        let repository = try repository(stage, more)
        let before = try Standing(repository)
        let run = await CommandRun(
            ["advance", "SD-1"] + arguments, in: repository.path, environment: repository.sandbox.environment)
        #expect(run.status == status && run.transcript.contains(words), "\(run)")
        #expect(try Standing(repository) == before)
    }

    @Test("a policy that declares no re-baseline and no shortfall lets nobody take one")
    func undeclared() async throws {
        let policy = Plans.policy("gates: {detailed: {lock: [metrics]}}\n")
        for (stage, arguments) in [
            ("detailed", ["--rebaseline", "--because", "x"]), ("implemented", ["--shortfall", "--because", "x"]),
        ] {
            let repository = try TestRepository { start(policy: policy) { plan("SD-1", stage, Self.metrics) } }
            let changed = Self.metrics.replacingOccurrences(of: "value: 5", with: "value: 6")
            if arguments.contains("--rebaseline") {
                try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", stage, changed))
            }
            let before = try Standing(repository)
            let run = await CommandRun(
                ["advance", "SD-1"] + arguments, in: repository.path, environment: repository.sandbox.environment)
            #expect(run.status == 1 && run.output.contains("error[GAT013]"), "\(run)")
            #expect(try Standing(repository) == before)
        }
    }

    @Test("a re-baseline commits the plan as it was edited in the work tree, staged or not", arguments: [false, true])
    func rebaseline(isStaged: Bool) async throws {
        let repository = try repository("detailed", Self.metrics)
        let changed = Self.metrics.replacingOccurrences(of: "value: 5", with: "value: 6")
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "detailed", changed))
        if isStaged { try repository.git("add", "plans") }
        let before = try Standing(repository)
        let without = await advance(repository, "--rebaseline")
        #expect(without.status == 1 && without.output.contains("error[GAT012]"), "\(without)")
        let other = await advance(repository)
        #expect(other.status == 1 && other.errors.contains("--rebaseline"), "\(other)")
        #expect(try Standing(repository) == before)
        let run = await advance(repository, "--rebaseline", "--because", "Half the desk left.")
        #expect(run.status == 0, "\(run)")
        let lines = try changes(repository)
        #expect(lines.count == 3 && lines.contains("+because: Half the desk left."), "\(lines)")
        #expect(try repository.git("status", "--porcelain") == "")
        #expect(try await repository.check("--range", "HEAD^..HEAD").status == 0)
    }

    @Test(
        "what differs from HEAD in plan, ledger or evidence has to be committed first",
        arguments: ["plan", "ledger", "new ledger", "evidence", "lost evidence", "staged plan"])
    func uncommitted(_ what: String) async throws {
        let readiness = "owner: ana.ruiz\nreadiness:\n  - {id: a, item: A, done: true, evidence: evidence/a.txt}\n"
        let header = "date,series,item,period,value,evidence,note\n"
        let repository = try TestRepository {
            start(policy: Self.policy) {
                plan("SD-1", "defined", readiness)
                Write("plans/p/evidence/a.txt", "a\n")
                if what != "new ledger" { Write("plans/p/SD-1.csv", header) }
            }
        }
        switch what {
        case "plan": try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", readiness + "# x\n"))
        case "staged plan":
            try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", readiness + "# x\n"))
            try repository.git("add", "plans")
            try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined", readiness))
        case "ledger", "new ledger":
            try repository.write("plans/p/SD-1.csv", header + "2026-06-01,status,implementation,,green,,\n")
        case "lost evidence": try repository.git("rm", "--quiet", "plans/p/evidence/a.txt")
        default: try repository.write("plans/p/evidence/a.txt", "b\n")
        }
        let before = try Standing(repository)
        let run = await advance(repository)
        #expect(run.status == 1 && run.errors.contains("differs from HEAD"), "\(run)")
        #expect(run.errors.contains("commit or restore it first"), "\(run)")
        #expect(try Standing(repository) == before)
    }

    @Test("sign-offs are pending off a governed branch, and on one the step is not taken")
    func signOffs() async throws {
        let policy = Plans.policy("gates: {identified: {require: [{fields: [owner]}], sign-off: [{role: sponsor}]}}\n")
        let repository = try TestRepository { start(policy: policy) { plan("SD-1", "defined", "owner: a.b\n") } }
        let before = try Standing(repository)
        let governed = await advance(repository)
        #expect(governed.status == 3 && governed.output.contains("`plans/people.yaml` is not there"), "\(governed)")
        #expect(governed.output.contains("not judged: the gate `identified` asks for sign-off by role `sponsor`"))
        #expect(try Standing(repository) == before)
        try repository.git("switch", "--quiet", "-c", "sd-1-identified")
        let run = await advance(repository)
        #expect(run.status == 0 && run.output.contains("pending: `SD-1` takes the step `identified`"), "\(run)")
        #expect(
            try repository.git("log", "-1", "--format=%b").contains(
                "Still needed: sign-off by role `sponsor`."))
        // Nothing has passed: what landing it would do is still not judged.
        #expect(try await repository.check("--range", "main..HEAD").status == 3)
        try repository.git("switch", "--quiet", "--detach", "main")
        let detached = await advance(repository)
        #expect(detached.status == 0 && detached.output.contains("on a detached HEAD"), "\(detached)")
    }

    @Test("a dry run shows the difference and the judgement, and writes nothing at all")
    func dryRun() async throws {
        let repository = try repository("defined")
        let before = try Standing(repository, withObjects: true)
        let run = await advance(repository, "--dry-run")
        #expect(run.status == 0, "\(run)")
        for text in [
            "--- a/plans/p/SD-1.yaml", "-stage: defined\n+stage: identified\n", "    SD-1: identified\n",
            "possible: SD-1 would take the step `identified` on main; nothing is written",
        ] {
            #expect(run.output.contains(text), "\(text): \(run)")
        }
        let json = try JSON(await advance(repository, "--dry-run", "--format", "json").output).object
        #expect(json["format"] as? String == "tollgate.advance/1" && json["outcome"] as? String == "possible")
        for format in ["concise", "jsonl", "csv"] {
            #expect(await advance(repository, "--dry-run", "--format", format).output.contains("possible"))
        }
        let closed = try self.repository("defined", "")
        #expect(await advance(closed, "--dry-run").status == 1)
        #expect(try Standing(repository, withObjects: true) == before)
    }

    @Test("what keeps git from committing keeps this from it, and nothing is changed")
    func repositoryStates() async throws {
        let locked = try repository("defined")
        #expect(FileManager.default.createFile(atPath: locked.gitDirectory + "/index.lock", contents: nil))
        let before = try Standing(locked)
        let run = await advance(locked)
        #expect(run.status == 3 && run.errors.contains("index.lock"), "\(run)")
        #expect(try Standing(locked) == before)

        let nobody = try repository("defined")
        try nobody.git("config", "user.name", "")
        let anonymous = await CommandRun(["advance", "SD-1"], in: nobody.path)
        #expect(anonymous.status == 2 && anonymous.errors.contains("git config user.name"), "\(anonymous)")

        let bare = try TestRepository(isBare: true) { start(policy: Self.policy) { plan("SD-1", "defined") } }
        #expect(await advance(bare).status == 2)
        let empty = try TestRepository()
        #expect(await advance(empty).errors.contains("commit the plans first"))
        let root = try TestRepository { Commit("start") { plan("SD-1", "defined") } }
        try root.write(Plans.policyPath, Self.policy)
        let first = await advance(root)
        #expect(first.status == 3 && first.errors.contains("commit the policy first"), "\(first)")
    }

    @Test("a commit that git would sign says that it is not signed")
    func unsigned() async throws {
        let repository = try repository("defined")
        try repository.git("config", "commit.gpgSign", "true")
        let run = await advance(repository)
        #expect(run.status == 0 && run.output.contains("the commit is not signed"), "\(run)")
    }

    @Test("no hook is run")
    func hooks() async throws {
        let repository = try repository("defined")
        let hook = repository.gitDirectory + "/hooks/pre-commit"
        try FileManager.default.createDirectory(
            atPath: repository.gitDirectory + "/hooks", withIntermediateDirectories: true)
        try Data("#!/bin/sh\ntouch \"\(repository.path)/ran\"\nexit 1\n".utf8).write(to: URL(fileURLWithPath: hook))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
        #expect(await advance(repository).status == 0)
        #expect(!FileManager.default.fileExists(atPath: repository.path + "/ran"))
    }

    @Test("a document that was not written for Tollgate is not edited")
    func adapted() async throws {
        let repository = try TestRepository {
            Commit("start") { Write("proposals/1.md", Plans.proposal("1", "draft")) }
        }
        let path = try repository.sandbox.makeFolder("outside") + "/policy.yaml"
        try Data(Plans.foreignPolicy.utf8).write(to: URL(fileURLWithPath: path))
        let run = await repository.tollgate("advance", "1", "--policy", path)
        #expect(run.status == 2 && run.errors.contains("was not written for Tollgate"), "\(run)")
    }

    @Test("a Markdown plan and one with an unusual layout keep every other byte")
    func layouts() async throws {
        let markdown =
            "---\n" + Plans.initiative("SD-1", "\"defined\"", "owner: ana.ruiz\n") + "---\n\n# Text\n\nstage: defined\n"
        let flow =
            "{schema: tollgate/initiative/v1, id: SD-1, title: T,\n  stage: 'defined', # here\n  owner: ana.ruiz}\n"
        for (path, text, old, new) in [
            ("plans/p/SD-1.md", markdown, "stage: \"defined\"", "stage: \"identified\""),
            ("plans/p/SD-1.yaml", flow, "stage: 'defined'", "stage: 'identified'"),
        ] {
            let repository = try TestRepository { start(policy: Self.policy) { Write(path, text) } }
            let run = await advance(repository)
            #expect(run.status == 0, "\(run)")
            #expect(try repository.read(path) == text.replacingOccurrences(of: old, with: new))
        }
    }
}

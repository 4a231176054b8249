import Foundation
import GitStore
import Testing
import TollgateTesting

/// Clones and repositories of every kind, and policies from every place.
@Suite("Clones and policies")
struct CloneTests {
    private static let commands = [["check"], ["log"], ["status"], ["analyze", "transitions"]]

    private func history() throws -> TestRepository {
        try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("one") { plan("SD-1", "identified") }
            Commit("two") { plan("SD-1", "detailed") }
        }
    }

    // MARK: - Clones

    @Test("a folder that is no repository is a mistake in use", arguments: commands + [["doctor"]])
    func noRepository(command: [String]) async throws {
        let sandbox = try Sandbox()
        let run = await CommandRun(command, in: sandbox.path)
        #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        #expect(run.errors.contains("no git repository") && run.errors.contains("git init"), "\(run)")
        let nowhere = await CommandRun(command + ["-C", "missing"], in: sandbox.path)
        #expect(nowhere.status == 2, "\(nowhere)")
    }

    @Test("a repository without commits has nothing to examine")
    func empty() async throws {
        let repository = try TestRepository()
        for command in [["log"], ["status"], ["analyze", "transitions"]] {
            let run = await CommandRun(command, in: repository.path)
            #expect(run.status == 3 && run.errors.contains("has no commits"), "\(run)")
        }
        let check = await repository.tollgate("check")
        #expect(check.status == 2 && check.errors.contains("there is no policy at plans/policy.yaml"), "\(check)")
        let doctor = await repository.tollgate("doctor")
        #expect(doctor.status == 3 && doctor.output.contains("without commits"), "\(doctor)")
        // What is about to be the first commit can be judged.
        try repository.write(Plans.policyPath, Plans.policy())
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "defined"))
        expect(try await repository.check(), 0)
        #expect(await repository.tollgate("check", "--staged").status == 2)
        try repository.git("add", ".")
        let staged = try await repository.check("--staged")
        expect(staged, 0)
        #expect(staged.remarks.contains { $0.contains("no commit to compare with") }, "\(staged)")
        let bare = try TestRepository(isBare: true)
        #expect(await bare.tollgate("check").status == 3)
    }

    @Test("a bare clone answers as the repository does")
    func bare() async throws {
        let repository = try history()
        let bare = try repository.bareClone()
        for command in [
            ["log", "--format", "json"], ["status", "--format", "json"], ["analyze", "transitions", "--format", "csv"],
            ["log"], ["status"],
        ] {
            let (here, there) = (
                await CommandRun(command, in: repository.path), await CommandRun(command, in: bare.path)
            )
            #expect(here.status == 0 && there.status == 0 && here.output == there.output, "\(there)")
        }
        let checked = try await bare.check()
        expect(checked, 0)
        #expect(checked.examined["documents"] == 1)
        expect(try await bare.check("--range", "main~2..main"), 0)
        let doctor = await bare.tollgate("doctor")
        #expect(doctor.status == 0 && doctor.output.contains("a bare repository"), "\(doctor)")
        let some = try await bare.check("plans/p")
        expect(some, 0)
        let staged = await bare.tollgate("check", "--staged")
        #expect(staged.status == 2 && staged.errors.contains("a bare repository has no index"), "\(staged)")
        let baseline = await bare.tollgate("check", "--write-baseline")
        #expect(baseline.status == 2 && baseline.errors.contains("a bare repository has no work tree"), "\(baseline)")
    }

    @Test("a bare repository's tree is judged as it stands")
    func bareViolation() async throws {
        let repository = try TestRepository { start { plan("SD-1", "decidd") } }
        expect(try await repository.bareClone().check(), 1, "GAT001")
    }

    @Test("a repository of SHA-256 names is refused with a reason")
    func sha256() async throws {
        let sandbox = try Sandbox()
        try sandbox.git(["init", "--quiet", "--object-format=sha256", "other"])
        for command in Self.commands + [["doctor"]] {
            let run = await CommandRun(command, in: sandbox.path + "/other")
            #expect(run.status == 3 && run.errors.contains("SHA-256") && run.errors.contains("SHA-1"), "\(run)")
        }
    }

    @Test("with HEAD elsewhere, the branch that the policy governs is read")
    func governedBranch() async throws {
        let repository = try history()
        try repository.git("checkout", "--quiet", "--detach", "main~2")
        for command in [["log"], ["status"], ["analyze", "transitions"]] {
            let run = await CommandRun(command, in: repository.path)
            #expect(run.status == 0 && run.output.contains("main (") && run.output.contains("detailed"), "\(run)")
        }
        let check = await repository.tollgate("check")
        #expect(check.status == 0 && check.output.contains("work tree against HEAD ("), "\(check)")
        try repository.git("checkout", "--quiet", "-b", "topic")
        let status = await repository.tollgate("status")
        #expect(status.output.contains("main (") && status.output.contains("detailed"), "\(status)")
        // Where the policy names no branch, HEAD is read.
        let policy = Plans.policy().replacing("branches: [main]\n", with: "")
        let path = repository.sandbox.path + "/policy.yaml"
        try policy.write(toFile: path, atomically: true, encoding: .utf8)
        let own = await repository.tollgate("status", "--policy", path)
        #expect(own.output.contains("topic (") && own.output.contains("defined"), "\(own)")
    }

    @Test("a governed branch may be there as it was fetched only, or not at all")
    func fetchedBranch() async throws {
        let repository = try history()
        try repository.git("checkout", "--quiet", "-b", "topic")
        try repository.git("update-ref", "refs/remotes/origin/main", "main")
        try repository.git("branch", "--quiet", "-D", "main")
        let status = await repository.tollgate("status")
        #expect(status.status == 0 && status.output.contains("origin/main ("), "\(status)")
        expect(try await repository.check("--range", "origin/main~1..origin/main"), 0)
        try repository.git("update-ref", "-d", "refs/remotes/origin/main")
        for command in [["log"], ["status"], ["analyze", "transitions"]] {
            let run = await CommandRun(command, in: repository.path)
            #expect(run.status == 3 && run.errors.contains("git fetch origin main:main"), "\(run)")
        }
    }

    @Test("a linked work tree and a subfolder answer as the repository does")
    func linked() async throws {
        let repository = try history()
        let linked = try repository.addLinkedWorkTree(branch: "linked")
        expect(try await linked.check(), 0)
        #expect(await linked.tollgate("log").output == repository.tollgate("log").output)
        let inner = await CommandRun(["status"], in: repository.path + "/plans/p")
        let top = await repository.tollgate("status")
        #expect(inner.status == 0 && inner.output == top.output, "\(inner)")
    }

    // MARK: - Policies

    private func foreign() throws -> TestRepository {
        try TestRepository {
            Commit("start") { Write("proposals/0042-retries.md", Plans.proposal("42", "draft")) }
            Commit("accepted") { Write("proposals/0042-retries.md", Plans.proposal("42", "accepted")) }
            Commit("odd") { Write("proposals/0043-odd.md", Plans.proposal("43", "Draft")) }
        }
    }

    @Test("a policy outside of the repository is named from the current folder, from -C, or in full")
    func policyOutside() async throws {
        let repository = try foreign()
        let path = repository.sandbox.path + "/policy.yaml"
        try Plans.foreignPolicy.write(toFile: path, atomically: true, encoding: .utf8)
        for (arguments, folder) in [
            (["--policy", path], repository.path), (["--policy", "../policy.yaml"], repository.path),
            (["--policy", "policy.yaml", "-C", "repository"], repository.sandbox.path),
            (["--policy", "../policy.yaml", "-C", repository.path], "/"),
        ] {
            let run = await CommandRun(["analyze", "transitions", "--format", "json"] + arguments, in: folder)
            #expect(run.status == 0, "\(run)")
            #expect(try JSON(run.output).rows.map { $0["kind"] } == ["skip"], "\(run)")
        }
        let checked = try await repository.check("--policy", path)
        expect(checked, 1, "GAT001")
        #expect(checked.findings.map(\.line) == [4] && checked.findings.map(\.column) == [9], "\(checked)")
        #expect(await repository.tollgate("check").errors.contains("there is no policy at plans/policy.yaml"))
        #expect(await repository.tollgate("log").status == 2)
        let range = try await repository.check("--policy", path, "--range", "main~1..main")
        expect(range, 1, "GAT001")
    }

    @Test("a policy is taken from a revision")
    func policyAtRevision() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "decided") }
            Commit("other ladder") {
                Write(Plans.policyPath, Plans.policy(version: 2).replacing("decided", with: "agreed"))
                Write("rules/policy.yaml", Plans.policy())
            }
        }
        expect(try await repository.check(), 1, "GAT001")
        expect(try await repository.check("--policy", "HEAD~1:plans/policy.yaml"), 0)
        expect(try await repository.check("--policy", "main:rules/policy.yaml"), 0)
        for name in ["main:rules/none.yaml", "none:plans/policy.yaml", "main:plans", "main:", ":plans/policy.yaml"] {
            let run = await repository.tollgate("check", "--policy", name)
            #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        }
    }

    @Test(
        "a policy that is missing or no file is a mistake in use",
        arguments: ["missing.yaml", ".", "plans", "/dev/null/x", ""])
    func missingPolicy(name: String) async throws {
        let repository = try history()
        for command in [["check"], ["status"], ["log"], ["check", "--range", "main~1..main"]] {
            let run = await CommandRun(command + ["--policy", name], in: repository.path)
            #expect(run.status == 2 && run.output.isEmpty && run.errors.hasPrefix("error: "), "\(run)")
        }
    }

    @Test("a policy that cannot be used is shown with its mistakes, and nothing is judged by it")
    func unreadablePolicy() async throws {
        for (text, codes, place) in [
            (Plans.policy(version: 1, "stagse: []\n"), ["DOC002"], ":5:1"),
            (Plans.policy(version: 1, "gates:\n  decidd: {}\n"), ["DOC006"], ":6:3"),
            (Plans.policy(version: 1, "gates:\n  decided: {requires: []}\n"), ["DOC002"], ":6:13"),
            (Plans.policy(version: 1, "min-tollgate: 99.0\n"), ["DOC005"], ":5:15"),
            (Plans.policy(version: 1, "rules: {GAT002: warning}\n"), ["TRU004"], ":5:9"),
            (Plans.policy(version: 1, "rules: {PLN999: off}\n"), ["TRU004"], ":5:9"),
            (Plans.policy(version: 1, "branches: [main]\n"), ["SYN016"], ":5:1"),
            ("schema: tollgate/policy/v1\n", ["DOC003"], ":1:1"),
            ("stages: [\n", ["SYN010"], ":"), ("", ["SYN010"], "policy.yaml:1:1"), ("text\n", ["DOC001"], ":1:1"),
        ] {
            let repository = try TestRepository {
                Commit("start") {
                    Write(Plans.policyPath, text)
                    plan("SD-1", "defined")
                }
                Commit("next") { plan("SD-1", "identified") }
            }
            let outside = repository.sandbox.path + "/policy.yaml"
            try text.write(toFile: outside, atomically: true, encoding: .utf8)
            for options in [[], ["--policy", outside], ["--policy", "main:plans/policy.yaml"]] {
                for command in Self.commands + [["check", "--staged"], ["check", "--range", "main~1..main"]] {
                    let run = await CommandRun(command + options, in: repository.path)
                    #expect(run.status == 2 && run.output.isEmpty, "\(run)")
                    for code in codes { #expect(run.errors.contains("error[\(code)]"), "\(code): \(run)") }
                    #expect(run.errors.contains(place) && run.errors.contains("cannot be used"), "\(place): \(run)")
                }
            }
            let doctor = await repository.tollgate("doctor")
            #expect(doctor.status == 3 && doctor.output.contains("cannot be used"), "\(doctor)")
        }
    }

    @Test("a policy that asks for a newer Tollgate is not half obeyed")
    func newerTollgate() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, "min-tollgate: \"0.2\"\n")) { plan("SD-1", "defined") }
        }
        let run = await repository.tollgate("check")
        #expect(run.status == 2, "\(run)")
        #expect(run.errors.contains("the policy asks for Tollgate 0.2 or newer; this is 0.1.0"), "\(run)")
        #expect(run.errors.contains("install a newer Tollgate"), "\(run)")
        let exact = try TestRepository {
            start(policy: Plans.policy(version: 1, "min-tollgate: \"0.1.0\"\n")) { plan("SD-1", "defined") }
        }
        expect(try await exact.check(), 0)
    }

    @Test("D08: a policy that matches nothing is no pass")
    func D08_nothingMatches() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy(version: 1, "documents:\n  - {kind: initiative, match: \"plan/*/*.yaml\"}\n")) {
                plan("SD-1", "decided")
            }
            Commit("next") { plan("SD-1", "closed") }
        }
        for command in [["log"], ["status"], ["analyze", "transitions"]] {
            let run = await CommandRun(command, in: repository.path)
            #expect(run.status == 3 && run.output.isEmpty, "\(run)")
            #expect(run.errors.contains("nothing was examined") && run.errors.contains("`plan/*/*.yaml`"), "\(run)")
        }
        // The file that no entry matches is found all the same.
        let checked = try await repository.check()
        #expect(checked.status == 1 && checked.codes == ["DOC010"], "\(checked)")
        let bare = try await repository.bareClone().check()
        #expect(bare.status == 1, "\(bare)")
        // With a policy outside, nothing lies below its folder, and nothing is found.
        let path = repository.sandbox.path + "/policy.yaml"
        try Plans.foreignPolicy.write(toFile: path, atomically: true, encoding: .utf8)
        for command in Self.commands + [["check", "--staged"]] {
            let run = await CommandRun(command + ["--policy", path], in: repository.path)
            #expect(run.status == 3 && run.transcript.contains("`proposals/*.md`"), "\(run)")
        }
        let range = try await repository.check("--policy", path, "--range", "main~1..main")
        expect(range, 3)
        #expect(range.undecided == ["nothing was examined: no file matches `proposals/*.md`"])
    }
}

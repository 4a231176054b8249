import Foundation
import GitStore
import Testing
import TollgateTesting

/// `hooks/pre-commit` as git calls it, with the real program.
@Suite("pre-commit hook")
struct HookTests {
    /// A repository with plans, an unrelated file, and the hook.
    private func repository(policy: String = Plans.policy()) throws -> TestRepository {
        let repository = try TestRepository {
            start(policy: policy) {
                plan("SD-1", "defined")
                plan("SD-2", "defined")
                Write("README", "text\n")
            }
        }
        try install(repository)
        return repository
    }

    private func install(_ repository: TestRepository) throws {
        // Copied by a process of its own: a file that this one has open for writing while another test starts a program
        // could not be executed.
        let copied = try repository.sandbox.run(
            "install",
            ["-D", "-m", "755", Binary.package + "/hooks/pre-commit", repository.path + "/.git/hooks/pre-commit"])
        try #require(copied.status == 0, "\(copied)")
    }

    /// Runs `git commit`, and says whether there is a new commit.
    private func commit(_ repository: TestRepository, _ arguments: String..., environment: [String: String] = [:])
        throws
        -> (isCommitted: Bool, errors: String, output: String)
    {
        let before = try? repository.git("rev-parse", "HEAD")
        let outcome = try repository.sandbox.run(
            "git", ["commit", "--quiet", "--message", "change"] + arguments, in: repository.path,
            environment: ["TOLLGATE": Binary.path].merging(environment) { $1 })
        let after = try? repository.git("rev-parse", "HEAD")
        #expect((outcome.status == 0) == (before != after), "\(outcome.errorText)")
        return (before != after, outcome.errorText, outcome.text)
    }

    private func edit(_ repository: TestRepository, _ id: String, _ stage: String) throws {
        try repository.write(Plans.path(id), Plans.initiative(id, stage))
    }

    @Test("a good step is committed and a bad one is not, however git is asked to")
    func normal() throws {
        let repository = try repository()
        try edit(repository, "SD-1", "identified")
        try repository.git("add", "plans")
        #expect(try commit(repository).isCommitted)
        try edit(repository, "SD-1", "implemented")
        try repository.git("add", "plans")
        let blocked = try commit(repository)
        #expect(!blocked.isCommitted)
        let text = blocked.errors + blocked.output
        #expect(
            text.contains("error[GAT002]: `implemented` is more than one stage forward; the next one is `detailed`"),
            "\(text)")
        #expect(text.contains("--> plans/p/SD-1.yaml:4:8"), "\(text)")
        // What was staged is staged still.
        #expect(try repository.git("diff", "--cached", "--name-only") == Plans.path("SD-1"))
        #expect(try commit(repository, "--no-verify").isCommitted, "a hook is advisory")
    }

    @Test("commit --all is judged on what it would commit")
    func all() throws {
        let repository = try repository()
        try edit(repository, "SD-1", "decided")
        let blocked = try commit(repository, "--all")
        #expect(!blocked.isCommitted && (blocked.errors + blocked.output).contains("GAT002"), "\(blocked)")
        #expect(try repository.git("diff", "--cached", "--name-only") == "", "nothing was staged by the attempt")
        try edit(repository, "SD-1", "identified")
        #expect(try commit(repository, "--all").isCommitted)
    }

    @Test("a commit of some paths is judged on those paths, staged or not")
    func partial() throws {
        let repository = try repository()
        try edit(repository, "SD-1", "decided")
        try repository.git("add", "plans")
        try edit(repository, "SD-2", "identified")
        // The bad one is staged and stays behind.
        #expect(try commit(repository, "--", Plans.path("SD-2")).isCommitted)
        #expect(try repository.git("show", "--name-only", "--format=") == Plans.path("SD-2"))
        try repository.write("README", "more\n")
        #expect(try commit(repository, "--", "README").isCommitted)
        let blocked = try commit(repository, "--", Plans.path("SD-1"))
        #expect(!blocked.isCommitted && (blocked.errors + blocked.output).contains("GAT002"), "\(blocked)")
        // The bad one is not staged, and comes with its path.
        try repository.git("reset", "--quiet")
        try repository.write("README", "even more\n")
        try repository.git("add", "README")
        #expect(try !commit(repository, "--", Plans.path("SD-1")).isCommitted)
        #expect(try commit(repository).isCommitted)
    }

    @Test("a linked work tree is judged on its own index")
    func linked() throws {
        let repository = try repository()
        let linked = try repository.addLinkedWorkTree(branch: "topic")
        try edit(repository, "SD-2", "closed")
        try repository.git("add", "plans")
        try edit(linked, "SD-1", "identified")
        try linked.git("add", "plans")
        #expect(try commit(linked).isCommitted)
        try edit(linked, "SD-1", "closed")
        let blocked = try commit(linked, "--all")
        #expect(!blocked.isCommitted && (blocked.errors + blocked.output).contains("SD-1.yaml:4:8"), "\(blocked)")
        #expect(!(blocked.errors + blocked.output).contains("SD-2"), "\(blocked)")
        #expect(try !commit(repository).isCommitted)
    }

    @Test("from a subfolder it is the same")
    func subfolder() throws {
        let repository = try repository()
        try edit(repository, "SD-1", "closed")
        let folder = repository.path + "/plans/p"
        let outcome = try repository.sandbox.run(
            "git", ["commit", "--quiet", "-a", "-m", "x"], in: folder, environment: ["TOLLGATE": Binary.path])
        #expect(
            outcome.status == 1 && (outcome.errorText + outcome.text).contains("--> plans/p/SD-1.yaml:4:8"),
            "\(outcome.errorText)")
    }

    @Test("a commit of unrelated files passes, and so does one of nothing but a message")
    func unrelated() throws {
        let repository = try repository()
        try repository.write("README", "more\n")
        let first = try commit(repository, "--all")
        #expect(first.isCommitted && first.errors.contains("no plan is staged"), "\(first)")
        #expect(try commit(repository, "--allow-empty").isCommitted)
        // A bad plan that is not staged is no matter of this commit.
        try edit(repository, "SD-1", "closed")
        try repository.write("README", "even more\n")
        try repository.git("add", "README")
        #expect(try commit(repository).isCommitted)
    }

    @Test("D13: removing a plan is not committed; moving it is")
    func D13_removal() throws {
        let repository = try repository()
        try repository.git("rm", "--quiet", Plans.path("SD-1"))
        let blocked = try commit(repository)
        #expect(!blocked.isCommitted && (blocked.errors + blocked.output).contains("GAT004"), "\(blocked)")
        try repository.git("reset", "--quiet", "--hard")
        try FileManager.default.removeItem(atPath: repository.path + "/" + Plans.path("SD-1"))
        #expect(try !commit(repository, "--all").isCommitted)
        try repository.git("reset", "--quiet", "--hard")
        try repository.git("mv", "plans/p", "plans/q")
        #expect(try commit(repository).isCommitted)
    }

    @Test("the commit that concludes a merge is judged")
    func merge() throws {
        let repository = try repository()
        try repository.extend {
            Branch("topic")
            Commit("theirs") { plan("SD-1", "identified", "owner: ana\n") }
            Switch("main")
            Commit("ours") { plan("SD-1", "identified", "owner: ben\n") }
        }
        #expect(try repository.gitStatus("merge", "topic").status == 1)
        // With conflicts left, git itself does not commit; Tollgate says why not.
        let unmerged = try repository.binary("check", "--staged", "--hook")
        #expect(unmerged.status == 1 && unmerged.text.contains("ENV004"), "\(unmerged.text)")
        try edit(repository, "SD-1", "closed")
        try repository.git("add", "plans")
        #expect(try !commit(repository).isCommitted)
        try edit(repository, "SD-1", "identified")
        try repository.git("add", "plans")
        #expect(try commit(repository).isCommitted)
    }

    @Test("the first commit of all is judged by the policy that it brings")
    func first() throws {
        let repository = try TestRepository()
        try install(repository)
        try repository.write(Plans.policyPath, Plans.policy())
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "definded"))
        try repository.git("add", ".")
        let blocked = try commit(repository)
        #expect(!blocked.isCommitted && (blocked.errors + blocked.output).contains("GAT001"), "\(blocked)")
        try edit(repository, "SD-1", "defined")
        try repository.git("add", ".")
        #expect(try commit(repository).isCommitted)
    }

    @Test("a gate that cannot be judged yet blocks, and says so")
    func gate() throws {
        let repository = try repository(
            policy: Plans.policy(version: 1, "gates:\n  identified: {sign-off: [{role: sponsor}]}\n"))
        try edit(repository, "SD-1", "identified")
        let blocked = try commit(repository, "--all")
        #expect(!blocked.isCommitted && (blocked.errors + blocked.output).contains("not judged"), "\(blocked)")
    }

    @Test("without the program the hook says that nothing was checked")
    func missingProgram() throws {
        let repository = try repository()
        try edit(repository, "SD-1", "identified")
        for name in ["no-such-tollgate", "/no/such/tollgate"] {
            let blocked = try commit(repository, "--all", environment: ["TOLLGATE": name])
            #expect(!blocked.isCommitted)
            #expect(blocked.errors.contains("finds no `\(name)`; nothing was checked"), "\(blocked.errors)")
            #expect(blocked.errors.contains("--no-verify"), "\(blocked.errors)")
        }
        // By its name, it is found on the PATH.
        let folder = URL(fileURLWithPath: Binary.path).deletingLastPathComponent().path
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let found = try commit(repository, "--all", environment: ["TOLLGATE": "tollgate", "PATH": folder + ":" + path])
        #expect(found.isCommitted, "\(found.errors)")
    }

    // MARK: - The environment

    private static let redirections = [
        ("GIT_DIR", "/.git"), ("GIT_COMMON_DIR", "/.git"), ("GIT_INDEX_FILE", "/.git/index"), ("GIT_WORK_TREE", ""),
        ("GIT_OBJECT_DIRECTORY", "/.git/objects"), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", "/.git/objects"),
        ("GIT_NAMESPACE", "/x"),
        ("GIT_CEILING_DIRECTORIES", ""), ("GIT_REPLACE_REF_BASE", "/refs/other"), ("GIT_SHALLOW_FILE", "/shallow"),
        ("GIT_GRAFT_FILE", "/grafts"),
    ]

    @Test("D06: without --hook no variable of git's changes what is judged")
    func D06_environment() throws {
        let sandbox = try Sandbox()
        let other = try TestRepository(in: sandbox, named: "other") { start { plan("SD-9", "closed") } }
        let repository = try TestRepository(in: sandbox) {
            start { plan("SD-1", "defined") }
            Commit("skip") { plan("SD-1", "decided") }
        }
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "closed"))
        try repository.git("add", "plans")
        for command in [
            ["check"], ["check", "--staged"], ["check", "--range", "HEAD~1..HEAD"], ["log"], ["status"], ["doctor"],
        ] {
            let plain = try sandbox.run(Binary.path, command, in: repository.path)
            #expect(plain.text.contains("SD-1") || command == ["doctor"], "\(plain.text)")
            for (name, path) in Self.redirections {
                let value = other.path + path
                let outcome = try sandbox.run(Binary.path, command, in: repository.path, environment: [name: value])
                #expect(outcome.status == plain.status && outcome.text == plain.text, "\(name): \(outcome.text)")
            }
            let all = Dictionary(uniqueKeysWithValues: Self.redirections.map { ($0.0, other.path + $0.1) })
            let outcome = try sandbox.run(Binary.path, command, in: repository.path, environment: all)
            #expect(outcome.status == plain.status && outcome.text == plain.text, "\(outcome.text)")
        }
    }

    @Test("D06: with --hook git's variables say which repository and which index")
    func D06_hook() throws {
        let sandbox = try Sandbox()
        let other = try TestRepository(in: sandbox, named: "other") { start { plan("SD-9", "defined") } }
        try other.write(Plans.path("SD-9"), Plans.initiative("SD-9", "closed"))
        try other.git("add", "plans")
        let repository = try TestRepository(in: sandbox) { start { plan("SD-1", "defined") } }
        let hooked = try sandbox.run(
            Binary.path, ["check", "--staged", "--hook"], in: other.path,
            environment: ["GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"])
        #expect(hooked.status == 1 && hooked.text.contains("SD-9.yaml:4:8"), "\(hooked.text)")
        // Another index of the same repository, as for a commit of some paths.
        try repository.write(Plans.path("SD-1"), Plans.initiative("SD-1", "closed"))
        try repository.git("add", "plans", environment: ["GIT_INDEX_FILE": repository.path + "/.git/next-index"])
        let index = ["GIT_INDEX_FILE": ".git/next-index"]
        #expect(try repository.binary("check", "--staged", "--hook", environment: index).status == 1)
        #expect(try repository.binary("check", "--staged", environment: index).status == 0)
    }
}

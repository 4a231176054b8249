import GitStore
import Testing
import TollgateTesting

@Suite("Protected files, wherever they lie")
struct ProtectedFileTests {
    private static let more =
        Plans.identity + """
            protect: [.gitattributes, .github/workflows/tollgate.yml, "plans/*/plan.yaml", "ci/**", "**/CODEOWNERS", bin/run]
            gates:
              policy: {sign-off: [{role: policy-owner}]}

            """

    private static let people = """
        schema: tollgate/people/v1
        people: {li.chen: {name: Li Chen, roles: [{role: policy-owner}]}}

        """

    private static let key =
        "li.chen ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\n"

    /// Files that are protected, and files beside them that are not, in a history of one commit.
    private func repository() throws -> TestRepository {
        try TestRepository {
            start(policy: Plans.policy(Self.more)) {
                Write("plans/people.yaml", Self.people)
                keys(Self.key)
                plan("SD-1", "defined")
                Write("plans/p/plan.yaml", "schema: tollgate/plan/v1\nid: p\ntitle: A plan\n")
                Write(".gitattributes", "plans/**/*.yaml text eol=lf\n")
                Write(".github/workflows/tollgate.yml", "on: push\n")
                Write(".github/workflows/other.yml", "on: push\n")
                Write("ci/deep/judge.sh", "tollgate check\n", mode: .executable)
                Write("bin/run", "#!/bin/sh\n", mode: .executable)
                Write("src/CODEOWNERS", "* @li\n")
                Write("src/main.c", "int main;\n")
            }
        }
    }

    @Test(
        "F13: what is protected has the gate of the policy, in the work tree, when it is staged, and in a range",
        arguments: [
            (".gitattributes", "x"), (".github/workflows/tollgate.yml", "x"), ("plans/p/plan.yaml", "# x"),
            ("ci/deep/judge.sh", "x"), ("ci/new.txt", "x"), ("src/CODEOWNERS", "x"), ("CODEOWNERS", "x"),
            (".gitattributes", nil), ("ci/deep/judge.sh", nil),
        ] as [(String, String?)])
    func edited(path: String, text: String?) async throws {
        let repository = try repository()
        if let text {
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            try shell(repository, "mkdir -p './\(folder)' && echo '\(text)' >> '\(path)'")
        } else {
            try repository.git("rm", "--quiet", path)
        }
        try await expectGate(of: path, repository, [])
        try repository.git("add", "--all")
        try await expectGate(of: path, repository, ["--staged"])
        try repository.git("checkout", "--quiet", "-b", "topic")
        try repository.git("commit", "--quiet", "-m", "change")
        try await expectGate(of: path, repository, ["--range", "main..topic"])
    }

    private func shell(_ repository: TestRepository, _ script: String) throws {
        let outcome = try repository.sandbox.run("sh", ["-ec", script], in: repository.path)
        try #require(outcome.status == 0, "\(outcome.errorText)")
    }

    /// That a check tells of the gate at the file, and has no finding about the file itself.
    private func expectGate(of path: String, _ repository: TestRepository, _ options: [String]) async throws {
        let run = await CommandRun(["check", "--format", "concise"] + options, in: repository.path)
        #expect(run.output.contains(path), "\(options) \(run)")
        #expect(!run.output.contains("DOC0") && !run.output.contains("HIS0"), "\(options) \(run)")
        if options.first == "--range" { #expect(run.status != 0, "\(run)") }
    }

    @Test("What is not protected is not looked at, and what is protected and unchanged says nothing")
    func others() async throws {
        let repository = try repository()
        expect(try await repository.check(), 0)
        try shell(repository, "echo x >> src/main.c; echo x >> .github/workflows/other.yml; echo x > README")
        expect(try await repository.check(), 0)
        try repository.git("add", "--all")
        expect(try await repository.check("--staged"), 0)
        try repository.git("checkout", "--quiet", "-b", "topic")
        try repository.git("commit", "--quiet", "-m", "change")
        expect(try await repository.check("--range", "main..topic"), 0)
    }

    @Test("Links and ignored files among what is protected")
    func oddities() async throws {
        let repository = try repository()
        try shell(
            repository, "ln -s judge.sh ci/deep/link && git add ci && git commit --quiet -m link")
        expect(try await repository.check(), 0)
        try shell(repository, "mkdir -p .git/info ci/cache; echo cache > .git/info/exclude; echo x > ci/cache/a")
        expect(try await repository.check(), 0)
    }
}

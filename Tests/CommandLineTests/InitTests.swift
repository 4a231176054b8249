import Foundation
import GitStore
import Glibc
import Testing
import TollgateTesting

/// `init` and `new`: what they write passes `check`, and nothing that is there is touched.
@Suite("Init and new")
struct InitTests {
    private static let uuid = "0a6b7c0e-6a0f-4c39-9f0b-2f6a3c1d7e55"
    private static let files = [
        ".gitattributes", ".github/workflows/tollgate.yml", "hooks/pre-commit", "plans/first-plan/IN-1.yaml",
        "plans/first-plan/plan.yaml", "plans/people.yaml", "plans/policy.yaml",
    ]

    private static let keyFiles = ["plans/allowed_signers", "plans/revoked_signers"]
    private static let key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"

    private func empty() throws -> TestRepository {
        let repository = try TestRepository()
        try repository.git("config", "user.name", "Ada Moreau")
        try repository.git("config", "user.email", "ada@example.org")
        return repository
    }

    private func written(_ repository: TestRepository) throws -> [String] {
        try repository.git("ls-files", "--others", "--exclude-standard").split(separator: "\n").map(String.init)
            .sorted()
    }

    @Test("a new repository of plans passes at once, and after its first commit", arguments: ["none", "doi"])
    func initialises(_ signOffs: String) async throws {
        let repository = try empty()
        try repository.git("config", "user.signingKey", "key::\(Self.key)")
        let run = await repository.tollgate("init", "--sign-offs", signOffs, "--repository-id", Self.uuid)
        #expect(run.status == 0, "\(run)")
        let files = (Self.files + (signOffs == "none" ? [] : Self.keyFiles)).sorted()
        #expect(try written(repository) == files)
        for file in files {
            #expect(run.output.contains(file))
            #expect(try !repository.read(file).contains("$schema"))
        }
        #expect(try repository.read(".gitattributes").contains("plans/*/*.csv text eol=lf merge=tollgate-ledger\n"))
        #expect(try repository.read("plans/policy.yaml").contains("repository: \(Self.uuid)\nbranches: [main]"))
        #expect(
            try repository.read("plans/people.yaml").contains(
                "ada.moreau:\n    name: Ada Moreau\n    emails: [ada@example.org]"))
        #expect(try await repository.check().status == 0)
        try repository.git("add", "-A")
        #expect(try await repository.check("--staged").status == 0)
        try repository.git("commit", "-qm", "start")
        #expect(try await repository.check().status == 0)
        // Placeholders have no keys, and lint says so.
        let lint = await repository.tollgate("policy", "lint", "--format", "csv")
        let names = lint.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
        #expect(Set(names) == (signOffs == "none" ? [] : ["person-without-key", "glass-nobody-can-break"]), "\(lint)")
    }

    @Test("with sign-offs, the key of whoever sets it up is listed; without one, nobody could change it any more")
    func keys() async throws {
        let repository = try empty()
        try repository.git("config", "user.signingKey", "key::\(Self.key) ada@laptop")
        #expect(await repository.tollgate("init", "--sign-offs", "doi").status == 0)
        let text = try repository.read("plans/allowed_signers")
        #expect(text.hasSuffix("\nada.moreau namespaces=\"tollgate,git\" \(Self.key)\n"), "\(text)")
        for setting in [nil, "0xDEADBEEF"] as [String?] {
            let without = try empty()
            if let setting { try without.git("config", "user.signingKey", setting) }
            let run = await without.tollgate("init", "--sign-offs", "doi")
            #expect(run.status == 0 && run.output.contains("tollgate keys add ada.moreau --key"), "\(run)")
            expect(try await without.check(), 1, "TRU013")
        }
    }

    @Test("each repository gets an identity of its own")
    func identity() async throws {
        var ids: Set<String> = []
        for _ in 0..<3 {
            let repository = try empty()
            #expect(await repository.tollgate("init").status == 0)
            let line = try repository.read("plans/policy.yaml").split(separator: "\n").first {
                $0.hasPrefix("repository: ")
            }
            let id = String(try #require(line).dropFirst(12))
            #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
            ids.insert(id)
        }
        #expect(ids.count == 3)
    }

    @Test("a dry run writes nothing, and what is there is kept")
    func keeps() async throws {
        let repository = try empty()
        #expect(await repository.tollgate("init", "--dry-run").status == 0)
        #expect(try written(repository) == [])
        try repository.write(".gitattributes", "mine\n")
        try FileManager.default.createSymbolicLink(atPath: repository.path + "/hooks", withDestinationPath: "/nowhere")
        let link = await repository.tollgate("init")
        #expect(link.status == 3 && link.errors.contains("hooks is a symbolic link or no folder"), "\(link)")
        unlink(repository.path + "/hooks")
        try FileManager.default.removeItem(atPath: repository.path + "/plans")
        let run = await repository.tollgate("init", "--without", "hook", "--without", "example")
        #expect(run.status == 0 && run.output.contains("kept as it is"), "\(run)")
        #expect(try repository.read(".gitattributes") == "mine\n")
        #expect(try written(repository).contains("hooks/pre-commit") == false)
        let again = await repository.tollgate("init")
        #expect(
            again.status == 2 && again.errors.contains("there is a policy already at plans/policy.yaml"), "\(again)")
    }

    @Test("where git is not, it says how to begin")
    func noRepository() async throws {
        let sandbox = try Sandbox()
        let run = await CommandRun(["init"], in: sandbox.path)
        #expect(run.status == 2 && run.errors.contains("git init"), "\(run)")
    }

    @Test(
        "mistakes in use are refused before anything is written",
        arguments: [
            (["--plan", "First Plan"], "is no id of a change plan"),
            (["--initiative", "one"], "is no id of an initiative"),
            (["--repository-id", "x"], "is no UUID"), (["--output-policy", "x"], "is for `--foreign`"),
            (["--foreign", "--format", "json"], "has one form"), (["--policy", "x"], "writes a policy and reads none"),
        ])
    func mistakes(_ options: [String], _ message: String) async throws {
        let repository = try empty()
        let run = await CommandRun(["init"] + options, in: repository.path)
        #expect(run.status == 2 && run.errors.contains(message), "\(run)")
        #expect(try written(repository) == [])
    }

    // MARK: - new

    @Test("plan and initiative are made, numbered on, and pass")
    func newDocuments() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy()) { plan("SD-007", "defined") }
            Commit("more") { plan("SD-041", "defined") }
            Commit("less") { Delete(Plans.path("SD-041")) }
        }
        let made = await repository.tollgate("new", "plan", "desk", "--title", "The desk: 2026")
        #expect(made.status == 0, "\(made)")
        let first = await repository.tollgate("new", "initiative", "SD", "--in", "desk", "--title", "Resets")
        #expect(first.status == 0 && first.output.contains("plans/desk/SD-042.yaml"), "\(first)")
        let second = await repository.tollgate("new", "initiative", "SD", "--in", "plans/desk/", "--title", "x")
        #expect(second.status == 0 && second.output.contains("plans/desk/SD-043.yaml"), "\(second)")
        #expect(try repository.read("plans/desk/SD-042.yaml").contains("stage: defined\n"))
        #expect(try await repository.check().status == 0)
    }

    @Test(
        "what cannot be made is refused, and nothing is written",
        arguments: [
            (["plan", "p", "--title", "x"], "there is a file already at plans/p/plan.yaml"),
            (["plan", "P", "--title", "x"], "is no id of a change plan"),
            (["plan", "q", "--title", " "], "the title is empty"),
            (["initiative", "SD-1", "--in", "p", "--title", "x"], "`SD-1` is or was in use"),
            (["initiative", "SD-9", "--in", "p", "--title", "x"], "`SD-9` is or was in use"),
            (["initiative", "XX", "--in", "p", "--title", "x"], "no number is free behind `XX-`"),
            (["initiative", "SD-2", "--in", "pp", "--title", "x"], "did you mean `p`?"),
            (["initiative", "sd-2", "--in", "p", "--title", "x"], "is no id of an initiative"),
            (["initiative", "SD-2", "--in", "p", "--title", "a\nb"], "has a line break"),
            (["initiative", "../../SD-2", "--in", "p", "--title", "x"], "is no id of an initiative"),
            ([], "does not say what"),
        ])
    func newRefused(_ words: [String], _ message: String) async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy()) {
                Write("plans/p/plan.yaml", "schema: tollgate/plan/v1\nid: p\ntitle: P\n")
                plan("SD-1", "defined")
                plan("SD-9", "defined")
                plan("XX-999999", "defined")
            }
            Commit("less") { Delete(Plans.path("SD-9")) }
        }
        let run = await CommandRun(["new"] + words, in: repository.path)
        #expect(run.status == 2 && run.errors.contains(message), "\(run)")
        #expect(try written(repository) == [])
    }

    // MARK: - --foreign

    @Test("a proposed policy reads the repository that it was proposed for, which stays as it is")
    func foreign() async throws {
        let repository = try TestRepository {
            Commit("one") {
                for number in 1...4 { Write("proposals/000\(number).md", Plans.proposal("\(number)", "draft")) }
                Write("proposals/template.md", Plans.proposal("0", "draft"))
            }
            Commit("two") {
                for number in 1...3 { Write("proposals/000\(number).md", Plans.proposal("\(number)", "review")) }
            }
            Commit("three") {
                for number in 1...2 { Write("proposals/000\(number).md", Plans.proposal("\(number)", "accepted")) }
            }
            Commit("four") { Write("proposals/0003.md", Plans.proposal("3", "rejected")) }
        }
        let file = repository.sandbox.path + "/policy.yaml"
        let dry = await repository.tollgate("init", "--foreign", "--dry-run", "--output-policy", file)
        #expect(dry.status == 0 && dry.errors.contains("nothing was written"), "\(dry)")
        #expect(!FileManager.default.fileExists(atPath: file))
        let run = await repository.tollgate("init", "--foreign", "--output-policy", file)
        #expect(run.status == 0 && run.output.isEmpty, "\(run)")
        let printed = await repository.tollgate("init", "--foreign")
        #expect(printed.output == (try String(contentsOfFile: file, encoding: .utf8)))
        #expect(dry.output == printed.output)
        #expect(printed.output.contains("exclude: [\"proposals/template.md\"]"))
        #expect(try repository.git("status", "--porcelain") == "")
        let status = await repository.tollgate("status", "--policy", file, "--format", "csv")
        #expect(status.status == 0, "\(status)")
        #expect(status.output.contains("4 initiatives") == false)
        #expect(status.output.split(separator: "\n").count == 5)
        let transitions = await repository.tollgate("analyze", "transitions", "--policy", file, "--format", "csv")
        #expect(transitions.output.components(separatedBy: ",forward,").count == 6)
        #expect(transitions.output.components(separatedBy: ",end,").count == 2)
        let inside = await repository.tollgate("init", "--foreign", "--output-policy", "policy.yaml")
        #expect(inside.status == 2 && inside.errors.contains("lies in the repository"), "\(inside)")
        let again = await repository.tollgate("init", "--foreign", "--output-policy", file)
        #expect(again.status == 2 && again.errors.contains("is not there yet"), "\(again)")
    }

    @Test("headers that cannot be read are refused with what can")
    func unreadableHeaders() async throws {
        let repository = try TestRepository {
            Commit("one") {
                for number in 1...3 { Write("text/000\(number)-x.md", "- Feature Name: x\n- Status: y\n\n# Summary\n") }
            }
        }
        let run = await repository.tollgate("init", "--foreign")
        #expect(run.status == 3, "\(run)")
        #expect(run.errors.contains("0 of them begin with fields") && run.errors.contains("such as lists"), "\(run)")
    }

    // MARK: - policy

    @Test("the policy is shown with what is said where, and what is so by default")
    func show() async throws {
        let repository = try TestRepository {
            start(
                policy: Plans.policy(
                    version: 1,
                    "gates:\n  decided: {require: [{fields: [owner]}], lock: [value]}\n"))
        }
        let run = await repository.tollgate("policy", "show", "--format", "json")
        #expect(run.status == 0, "\(run)")
        let root = try JSON(run.output).object
        #expect(root["format"] as? String == "tollgate.policy/1")
        let rows = (root["rows"] as? [[String: String]] ?? []).map {
            "\($0["section"] ?? "") \($0["item"] ?? "") | \($0["place"] ?? "") | \($0["says"] ?? "")"
        }
        #expect(rows.contains("gate decided | line 6 | needs a value in `owner`"))
        #expect(rows.contains("gate decided | line 6 | locks value"))
        #expect(rows.contains("gate closed | default | no gate: the order of the stages alone"))
        #expect(rows.contains("policy merge-styles | default | merge and squash: a landing is judged as a whole"))
        #expect(rows.contains("policy branches | line 3 | main"))
    }

    @Test(
        "what is odd in a policy is named, with its place",
        arguments: [
            ("", "stage-without-gate"),
            ("gates: {closed: {require: [{fields: [change.rsik]}]}}\n", "criterion-never-holds"),
            (
                "documents: [{kind: initiative, match: \"plans/*/*.yaml\"}]\ngates: {implemented: {require: [{milestones: {mandatory: done}}]}}\n",
                "criterion-never-holds"
            ),
            ("gates: {detailed: {lock: [metrics]}}\n", "lock-before-baseline"),
            ("gates: {closed: {require: [{value: {realised: 95%}}]}}\n", "realised-without-lock"),
            ("gates: {closed: {require: [{fields: [owner]}]}}\n", "no-results-at-the-end"),
            ("gates: {closed: {sign-off: [{role: owner}]}}\n", "sign-off-without-repository"),
            ("gates: {closed: {sign-off: [{role: owner}]}}\n", "policy-without-sign-off"),
            ("gates: {policy: {sign-off: [{role: policy-owner}]}}\n", "no-break-glass"),
            ("gates: {policy: {sign-off: [{role: policy-owner}]}}\n", "plan-not-protected"),
            ("gates: {policy: {sign-off: [{role: policy-owner}]}}\n", "attributes-not-protected"),
            (
                "gates: {closed: {sign-off: [{role: s, when: {planned-value: \">= 1 EUR\"}}]}}\n",
                "condition-never-known"
            ),
        ])
    func smells(_ more: String, _ name: String) async throws {
        let repository = try TestRepository { start(policy: Plans.policy(version: 1, more)) }
        let run = await repository.tollgate("policy", "lint", "--format", "csv")
        #expect(run.status == 1, "\(run)")
        let lines = run.output.split(separator: "\n").filter { $0.contains(",\(name),") }
        #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("plans/policy.yaml") }, "\(run)")
    }

    @Test("a governed branch that does not exist is odd, one that does is not")
    func branchNotThere() async throws {
        for (branches, isOdd) in [("[mian]", true), ("[main, release]", true), ("[main]", false)] {
            let repository = try TestRepository {
                start(policy: Plans.policy(version: 1).replacing("[main]", with: branches))
            }
            let run = await repository.tollgate("policy", "lint", "--format", "csv")
            #expect(run.output.contains(",branch-not-there,") == isOdd, "\(run)")
            #expect(run.output.contains("did you mean `main`?") == (branches == "[mian]"), "\(run)")
        }
    }

    @Test("a policy that cannot be used is a finding of its lint, and a file is found where it is named")
    func lintFindings() async throws {
        let repository = try TestRepository { start() }
        try repository.write("other.yaml", Plans.policy(version: 1, "gates: {closd: {}}\n"))
        for arguments in [["other.yaml"], ["--policy", "other.yaml"]] {
            let run = await CommandRun(["policy", "lint"] + arguments, in: repository.path)
            #expect(run.status == 1 && run.output.contains("other.yaml:5:9"), "\(run)")
            #expect(run.output.contains("did you mean `closed`?"))
        }
        let missing = await repository.tollgate("policy", "lint", "none.yaml")
        #expect(missing.status == 2, "\(missing)")
    }
}

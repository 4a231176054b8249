import GitStore
import Testing
import TollgateTesting

/// Attacks on the files that say who may do what, each through the command line.
@Suite("Threats to the trust set")
struct TrustThreatTests {
    private static let first =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh"
    private static let second =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi"
    private static let policy = Plans.policy(
        Plans.identity + "gates: {decided: {sign-off: [{role: controller}]}}\n")
    private static let people = """
        schema: tollgate/people/v1
        people:
          ana.ruiz: {name: Ana Ruiz, emails: [ana@example.com], roles: [{role: policy-owner}]}
          dana.weiss: {name: Dana Weiss, emails: [dana@example.com], roles: [{role: controller}]}

        """
    private static let lines = "ana.ruiz \(first)\ndana.weiss \(second)\n"

    /// What `check` says of one changed file of the trust set, on disk, staged and in a range; `nil` removes it.
    private func expectCodes(_ codes: [String], _ file: String, _ text: String?) async throws {
        let repository = try TestRepository {
            start(policy: Self.policy) {
                Write("plans/people.yaml", Self.people)
                keys(Self.lines)
                plan("SD-1", "defined")
            }
        }
        if let text { try repository.write(file, text) } else { try repository.git("rm", "--quiet", file) }
        let status: Int32 = codes.isEmpty ? 0 : 1
        func expectFile(_ checked: Checked) {
            #expect(checked.status == status && checked.codes == codes, "\(checked)")
            #expect(checked.findings.allSatisfy { $0.path == file && !$0.message.isEmpty }, "\(checked)")
        }
        expectFile(try await repository.check())
        try repository.git("add", "--all")
        expectFile(try await repository.check("--staged"))
        try repository.git("checkout", "--quiet", "-b", "topic")
        try repository.git("commit", "--quiet", "-m", "change")
        expectFile(try await repository.check("--range", "main..topic"))
        try repository.git("branch", "--quiet", "--force", "main", "topic")
        expectFile(try await repository.check("--range", "\(repository["start"])..main"))
    }

    @Test("A14: the list of withdrawn keys is deleted")
    func revocationsDeleted() async throws {
        try await expectCodes(["TRU022"], "plans/revoked_signers", nil)
        try await expectCodes(["TRU022"], "plans/allowed_signers", nil)
        try await expectCodes([], "plans/revoked_signers", "")
    }

    @Test("A15: a key whose time has no zone")
    func localTime() async throws {
        try await expectCodes(
            ["TRU014"], "plans/allowed_signers", Self.lines + "ana.ruiz valid-before=\"20300101\" \(Self.first)\n")
        try await expectCodes(
            [], "plans/allowed_signers", Self.lines + "ana.ruiz valid-before=\"20300101Z\" \(Self.first)\n")
    }

    @Test("A17: wildcards, negations and certificates")
    func wildcards() async throws {
        for principals in ["*", "*@example.com", "!dana.weiss,ana.ruiz", "ana.ruiz cert-authority"] {
            try await expectCodes(["TRU014"], "plans/allowed_signers", "\(principals) \(Self.first)\n")
        }
    }

    @Test("A18: one key of two people")
    func sharedKey() async throws {
        try await expectCodes(
            ["TRU015"], "plans/allowed_signers", Self.lines + "dana@example.com \(Self.first)\n")
    }

    @Test("A19: keys too short or too weak")
    func weakKeys() async throws {
        let sandbox = try Sandbox()
        let path = sandbox.freePath("weak")
        let made = try sandbox.run("ssh-keygen", ["-q", "-N", "", "-t", "rsa", "-b", "1024", "-f", path])
        try #require(made.status == 0, "\(made.errorText)")
        let weak = try sandbox.run("cat", [path + ".pub"]).text
        try await expectCodes(["TRU014"], "plans/allowed_signers", "\(Self.lines)ana.ruiz \(weak)")
        try await expectCodes(["TRU014"], "plans/allowed_signers", "\(Self.lines)ana.ruiz ssh-dss AAAAB3NzaC1kc3M=\n")
    }

    @Test("D03: the policy goes back to what it was, or stands still")
    func rolledBack() async throws {
        let repository = try TestRepository {
            start { plan("SD-1", "defined") }
            Commit("stricter") { Plans.write(version: 2, "rules: {REF004: error}\n") }
            Branch("back")
            Commit("back") { Plans.write(version: 1) }
            Branch("still", from: "main")
            Commit("still") { Plans.write(version: 2) }
        }
        for branch in ["back", "still"] {
            expect(try await repository.check("--range", "main..\(branch)"), 1, "TRU001")
        }
    }

    @Test(
        "D08: what the policy says and nobody understands closes it",
        arguments: ["gatse: {}", "gates: {decided: {signoff: [{role: a}]}}", "gates: {decidd: {}}", "protct: [x]"])
    func unknownKeys(text: String) async throws {
        let repository = try TestRepository { start(policy: Plans.policy(text + "\n")) { plan("SD-1", "defined") } }
        let run = await repository.tollgate("check")
        #expect(run.status == 2 && run.errors.contains("cannot be used"), "\(run)")
    }

    @Test("D10: a program or a forge with a role", arguments: ["bot", "forge"])
    func machines(kind: String) async throws {
        try await expectCodes(
            ["TRU009"], "plans/people.yaml",
            Self.people + "  web-flow: {name: Web flow, kind: \(kind), roles: [{role: controller}]}\n")
    }

    @Test("D15: an older Tollgate than the policy asks for")
    func downgrade() async throws {
        let repository = try TestRepository {
            start(policy: Plans.policy("min-tollgate: \"99.0\"\n")) { plan("SD-1", "defined") }
        }
        let run = await repository.tollgate("check")
        #expect(run.status == 2 && run.transcript.contains("asks for Tollgate 99.0 or newer"), "\(run)")
    }
}

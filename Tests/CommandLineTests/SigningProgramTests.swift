import Foundation
import Testing
import TollgateTesting

/// What lies in a repository, or stands in its configuration, is never run, and judging starts no program at all.
@Suite("Signing and programs")
struct SigningProgramTests {
    /// A program that leaves a trace.
    private static func trap(_ sandbox: Sandbox, at path: String) throws {
        let text = "#!/bin/sh\necho \"$0 $*\" >> '\(sandbox.path)/trace'\nexit 0\n"
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private func armed() throws -> TestRepository {
        let repository = try SigningTests.proposed(to: "decided")
        let trap = repository.sandbox.path + "/trap"
        try Self.trap(repository.sandbox, at: trap)
        for hook in [
            "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "reference-transaction",
            "post-index-change",
            "post-checkout",
        ] { try Self.trap(repository.sandbox, at: repository.gitDirectory + "/hooks/" + hook) }
        try Self.trap(repository.sandbox, at: repository.path + "/ssh-keygen")
        try Self.trap(repository.sandbox, at: repository.path + "/bin/ssh-keygen")
        for (key, value) in [
            ("gpg.program", trap), ("gpg.ssh.program", trap), ("gpg.openpgp.program", trap), ("gpg.format", "ssh"),
            ("gpg.ssh.defaultKeyCommand", trap), ("core.fsmonitor", trap), ("core.sshCommand", trap),
            ("core.editor", trap), ("core.pager", trap), ("commit.gpgSign", "true"), ("credential.helper", trap),
            ("filter.x.clean", trap), ("diff.external", trap),
        ] { try repository.git("config", key, value) }
        try? FileManager.default.removeItem(atPath: repository.sandbox.path + "/trace")
        return repository
    }

    private func trace(_ repository: TestRepository) -> String {
        (try? String(contentsOfFile: repository.sandbox.path + "/trace", encoding: .utf8)) ?? ""
    }

    @Test("signing runs `ssh-keygen` from an absolute folder of the path, and nothing of the repository's")
    func nothingOfTheirs() async throws {
        let repository = try armed()
        let path = try #require(repository.sandbox.environment["PATH"])
        // `sit` runs git, which runs what it is told; what `signoff` does is looked at alone.
        try repository.sit(.ola)
        try? FileManager.default.removeItem(atPath: repository.sandbox.path + "/trace")
        let run = await repository.run(
            ["signoff", SigningTests.id], as: .ola, environment: ["PATH": ".:bin::\(path)"])
        #expect(run.status == 0, "\(run)")
        #expect(trace(repository) == "")
    }

    @Test("without `ssh-keygen` nothing is signed, and it is said", arguments: ["", ".", "bin:.:", "/nonexistent"])
    func notFound(path: String) async throws {
        let repository = try armed()
        try repository.sit(.ola)
        let before = try Standing(repository)
        try? FileManager.default.removeItem(atPath: repository.sandbox.path + "/trace")
        let run = await repository.run(["signoff", SigningTests.id], as: .ola, environment: ["PATH": path])
        #expect(run.status == 2 && run.errors.contains("there is no `ssh-keygen`"), "\(run)")
        #expect(trace(repository) == "")
        #expect(try Standing(repository) == before)
    }

    @Test("judging starts no program: every verdict is the same where there is none")
    func judging() async throws {
        let repository = try armed()
        for (signer, arguments) in [(Signer.ana, ["--submit"]), (.ola, []), (.dana, []), (.raj, [])] {
            try repository.sit(signer)
            #expect(await repository.run(["signoff", SigningTests.id] + arguments, as: signer).status == 0)
        }
        try? FileManager.default.removeItem(atPath: repository.sandbox.path + "/trace")
        for arguments in [
            ["check"], ["check", "--staged"], ["check", "--range", "main..topic"], ["gate", SigningTests.id],
            ["status"],
            ["log"], ["policy", "lint"], ["doctor"], ["audit"],
        ] {
            let now = repository.sandbox.now
            let with = await CommandRun(
                arguments, in: repository.path, environment: repository.sandbox.environment, now: now)
            let without = await CommandRun(
                arguments, in: repository.path, environment: ["PATH": "/nonexistent"], now: now)
            #expect(with.status == without.status && with.transcript == without.transcript, "\(with)\(without)")
            // And the program itself has no child to wait for.
            let outcome = try repository.sandbox.run(
                Binary.path, arguments, in: repository.path, environment: ["PATH": "/nonexistent"])
            #expect(outcome.status != 4, "\(outcome.errorText)")
        }
        #expect(trace(repository) == "")
    }

    @Test("keys that cannot be used are told by their own words")
    func keys() async throws {
        let repository = try SigningTests.proposed(to: "decided")
        try repository.write("notes.txt", "no key\n")
        for (value, words) in [
            ("", "`user.signingKey` is not set"), ("0xDEADBEEF", "there is no public SSH key"),
            ("/nonexistent/key", "there is no public SSH key"), ("notes.txt", "there is no public SSH key"),
            ("key::ssh-dss AAAA", "has no key that can sign"), ("~somebody/key", "it is not known which folder"),
        ] {
            if value.isEmpty {
                _ = try repository.gitStatus("config", "--unset", "user.signingKey")
            } else {
                try repository.git("config", "user.signingKey", value)
            }
            let run = await repository.run(["signoff", SigningTests.id])
            #expect(run.status == 2 && run.errors.contains(words), "\(value): \(run)")
        }
        // A public key whose private one is somebody else's.
        let path = try repository.sit(.ola)
        try Data("\(try Signer.raj.publicText)\n".utf8).write(to: URL(fileURLWithPath: path + ".pub"))
        let before = try Standing(repository)
        let run = await repository.run(["signoff", SigningTests.id], as: .ola)
        #expect(run.status == 1, "\(run)")
        #expect(try Standing(repository) == before)
    }
}

import Foundation
import TollgateTesting

/// What guides begin with: repositories in a sandbox, and the people's keys beside them.
extension SignedProgramme {
    /// SD-104 stands at `detailed` in `service-desk`; `keys` has everybody's key, and `papers` what happens later.
    static func atDetailed(in sandbox: Sandbox) throws {
        try repository("service-desk", in: sandbox)
        try writeKeys(in: sandbox)
        for (name, before, stage) in [("roll-out", "decided", "implemented"), ("results", "implemented", "closed")] {
            let lines = ledger(stage).dropFirst(ledger(before).count)
            try write(sandbox.path + "/papers/\(name).csv", String(lines))
            for file in evidence(stage) where !evidence(before).contains(file) {
                try write(sandbox.path + "/papers/\(name)/\(file)", "What \(file) shows.\n")
            }
        }
    }

    /// The same in `linear`, whose policy lets commits land one by one.
    static func forRebase(in sandbox: Sandbox) throws {
        try repository("linear", policy: policy(styles: ["rebase"]), in: sandbox)
    }

    private static func repository(_ name: String, policy: String = policy(), in sandbox: Sandbox) throws {
        sandbox.now = "2026-02-02T09:00:00Z"
        sandbox.author = Signer.ana.author
        let repository = try TestRepository(in: sandbox, named: name) {
            try SignedProgramme.start(at: "detailed", policy: policy)
        }
        try repository.git("config", "gpg.format", "ssh")
    }

    private static func writeKeys(in sandbox: Sandbox) throws {
        for signer in signers {
            let path = sandbox.path + "/keys/" + signer.id
            try write(path, try signer.privateText)
            try write(path + ".pub", try signer.publicText + "\n")
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
    }

    private static func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}

import Foundation
import TollgateTesting

extension SignedProgramme {
    /// Makes the repository `service-desk` in a sandbox, in which SD-104 has landed at `decided` with everybody's sign-offs, and
    /// the folder `keys` with the key of each person and a second one of Dana Weiss, for programs that sign themselves.
    ///
    /// The clock is that of the landing, and Li Chen sits at the keyboard.
    @discardableResult
    static func make(in sandbox: Sandbox) throws -> TestRepository {
        sandbox.now = "2026-04-01T09:00:00Z"
        sandbox.author = Signer.li.author
        let repository = try TestRepository(in: sandbox, named: "service-desk") {
            try SignedProgramme.start(at: "detailed")
            SignedProgramme.proposal(to: "decided")
            Switch("main")
            Merge("topic", "Merge SD-104 into main", author: Signer.li.author)
        }
        let folder = try sandbox.makeFolder("keys")
        for signer in signers + [.dana.key(2)] { _ = try signer.writeKey(in: folder) }
        try repository.git("config", "gpg.format", "ssh")
        try repository.git("config", "user.signingKey", folder + "/\(Signer.li.id)-1")
        return repository
    }
}

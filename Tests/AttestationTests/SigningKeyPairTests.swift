import Testing
import TollgateTesting

@testable import Attestation

/// Keys that sign in process, against `ssh-keygen`.
@Suite("Key pairs that sign")
struct SigningKeyPairTests {
    @Test("ssh-keygen reads the file of the private key, finds the public one in it, and signs with it")
    func privateFile() throws {
        let sandbox = try Sandbox()
        let pair = try SigningKeyPair(seed: Array(1...32))
        let path = sandbox.freePath("key")
        let text = pair.privateFile(comment: "ana.ruiz@example.com")
        _ = try sandbox.run("sh", ["-c", "umask 077; cat > \"$0\"", path], input: Array(text.utf8))
        let shown = try sandbox.run("ssh-keygen", ["-y", "-f", path])
        #expect(shown.status == 0, "\(shown.errorText)")
        #expect(shown.text == "\(pair.publicKey.text) ana.ruiz@example.com")
        let message = Array("who agreed\n".utf8)
        let signed = try sandbox.run("ssh-keygen", ["-Y", "sign", "-n", "tollgate", "-f", path], input: message)
        let signature = try SignatureBlob(armoured: signed.output)
        #expect(signature.key == pair.publicKey && signature.verifies(message))
    }

    @Test("signatures are those of ssh-keygen, and two new keys are two keys")
    func signatures() throws {
        let sandbox = try Sandbox()
        let pair = try SigningKeyPair()
        let message = Array("who agreed\n".utf8)
        let armoured = Array(try pair.armoured(over: message, namespace: "git").utf8)
        #expect(
            try SignatureDifferentialTests.opensshTakes(armoured + [0x0A], over: message, namespace: "git", sandbox))
        #expect(try SignatureBlob(armoured: armoured).verifies(message))
        #expect(try SigningKeyPair().publicKey != pair.publicKey)
        #expect(throws: Malformation.self) { try SigningKeyPair(seed: [1, 2, 3]) }
    }
}

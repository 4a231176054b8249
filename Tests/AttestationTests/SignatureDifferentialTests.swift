import Crypto
import Testing
import TollgateTesting

@testable import Attestation

/// What `ssh-keygen -Y` says decides every doubt about a signature.
@Suite("Signatures, compared with ssh-keygen")
struct SignatureDifferentialTests {
    /// Whether `ssh-keygen` takes a signature over a message, whoever made it.
    static func opensshTakes(_ armoured: [UInt8], over message: [UInt8], namespace: String, _ sandbox: Sandbox) throws
        -> Bool
    {
        let file = sandbox.freePath("signature")
        _ = try sandbox.run("tee", [file], input: armoured)
        defer { _ = try? sandbox.run("rm", [file]) }
        return try sandbox.run(
            "ssh-keygen", ["-Y", "check-novalidate", "-n", namespace, "-s", file], input: message
        ).status == 0
    }

    static func weTake(_ armoured: [UInt8], over message: [UInt8], namespace: String) -> Bool {
        guard let signature = try? SignatureBlob(armoured: armoured) else { return false }
        return signature.namespace == namespace && signature.verifies(message)
    }

    @Test("what ssh-keygen signs is verified, and nothing else is", arguments: SigningKey.Kind.allCases)
    func signed(kind: SigningKey.Kind) throws {
        let sandbox = try Sandbox()
        let key = try SigningKey(kind, in: sandbox)
        var random = SeededGenerator(seed: UInt64(kind.rawValue.count) &* 7919)
        for round in 0..<12 {
            let message = random.bytes(count: random.number(0...300))
            let options = round % 3 == 0 ? ["hashalg=sha256"] : []
            let armoured = try key.sign(message, namespace: "tollgate", options: options)
            let signature = try SignatureBlob(armoured: armoured)
            #expect(signature.key.text == key.publicText)
            #expect(signature.verifies(message))
            #expect(!signature.verifies(message + [0]))
            #expect(Self.weTake(armoured, over: message, namespace: "tollgate"))
            #expect(!Self.weTake(armoured, over: message, namespace: "git"))
            #expect(try SignatureBlob(base64: Base64.encode(try Armour.bytes(armoured))) == signature)
        }
    }

    @Test("a changed signature gets the verdict that ssh-keygen gives it", arguments: SigningKey.Kind.allCases)
    func mutated(kind: SigningKey.Kind) throws {
        let sandbox = try Sandbox()
        let key = try SigningKey(kind, in: sandbox)
        var random = SeededGenerator(seed: 0x51)
        let message = Array("tollgate/v1 initiative=SD-104 gate=decided\n".utf8)
        let bytes = try Armour.bytes(try key.sign(message, namespace: "tollgate"))
        for _ in 0..<40 {
            let changed = random.mutated(bytes, with: [[0], [0, 0, 0, 1], Array("sha256".utf8), Array("git".utf8)])
            let armoured = Armour.text(changed)
            let ours = Self.weTake(armoured, over: message, namespace: "tollgate")
            // OpenSSH passes over what stands in the reserved field and leading zeros; whatever we take, it takes too.
            guard ours || changed == bytes else { continue }
            #expect(try Self.opensshTakes(armoured, over: message, namespace: "tollgate", sandbox))
        }
    }

    @Test("signatures of security keys are verified as ssh-keygen does")
    func securityKeys() throws {
        let sandbox = try Sandbox()
        var random = SeededGenerator(seed: 0x5E)
        let keys = [
            SoftwareSecurityKey(material: .ed25519(Curve25519.Signing.PrivateKey())),
            SoftwareSecurityKey(material: .ecdsa(P256.Signing.PrivateKey())),
        ]
        for key in keys {
            for round in 0..<10 {
                let message = random.bytes(count: random.number(0...100))
                let blob = try key.sign(message, namespace: "tollgate", counter: UInt32(round))
                let armoured = Armour.text(blob)
                #expect(try SignatureBlob(blob).verifies(message))
                #expect(try Self.opensshTakes(armoured, over: message, namespace: "tollgate", sandbox))
                #expect(!Self.weTake(armoured, over: message + [1], namespace: "tollgate"))
                // The counter and the flags are signed too.
                var other = blob
                other[other.count - 1] ^= 1
                #expect(!Self.weTake(Armour.text(other), over: message, namespace: "tollgate"))
            }
        }
    }

    @Test("the fingerprint is the one that ssh-keygen shows", arguments: SigningKey.Kind.allCases)
    func fingerprint(kind: SigningKey.Kind) throws {
        let sandbox = try Sandbox()
        let key = try SigningKey(kind, in: sandbox)
        let shown = try sandbox.run("ssh-keygen", ["-l", "-f", key.path + ".pub"]).text.split(separator: " ")
        let words = key.publicText.split(separator: " ")
        #expect(try PublicKey(kind: words[0], base64: words[1]).fingerprint == shown[1])
    }
}

import Crypto

@testable import Attestation

/// What a hardware key does, in software: it signs what it was asked for, its flags, a counter and a digest.
struct SoftwareSecurityKey {
    enum Material {
        case ed25519(Curve25519.Signing.PrivateKey)
        case ecdsa(P256.Signing.PrivateKey)
    }

    let material: Material
    let application = Array("ssh:".utf8)

    var publicKey: [UInt8] {
        var writer = WireWriter()
        switch material {
        case .ed25519(let key):
            writer.append(string: Array(PublicKey.Kind.hardwareEd25519.rawValue.utf8))
            writer.append(string: Array(key.publicKey.rawRepresentation))
        case .ecdsa(let key):
            writer.append(string: Array(PublicKey.Kind.hardwareECDSA256.rawValue.utf8))
            writer.append(string: Array("nistp256".utf8))
            writer.append(string: Array(key.publicKey.x963Representation))
        }
        writer.append(string: application)
        return writer.bytes
    }

    /// The SSHSIG bytes over a message.
    func sign(_ message: [UInt8], namespace: String, flags: UInt8 = 1, counter: UInt32 = 7) throws -> [UInt8] {
        var signed = WireWriter()
        signed.append(raw: Array("SSHSIG".utf8))
        signed.append(string: Array(namespace.utf8))
        signed.append(string: [])
        signed.append(string: Array("sha512".utf8))
        signed.append(string: Array(SHA512.hash(data: message)))
        var data = WireWriter()
        data.append(raw: Array(SHA256.hash(data: application)))
        data.append(raw: [flags])
        data.append(number: counter)
        data.append(raw: Array(SHA256.hash(data: signed.bytes)))
        var inner = WireWriter()
        switch material {
        case .ed25519(let key):
            inner.append(string: Array(PublicKey.Kind.hardwareEd25519.rawValue.utf8))
            inner.append(string: Array(try key.signature(for: data.bytes)))
        case .ecdsa(let key):
            let raw = Array(try key.signature(for: SHA256.hash(data: data.bytes)).rawRepresentation)
            var numbers = WireWriter()
            for number in [raw[..<32], raw[32...]] { numbers.append(string: Self.integer(Array(number))) }
            inner.append(string: Array(PublicKey.Kind.hardwareECDSA256.rawValue.utf8))
            inner.append(string: numbers.bytes)
        }
        inner.append(raw: [flags])
        inner.append(number: counter)
        return Self.blob(key: publicKey, namespace: namespace, signature: inner.bytes)
    }

    static func blob(
        key: [UInt8], namespace: String, reserved: [UInt8] = [], digest: String = "sha512", signature: [UInt8]
    ) -> [UInt8] {
        var blob = WireWriter()
        blob.append(raw: Array("SSHSIG".utf8))
        blob.append(number: 1)
        blob.append(string: key)
        blob.append(string: Array(namespace.utf8))
        blob.append(string: reserved)
        blob.append(string: Array(digest.utf8))
        blob.append(string: signature)
        return blob.bytes
    }

    /// A positive integer in its shortest form, with a zero in front where its first bit would be a sign.
    static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        return (digits.first ?? 0) & 0x80 == 0 ? digits : [0] + digits
    }
}

import Crypto

/// A key of Ed25519 that signs in this process. People sign with keys that `ssh-keygen` or an agent holds; this is for those who
/// are made up, in histories to look at and to test with.
///
/// Signatures follow from the key and the bytes (RFC 8032).
package struct SigningKeyPair: Sendable {
    package let publicKey: PublicKey
    private let privateKey: Curve25519.Signing.PrivateKey

    /// A new key, from the system's source of random bytes.
    package init() throws(Malformation) {
        try self.init(Curve25519.Signing.PrivateKey())
    }

    /// The key that follows from 32 bytes.
    package init(seed: [UInt8]) throws(Malformation) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw Malformation("its seed has \(seed.count) bytes; expected 32")
        }
        try self.init(key)
    }

    private init(_ key: Curve25519.Signing.PrivateKey) throws(Malformation) {
        var blob = WireWriter()
        blob.append(string: Self.kind)
        blob.append(string: key.publicKey.rawRepresentation)
        publicKey = try PublicKey(blob: blob.bytes)
        privateKey = key
    }

    private static let kind = Array(PublicKey.Kind.ed25519.rawValue.utf8)

    // MARK: - Signing

    /// The bytes of an SSHSIG signature over a message (PROTOCOL.sshsig of OpenSSH).
    package func signature(over message: some Collection<UInt8>, namespace: String) throws -> [UInt8] {
        var use = WireWriter()
        use.append(string: Array(namespace.utf8))
        use.append(string: [])
        use.append(string: Array(SignatureBlob.Digest.sha512.rawValue.utf8))
        var signed = WireWriter()
        signed.append(raw: SignatureBlob.magic + use.bytes)
        signed.append(string: Array(SHA512.hash(data: Array(message))))
        var inner = WireWriter()
        inner.append(string: Self.kind)
        inner.append(string: try privateKey.signature(for: signed.bytes))
        var result = WireWriter()
        result.append(raw: SignatureBlob.magic)
        result.append(number: 1)
        result.append(string: publicKey.blob)
        result.append(raw: use.bytes)
        result.append(string: inner.bytes)
        return result.bytes
    }

    /// The signature in base64 on one line, as trailers and records hold it.
    package func base64(over message: some Collection<UInt8>, namespace: String) throws -> String {
        Base64.encode(try signature(over: message, namespace: namespace))
    }

    /// Both lines of a sign-off.
    package func sign(_ statement: Statement) throws -> SignOffText {
        SignOffText(
            statement: statement.text,
            signature: try base64(
                over: statement.signedBytes, namespace: SignatureBlob.Namespace.tollgate.rawValue))
    }

    /// The signature as `ssh-keygen -Y sign` writes it and commits hold it, without a line end behind it.
    package func armoured(over message: some Collection<UInt8>, namespace: String) throws -> String {
        let text = try base64(over: message, namespace: namespace)
        return ([SignatureBlob.armourBegin] + Self.lines(text) + [SignatureBlob.armourEnd]).joined(separator: "\n")
    }

    // MARK: - The key's file

    /// The private key as `ssh-keygen` keeps it in a file, without a passphrase (PROTOCOL.key of OpenSSH). Whoever can read it can
    /// sign with it.
    package func privateFile(comment: String) -> String {
        let (secret, own) = (privateKey.rawRepresentation, privateKey.publicKey.rawRepresentation)
        var inner = WireWriter()
        // Twice the same number: with a passphrase it would show that the right one was given.
        inner.append(number: 0)
        inner.append(number: 0)
        inner.append(string: Self.kind)
        inner.append(string: own)
        inner.append(string: Array(secret) + Array(own))
        inner.append(string: Array(comment.utf8))
        let padding = (8 - inner.bytes.count % 8) % 8
        inner.append(raw: (0..<padding).map { UInt8($0 + 1) })
        var file = WireWriter()
        file.append(raw: "openssh-key-v1\0".utf8)
        file.append(string: Array("none".utf8))
        file.append(string: Array("none".utf8))
        file.append(string: [])
        file.append(number: 1)
        file.append(string: publicKey.blob)
        file.append(string: inner.bytes)
        let lines =
            ["-----BEGIN OPENSSH PRIVATE KEY-----"] + Self.lines(Base64.encode(file.bytes))
            + ["-----END OPENSSH PRIVATE KEY-----"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Base64 wrapped as programs of OpenSSH wrap it.
    private static func lines(_ text: String) -> [String] {
        var rest = text[...]
        var lines: [String] = []
        while !rest.isEmpty {
            lines.append(String(rest.prefix(70)))
            rest = rest.dropFirst(70)
        }
        return lines
    }
}

/// A public key as people hand it over: the text of a `.pub` file, or of `user.signingKey` in git's configuration.
package enum PublicKeyFile {
    /// The most bytes that are read of one.
    package static let mostBytes = 64 << 10

    /// Whether a text holds a private key, which nobody but its owner should see.
    package static func isPrivate(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains("PRIVATE KEY")
    }

    /// Reads the one key of a text, without its comment.
    package static func read(_ bytes: [UInt8]) throws(Malformation) -> PublicKey {
        guard bytes.count <= mostBytes else {
            throw Malformation("it has \(bytes.count) bytes, and no key is that long")
        }
        guard !isPrivate(bytes) else { throw Malformation("it is a private key") }
        let lines = String(decoding: bytes, as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" }
            .map { $0.split { $0 == " " || $0 == "\t" } }.filter { !$0.isEmpty && $0[0].first != "#" }
        guard let words = lines.first else { throw Malformation("it is empty") }
        guard lines.count == 1 else { throw Malformation("it has \(lines.count) keys; expected one") }
        guard words.count >= 2, PublicKey.Kind(rawValue: String(words[0])) != nil else {
            throw Malformation(
                "it does not begin with a kind such as `ssh-ed25519` and a key in base64")
        }
        return try PublicKey(kind: words[0], base64: words[1])
    }
}

extension PublicKey {
    /// How many bits it has, as `ssh-keygen -l` counts them.
    package var bits: Int {
        switch (kind, material) {
        case (_, .rsa(let modulus, _)): modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
        case (.ecdsa384, _): 384
        case (.ecdsa521, _): 521
        default: 256
        }
    }

    /// What `ssh-keygen -l` calls its kind.
    package var algorithm: String {
        switch kind {
        case .ed25519: "ED25519"
        case .ecdsa256, .ecdsa384, .ecdsa521: "ECDSA"
        case .rsa: "RSA"
        case .hardwareEd25519: "ED25519-SK"
        case .hardwareECDSA256: "ECDSA-SK"
        }
    }
}

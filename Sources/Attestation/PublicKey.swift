import Crypto

/// A public key as OpenSSH writes it: a kind, and a blob that holds the kind again and the key itself.
package struct PublicKey: Hashable, Sendable {
    /// The kinds that can sign. DSA is too weak, and certificates are refused: a key stands for one person, listed by name.
    package enum Kind: String, Sendable, CaseIterable {
        case ed25519 = "ssh-ed25519"
        case ecdsa256 = "ecdsa-sha2-nistp256"
        case ecdsa384 = "ecdsa-sha2-nistp384"
        case ecdsa521 = "ecdsa-sha2-nistp521"
        case rsa = "ssh-rsa"
        /// On a security key.
        case hardwareEd25519 = "sk-ssh-ed25519@openssh.com"
        /// On a security key.
        case hardwareECDSA256 = "sk-ecdsa-sha2-nistp256@openssh.com"
    }

    /// What is in the blob behind the kind.
    enum Material: Hashable, Sendable {
        /// 32 bytes.
        case ed25519([UInt8])
        /// An uncompressed point of the curve that the kind names.
        case point([UInt8])
        case rsa(modulus: [UInt8], exponent: [UInt8])
    }

    package let kind: Kind
    package let blob: [UInt8]
    let material: Material
    /// What a security key was asked for, usually `ssh:`; nothing for other kinds.
    let application: [UInt8]?

    /// The least length of an RSA modulus, in bits.
    static let leastRSABits = 2048
    /// The longest one: verifying longer ones costs more than anybody gains.
    static let mostRSABits = 16_384

    /// Reads a key's blob. It says itself which kind it is.
    package init(blob: some Collection<UInt8>) throws(Malformation) {
        var reader = WireReader(blob)
        let name = try reader.name()
        guard let kind = Kind(rawValue: name) else {
            throw Malformation("its kind `\(name)` is not one that Tollgate takes")
        }
        self.kind = kind
        self.blob = Array(blob)
        switch kind {
        case .ed25519:
            material = .ed25519(try Self.key32(&reader))
            application = nil
        case .hardwareEd25519:
            material = .ed25519(try Self.key32(&reader))
            application = Array(try reader.string())
        case .ecdsa256, .ecdsa384, .ecdsa521:
            material = .point(try Self.point(&reader, curve: String(name.suffix(8))))
            application = nil
        case .hardwareECDSA256:
            material = .point(try Self.point(&reader, curve: "nistp256"))
            application = Array(try reader.string())
        case .rsa:
            let exponent = Array(try reader.positiveInteger())
            let modulus = Array(try reader.positiveInteger())
            let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
            guard bits >= Self.leastRSABits, bits <= Self.mostRSABits else {
                throw Malformation(
                    "its RSA key has \(bits) bits; expected \(Self.leastRSABits) to \(Self.mostRSABits)")
            }
            material = .rsa(modulus: modulus, exponent: exponent)
            application = nil
        }
        try reader.expectEnd()
    }

    /// Reads a key as it stands in a `.pub` file: its kind and its blob in base64.
    package init(kind: some StringProtocol, base64: some StringProtocol) throws(Malformation) {
        guard let blob = Base64.decode(base64.utf8) else {
            throw Malformation("its key is not base64 in canonical form")
        }
        try self.init(blob: blob)
        guard self.kind.rawValue.utf8.elementsEqual(kind.utf8) else {
            throw Malformation("it says `\(self.kind.rawValue)` inside and `\(kind)` outside")
        }
    }

    /// Reads a line of a `.pub` file: kind, key, and a comment that is set aside.
    package init(line: some StringProtocol) throws(Malformation) {
        let words = line.split(maxSplits: 2, whereSeparator: { $0 == " " || $0 == "\t" })
        guard words.count >= 2 else { throw Malformation("it is no public key; expected a kind and the key in base64") }
        try self.init(kind: words[0], base64: words[1])
    }

    private static func key32(_ reader: inout WireReader) throws(Malformation) -> [UInt8] {
        let key = try reader.string()
        guard key.count == 32 else { throw Malformation("its key has \(key.count) bytes; expected 32") }
        return Array(key)
    }

    private static func point(_ reader: inout WireReader, curve: String) throws(Malformation) -> [UInt8] {
        let name = try reader.name()
        guard name == curve else { throw Malformation("its curve is `\(name)`; expected `\(curve)`") }
        let point = Array(try reader.string())
        let size = curve == "nistp256" ? 32 : curve == "nistp384" ? 48 : 66
        guard point.count == 2 * size + 1, point.first == 4 else {
            throw Malformation("its point is not an uncompressed one of `\(curve)`")
        }
        return point
    }

    /// As `ssh-keygen -lf` shows it: `SHA256:` and the digest of the blob in base64 without padding.
    package var fingerprint: String {
        "SHA256:" + Base64.encode(Array(SHA256.hash(data: blob)), padded: false)
    }

    /// As it stands in a `.pub` file, without a comment.
    package var text: String { "\(kind.rawValue) \(Base64.encode(blob))" }

    package static func == (left: PublicKey, right: PublicKey) -> Bool { left.blob == right.blob }
    package func hash(into hasher: inout Hasher) { hasher.combine(blob) }
}

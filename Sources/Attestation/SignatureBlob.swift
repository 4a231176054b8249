/// An SSHSIG signature: whose key, for which use, over which digest (PROTOCOL.sshsig of OpenSSH).
package struct SignatureBlob: Hashable, Sendable {
    package enum Digest: String, Sendable, CaseIterable {
        case sha256
        case sha512
    }

    /// What was signed for: a signature for one namespace says nothing in another.
    package enum Namespace: String, Sendable {
        /// Statements of sign-offs.
        case tollgate
        /// Commits and tags.
        case git
    }

    package let key: PublicKey
    /// As it stands in the signature; compared with a `Namespace` when it is verified.
    package let namespace: String
    package let digest: Digest
    /// The algorithm that made the signature, such as `rsa-sha2-512`.
    let algorithm: String
    /// What the algorithm gave, and, from a security key, its flags and counter.
    let signature: [UInt8]
    let flags: UInt8
    let counter: UInt32

    static let magic = Array("SSHSIG".utf8)
    /// Larger than any signature that one of the kinds can give.
    package static let mostBytes = 16 << 10

    /// Reads a signature's bytes.
    package init(_ bytes: some Collection<UInt8>) throws(Malformation) {
        guard bytes.count <= Self.mostBytes else {
            throw Malformation("it has \(bytes.count) bytes; at most \(Self.mostBytes) are read")
        }
        var reader = WireReader(bytes)
        guard try reader.bytes(6).elementsEqual(Self.magic) else {
            throw Malformation("it does not begin with `SSHSIG`")
        }
        let version = try reader.number()
        guard version == 1 else { throw Malformation("its version is \(version); expected 1") }
        key = try PublicKey(blob: try reader.string())
        namespace = try reader.name()
        guard !namespace.isEmpty else { throw Malformation("its namespace is empty") }
        guard try reader.string().isEmpty else { throw Malformation("its reserved field is not empty") }
        let name = try reader.name()
        guard let digest = Digest(rawValue: name) else {
            throw Malformation("its digest is `\(name)`; expected `sha256` or `sha512`")
        }
        self.digest = digest
        var inner = WireReader(try reader.string())
        try reader.expectEnd()
        algorithm = try inner.name()
        guard Self.algorithms(of: key.kind).contains(algorithm) else {
            throw Malformation("its algorithm `\(algorithm)` does not fit its key, `\(key.kind.rawValue)`")
        }
        signature = Array(try inner.string())
        if key.application != nil {
            flags = try inner.byte()
            counter = try inner.number()
        } else {
            (flags, counter) = (0, 0)
        }
        try inner.expectEnd()
    }

    /// RSA signs with SHA-2 only; every other kind has one algorithm, of its own name.
    private static func algorithms(of kind: PublicKey.Kind) -> [String] {
        kind == .rsa ? ["rsa-sha2-256", "rsa-sha2-512"] : [kind.rawValue]
    }

    /// Reads a signature in base64 on one line, as trailers and records hold it.
    package init(base64: some StringProtocol) throws(Malformation) {
        guard base64.utf8.count <= Self.mostBytes / 3 * 4 else {
            throw Malformation("it has \(base64.utf8.count) characters; at most \(Self.mostBytes / 3 * 4) are read")
        }
        guard let bytes = Base64.decode(base64.utf8) else { throw Malformation("it is not base64 in canonical form") }
        try self.init(bytes)
    }

    package static let armourBegin = "-----BEGIN SSH SIGNATURE-----"
    package static let armourEnd = "-----END SSH SIGNATURE-----"

    /// Reads an armoured signature, as `ssh-keygen -Y sign` writes it and commits hold it: one block and nothing behind it but
    /// one line end. All lines but the last have one length, 64, 70 or 76 characters, as the programs that write them do.
    package init(armoured text: some Collection<UInt8>) throws(Malformation) {
        guard text.count <= Self.mostBytes * 2 else {
            throw Malformation("it has \(text.count) bytes; at most \(Self.mostBytes * 2) are read")
        }
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        guard lines.count >= 3, lines[0].elementsEqual(Self.armourBegin.utf8),
            lines[lines.count - 1].elementsEqual(Self.armourEnd.utf8)
        else { throw Malformation("it is not one block from `\(Self.armourBegin)` to `\(Self.armourEnd)`") }
        let body = lines.dropFirst().dropLast()
        let width = body.first?.count ?? 0
        let isEven =
            body.dropLast().allSatisfy { $0.count == width } && (1...max(width, 1)).contains(body.last?.count ?? 0)
        guard isEven, body.count == 1 ? width <= 76 : [64, 70, 76].contains(width) else {
            throw Malformation("its lines are not wrapped the way a signing program does")
        }
        guard let bytes = Base64.decode(body.joined()) else { throw Malformation("it is not base64 in canonical form") }
        try self.init(bytes)
    }
}

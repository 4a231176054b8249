/// What is known about a signature, with the reason.
package enum SignatureVerdict: Hashable, Sendable {
    /// The key made it, and these lines say whose key it was then.
    case valid(PublicKey, [AllowedSigners.Entry])
    /// There is none.
    case unsigned
    /// Made by a key that nobody has registered.
    case unknownKey(PublicKey)
    /// Made for something else: a mail or a file, say.
    case wrongNamespace(found: String, expected: SignatureBlob.Namespace)
    /// The key is registered, for other namespaces only.
    case notForNamespace(PublicKey, [AllowedSigners.Entry], SignatureBlob.Namespace)
    /// The key is registered, for other times only.
    case notValidThen(PublicKey, [AllowedSigners.Entry], KeyTime)
    case revoked(PublicKey, RevokedSigners.Entry)
    /// The key named in it did not make it over these bytes.
    case doesNotVerify(PublicKey)
    case malformed(Malformation)
    /// A kind of signature that Tollgate does not verify, such as OpenPGP.
    case notVerified(kind: String)

    package var isValid: Bool { if case .valid = self { true } else { false } }

    /// The person ids and e-mail addresses that a valid signature stands for.
    package var principals: [String] {
        guard case .valid(_, let lines) = self else { return [] }
        var seen: Set<String> = []
        return lines.flatMap(\.principals).filter { seen.insert($0).inserted }
    }

    /// The verdict in a clause whose subject is the signature.
    package var text: String {
        switch self {
        case .valid(let key, let lines): "is by \(Self.names(lines)), \(key.fingerprint)"
        case .unsigned: "is missing"
        case .unknownKey(let key): "is by \(key.fingerprint), which nobody has registered"
        case .wrongNamespace(let found, let expected):
            "was made for `\(found)`; expected one for `\(expected.rawValue)`"
        case .notForNamespace(let key, let lines, let namespace):
            "is by \(key.fingerprint) of \(Self.names(lines)), which is not registered for `\(namespace.rawValue)`"
        case .notValidThen(let key, let lines, let moment):
            "is by \(key.fingerprint) of \(Self.names(lines)), which was not valid at \(moment): \(Self.times(lines))"
        case .revoked(let key, let entry):
            "is by \(key.fingerprint), \(entry.kind.rawValue) since \(entry.since): \(entry.reason)"
        case .doesNotVerify(let key): "was not made by its key, \(key.fingerprint), over these bytes"
        case .malformed(let malformation): "cannot be read: \(malformation.reason)"
        case .notVerified(let kind): "is \(kind), which is not verified"
        }
    }

    private static func names(_ lines: [AllowedSigners.Entry]) -> String {
        var seen: Set<String> = []
        return lines.flatMap(\.principals).filter { seen.insert($0).inserted }.joined(separator: ", ")
    }

    private static func times(_ lines: [AllowedSigners.Entry]) -> String {
        lines.map { line in
            switch (line.validAfter, line.validBefore) {
            case (let after?, let before?): "valid from \(after) to \(before)"
            case (let after?, nil): "valid from \(after)"
            case (nil, let before?): "valid to \(before)"
            case (nil, nil): "valid always"
            }
        }.joined(separator: ", or ")
    }
}

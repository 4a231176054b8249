import Crypto
import CryptoExtras

extension SignatureBlob {
    /// Whether the key in the signature made it over a message. Says nothing about whose key that is.
    package func verifies(_ message: some Collection<UInt8>) -> Bool {
        let signed = signedData(message)
        switch key.kind {
        case .ed25519, .ecdsa256, .ecdsa384, .ecdsa521, .rsa: return verifies(bytes: signed)
        case .hardwareEd25519, .hardwareECDSA256:
            // A security key signs what it was asked for, its flags and counter, and the digest (PROTOCOL.u2f).
            var writer = WireWriter()
            writer.append(raw: SHA256.hash(data: key.application ?? []))
            writer.append(raw: [flags])
            writer.append(number: counter)
            writer.append(raw: SHA256.hash(data: signed))
            return verifies(bytes: writer.bytes)
        }
    }

    /// What is really signed: the namespace and the message's digest.
    private func signedData(_ message: some Collection<UInt8>) -> [UInt8] {
        let message = Array(message)
        var writer = WireWriter()
        writer.append(raw: Array("SSHSIG".utf8))
        writer.append(string: Array(namespace.utf8))
        writer.append(string: [])
        writer.append(string: Array(digest.rawValue.utf8))
        switch digest {
        case .sha256: writer.append(string: Array(SHA256.hash(data: message)))
        case .sha512: writer.append(string: Array(SHA512.hash(data: message)))
        }
        return writer.bytes
    }

    private func verifies(bytes: [UInt8]) -> Bool {
        switch key.material {
        case .ed25519(let raw):
            guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw) else {
                return false
            }
            return key.isValidSignature(signature, for: bytes)
        case .point(let point):
            switch key.kind {
            case .ecdsa384:
                guard let key = try? P384.Signing.PublicKey(x963Representation: point), let pair = pair(48),
                    let signature = try? P384.Signing.ECDSASignature(rawRepresentation: pair)
                else { return false }
                return key.isValidSignature(signature, for: SHA384.hash(data: bytes))
            case .ecdsa521:
                guard let key = try? P521.Signing.PublicKey(x963Representation: point), let pair = pair(66),
                    let signature = try? P521.Signing.ECDSASignature(rawRepresentation: pair)
                else { return false }
                return key.isValidSignature(signature, for: SHA512.hash(data: bytes))
            default:
                guard let key = try? P256.Signing.PublicKey(x963Representation: point), let pair = pair(32),
                    let signature = try? P256.Signing.ECDSASignature(rawRepresentation: pair)
                else { return false }
                return key.isValidSignature(signature, for: SHA256.hash(data: bytes))
            }
        case .rsa(let modulus, let exponent):
            // A signature whose first bytes are zero may be written shorter, as OpenSSH reads it.
            guard signature.count <= modulus.count, let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
            else {
                return false
            }
            let padded = [UInt8](repeating: 0, count: modulus.count - signature.count) + signature
            let value = _RSA.Signing.RSASignature(rawRepresentation: padded)
            return algorithm == "rsa-sha2-256"
                ? key.isValidSignature(value, for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
                : key.isValidSignature(value, for: SHA512.hash(data: bytes), padding: .insecurePKCS1v1_5)
        }
    }

    /// The two numbers of an ECDSA signature, each at the width of the curve.
    private func pair(_ width: Int) -> [UInt8]? {
        var reader = WireReader(signature)
        guard let r = try? reader.positiveInteger(), let s = try? reader.positiveInteger(), reader.isAtEnd,
            r.count <= width, s.count <= width
        else { return nil }
        return [r, s].flatMap { number in [UInt8](repeating: 0, count: width - number.count) + number }
    }
}

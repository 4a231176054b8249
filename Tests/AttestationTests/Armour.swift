import Testing

@testable import Attestation

/// A signature's bytes as `ssh-keygen` writes them.
enum Armour {
    static func text(_ bytes: [UInt8], width: Int = 70) -> [UInt8] {
        var body = Base64.encode(bytes)[...]
        var lines = [SignatureBlob.armourBegin]
        while !body.isEmpty {
            lines.append(String(body.prefix(width)))
            body = body.dropFirst(width)
        }
        lines.append(SignatureBlob.armourEnd)
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// The bytes of an armoured signature.
    static func bytes(_ text: [UInt8]) throws -> [UInt8] {
        let lines = text.split(separator: 0x0A).dropFirst().dropLast()
        return try #require(Base64.decode(Array(lines.joined())))
    }
}

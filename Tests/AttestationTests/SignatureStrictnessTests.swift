import Testing
import TollgateTesting

@testable import Attestation

/// Where Tollgate is stricter than OpenSSH: one signature has one spelling.
@Suite("Signatures, stricter than OpenSSH")
struct SignatureStrictnessTests {
    private static let message = Array("statement\n".utf8)

    private static func signed(_ kind: SigningKey.Kind = .ed25519) throws -> (armoured: [UInt8], sandbox: Sandbox) {
        let sandbox = try Sandbox()
        return (try SigningKey(kind, in: sandbox).sign(message, namespace: "tollgate"), sandbox)
    }

    @Test("A06: blanks, other wraps, text before or behind the block, CRLF, and a second block are refused")
    func A06_armour() throws {
        let (armoured, _) = try Self.signed()
        let text = String(decoding: armoured, as: UTF8.self)
        let bytes = try Armour.bytes(armoured)
        #expect(throws: Never.self) { try SignatureBlob(armoured: Armour.text(bytes, width: 76)) }
        #expect(throws: Never.self) { try SignatureBlob(armoured: Armour.text(bytes, width: 64)) }
        for changed in [
            text + "\n", text + "trailing", text + text, "\n" + text, " " + text,
            text.replacing("\n", with: "\r\n"), text.replacing("U1NI", with: "U1 NI"),
            text.replacing("-----END", with: "\n-----END"), String(text.dropLast(5)), "",
            String(decoding: Armour.text(bytes, width: 50), as: UTF8.self),
        ] {
            #expect(throws: Malformation.self) { try SignatureBlob(armoured: changed.utf8) }
        }
    }

    @Test("A06: base64 with loose bits or without its padding is refused")
    func A06_base64() throws {
        for text in ["AB==", "ABC=", "AA=", "AA", "A===", "AAA=A", "AA==AA==", "AA\n==", "A_A="] {
            let isCanonical = Base64.decode(text.utf8).map { Base64.encode($0) == text } ?? true
            #expect(isCanonical)
        }
        #expect(Base64.decode("AB==".utf8) == nil)
        #expect(Base64.decode("AA==AA==".utf8) == nil)
        var random = SeededGenerator(seed: 64)
        for count in 0..<200 {
            let bytes = random.bytes(count: count)
            #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
        }
    }

    @Test("a reserved field that is not empty, another version, another digest, bytes behind the end")
    func fields() throws {
        let (armoured, sandbox) = try Self.signed()
        let bytes = try Armour.bytes(armoured)
        var reader = WireReader(bytes.dropFirst(10))
        let key = Array(try reader.string())
        _ = try reader.string()
        _ = try reader.string()
        let digest = String(decoding: try reader.string(), as: UTF8.self)
        let inner = Array(try reader.string())
        func blob(reserved: [UInt8] = [], digest: String = digest, signature: [UInt8] = inner) -> [UInt8] {
            SoftwareSecurityKey.blob(
                key: key, namespace: "tollgate", reserved: reserved, digest: digest, signature: signature)
        }
        #expect(try SignatureBlob(blob()).verifies(Self.message))
        // OpenSSH takes this one.
        let reserved = blob(reserved: [1])
        #expect(
            try SignatureDifferentialTests.opensshTakes(
                Armour.text(reserved), over: Self.message, namespace: "tollgate", sandbox))
        for changed in [
            reserved, blob(digest: "sha1"), blob(digest: ""), blob(signature: inner + [0]), blob() + [0],
            [UInt8](blob().dropLast()),
        ] {
            #expect(throws: Malformation.self) { try SignatureBlob(changed) }
        }
    }

    @Test("A19: RSA below 2048 bits, RSA with SHA-1, and DSA are refused")
    func A19_weakKeys() throws {
        func rsa(bits: Int) -> [UInt8] {
            var writer = WireWriter()
            writer.append(string: Array("ssh-rsa".utf8))
            writer.append(string: [1, 0, 1])
            writer.append(string: [0, 0x80] + [UInt8](repeating: 1, count: bits / 8 - 1))
            return writer.bytes
        }
        #expect(throws: Malformation.self) { try PublicKey(blob: rsa(bits: 1024)) }
        #expect(throws: Malformation.self) { try PublicKey(blob: rsa(bits: 2040)) }
        #expect(throws: Never.self) { try PublicKey(blob: rsa(bits: 2048)) }
        #expect(throws: Malformation.self) { try PublicKey(blob: rsa(bits: 32_768)) }
        var inner = WireWriter()
        inner.append(string: Array("ssh-rsa".utf8))
        inner.append(string: [UInt8](repeating: 1, count: 256))
        #expect(throws: Malformation.self) {
            try SignatureBlob(
                SoftwareSecurityKey.blob(key: rsa(bits: 2048), namespace: "tollgate", signature: inner.bytes))
        }
        var dsa = WireWriter()
        dsa.append(string: Array("ssh-dss".utf8))
        #expect(throws: Malformation.self) { try PublicKey(blob: dsa.bytes) }
    }

    @Test("any bytes are read without a crash, and what is read verifies nothing by chance")
    func anyBytes() throws {
        let (armoured, _) = try Self.signed(.ecdsa256)
        let bytes = try Armour.bytes(armoured)
        var random = SeededGenerator(seed: 0xA7)
        for _ in 0..<4000 {
            let changed = random.mutated(bytes, with: [[0xFF, 0xFF, 0xFF, 0xFF], [0], [0x80]])
            guard changed != bytes, let signature = try? SignatureBlob(changed) else { continue }
            #expect(!signature.verifies(Self.message))
            _ = try? SignatureBlob(armoured: random.mutated(armoured))
            _ = try? PublicKey(blob: random.bytes(count: random.number(0...80)))
        }
    }
}

import Testing
import TollgateTesting

@testable import Attestation

@Suite("Verdicts on signatures")
struct KeyRingTests {
    private let sandbox: Sandbox
    private let key: SigningKey
    private let message = Array("tollgate/v1 …\n".utf8)

    init() throws {
        sandbox = try Sandbox()
        key = try SigningKey(in: sandbox)
    }

    private func ring(_ allowed: String, revoked: String = "") throws -> KeyRing {
        KeyRing(
            allowed: try #require(
                AllowedSigners.read(Array(allowed.replacing("KEY", with: key.publicText).utf8)).signers),
            revoked: try #require(
                RevokedSigners.read(Array(revoked.replacing("PRINT", with: fingerprint()).utf8)).signers))
    }

    private func fingerprint() throws -> String {
        let words = key.publicText.split(separator: " ")
        return try PublicKey(kind: words[0], base64: words[1]).fingerprint
    }

    private func verdict(
        _ ring: KeyRing, at time: String = "20260601Z", namespace: String = "tollgate", message: [UInt8]? = nil
    ) throws -> SignatureVerdict {
        let signature = try SignatureBlob(armoured: try key.sign(self.message, namespace: namespace))
        return ring.verdict(
            signature, over: message ?? self.message, for: .tollgate, at: try #require(KeyTime(time)))
    }

    @Test("a registered key that was valid then is valid, and all its lines count")
    func valid() throws {
        let verdict = try verdict(
            try ring("ana.ruiz valid-before=\"20260101Z\" KEY\nana@example.com,ana.ruiz KEY\nana.ruiz KEY"))
        #expect(verdict.isValid)
        #expect(verdict.principals == ["ana@example.com", "ana.ruiz"])
        #expect(verdict.text.hasPrefix("is by ana@example.com, ana.ruiz, SHA256:"))
    }

    @Test("each reason why not is told apart")
    func reasons() throws {
        let good = try ring("ana KEY")
        func isCase(_ verdict: SignatureVerdict, _ text: String) {
            #expect(!verdict.isValid)
            #expect(verdict.principals == [])
            #expect(verdict.text.contains(text), "\(verdict.text)")
        }
        isCase(try verdict(good, message: [1]), "was not made by its key")
        isCase(try verdict(good, namespace: "git"), "was made for `git`; expected one for `tollgate`")
        isCase(try verdict(try ring("")), "which nobody has registered")
        isCase(try verdict(try ring("ana namespaces=\"git\" KEY")), "not registered for `tollgate`")
        isCase(
            try verdict(try ring("ana valid-after=\"20260701Z\" KEY")),
            "not valid at 2026-06-01T00:00:00Z: valid from 2026-07-01T00:00:00Z")
        isCase(try verdict(try ring("ana valid-before=\"20260501Z\" KEY")), "valid to 2026-05-01T00:00:00Z")
        isCase(
            try verdict(try ring("ana KEY", revoked: "PRINT retired 20260601Z left the company")),
            "retired since 2026-06-01T00:00:00Z: left the company")
        let compromised = try ring("ana KEY", revoked: "PRINT compromised 20260602Z laptop stolen")
        #expect(try verdict(compromised).isValid)
        isCase(try verdict(compromised, at: "20260602Z"), "compromised since")
        let words = key.publicText.split(separator: " ")
        #expect(compromised.isCompromised(try PublicKey(kind: words[0], base64: words[1])))
        #expect(!good.isCompromised(try PublicKey(kind: words[0], base64: words[1])))
    }

    @Test("A04, A20: commit signatures of other kinds and malformed ones are told, and are never valid")
    func A04_A20_commitSignatures() throws {
        let ring = try ring("ana KEY")
        let time = try #require(KeyTime("20260601Z"))
        func verdict(_ text: String) -> SignatureVerdict {
            ring.verdict(ofCommitSignature: text.utf8, over: message, at: time)
        }
        #expect(verdict("") == .unsigned)
        #expect(verdict("-----BEGIN PGP SIGNATURE-----\n\nabc\n") == .notVerified(kind: "OpenPGP"))
        #expect(verdict("-----BEGIN SIGNED MESSAGE-----\nabc") == .notVerified(kind: "X.509"))
        guard case .malformed = verdict("junk") else {
            Issue.record("junk is \(verdict("junk"))")
            return
        }
        let good = String(decoding: try key.sign(message, namespace: "git"), as: UTF8.self)
        #expect(verdict(good).isValid)
        #expect(verdict(String(good.dropLast())).isValid, "git keeps the header without its last line end")
        #expect(!verdict(good + good).isValid)
    }

    @Test(
        "revoked_signers: a line that says not all is a problem",
        arguments: [
            "PRINT", "PRINT retired", "PRINT retired 20260601Z", "PRINT gone 20260601Z x", "PRINT retired 20260601 x",
            "SHA256:abc retired 20260601Z x", "MD5:00 retired 20260601Z x",
            "PRINT retired 20260601Z a\nPRINT retired 20260602Z b",
        ])
    func revokedLines(text: String) throws {
        let (signers, problems) = RevokedSigners.read(Array(text.replacing("PRINT", with: try fingerprint()).utf8))
        #expect(signers == nil)
        #expect(problems.count == 1)
    }

    @Test("times: each border of the calendar, and back")
    func times() throws {
        for (text, shown) in [
            ("19700101Z", "1970-01-01T00:00:00Z"), ("20240229Z", "2024-02-29T00:00:00Z"),
            ("20251231235959Z", "2025-12-31T23:59:59Z"), ("99991231235959Z", "9999-12-31T23:59:59Z"),
        ] {
            #expect(try #require(KeyTime(text)).description == shown)
        }
        for text in [
            "20250229Z", "21000229Z", "20261301Z", "20260100Z", "2026010124Z", "202601012460Z", "20260101", "Z", "",
        ] {
            #expect(KeyTime(text) == nil)
        }
        #expect(KeyTime(seconds: -1).description == "1969-12-31T23:59:59Z")
    }
}

import Testing
import TollgateTesting

@testable import Attestation

@Suite("allowed_signers")
struct AllowedSignersTests {
    private static func read(_ text: String) -> (signers: AllowedSigners?, problems: [KeyFileProblem]) {
        AllowedSigners.read(Array(text.utf8))
    }

    private static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHvLMA9YNoyNoN4hPvtB1/5cBxlPNdD8vJ0oUQ4OoFJQ"

    @Test("lines are read with their principals, options and comments")
    func lines() throws {
        let (signers, problems) = Self.read(
            """
            # who signs
            ana.ruiz,ana@example.com \(Self.key) her laptop

            \t"dana.weiss" namespaces="tollgate,git",valid-after="20260101Z",valid-before="20261231235959Z" \(Self.key)
            """)
        #expect(problems == [])
        let entries = try #require(signers).entries
        #expect(entries.map(\.line) == [2, 4])
        #expect(entries.map(\.principals) == [["ana.ruiz", "ana@example.com"], ["dana.weiss"]])
        #expect(entries[0].namespaces == [])
        #expect(entries[1].namespaces == ["tollgate", "git"])
        #expect(entries[1].validAfter?.description == "2026-01-01T00:00:00Z")
        #expect(entries[1].validBefore?.description == "2026-12-31T23:59:59Z")
        let start = try #require(entries[1].validAfter)
        let end = try #require(entries[1].validBefore)
        #expect(entries[1].isValid(at: start) && entries[1].isValid(at: end))
        #expect(!entries[1].isValid(at: KeyTime(seconds: start.seconds - 1)))
        #expect(!entries[1].isValid(at: KeyTime(seconds: end.seconds + 1)))
    }

    @Test(
        "A17: what is ambiguous is a problem, and then no key counts",
        arguments: [
            "* KEY", "a*@example.com KEY", "!ana,ana KEY", "ana? KEY", "ana,, KEY", ", KEY", "ana cert-authority KEY",
            "ana namespaces=\"*\" KEY", "ana namespaces=tollgate KEY", "ana namespaces=\"\" KEY",
            "ana valid-after=\"20260101\" KEY", "ana valid-after=\"20260230Z\" KEY", "ana valid-after=\"2026Z\" KEY",
            "ana valid-after=\"20260101Z\",valid-after=\"20260102Z\" KEY",
            "ana valid-after=\"20260201Z\",valid-before=\"20260101Z\" KEY", "ana foo=\"x\" KEY", "ana",
            "ana ssh-ed25519",
            "ana ssh-ed25519 AAAA", "ana ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIHvLMA9YNoyNoN4hPvtB1/5cBxlPNdD8vJ0oUQ4OoFJQ",
            "ana \"namespaces=\"git KEY", "\"ana KEY", "ana KEY\r", "ana\u{0} KEY", "ana ssh-dss AAAAB3NzaC1kc3M=",
        ])
    func A17_refused(line: String) {
        let good = "dana.weiss \(Self.key)"
        let (signers, problems) = Self.read(good + "\n" + line.replacing("KEY", with: Self.key) + "\n")
        #expect(signers == nil)
        #expect(problems.map(\.line) == [2])
        #expect(problems.allSatisfy { !$0.message.isEmpty && !$0.help.isEmpty })
    }

    @Test("any bytes are read without a crash, at most fifty problems are told, and limits hold")
    func anyBytes() {
        var random = SeededGenerator(seed: 17)
        let text = Array("ana namespaces=\"git\",valid-after=\"20260101Z\" \(Self.key) c\n# c\n\n".utf8)
        for _ in 0..<2000 {
            let (signers, problems) = AllowedSigners.read(
                random.mutated(text, with: [Array("\"".utf8), [0x20], [0x2C]]))
            #expect((signers == nil) == !problems.isEmpty)
        }
        #expect(AllowedSigners.read(Array(String(repeating: "x\n", count: 500).utf8)).problems.count == 50)
        #expect(AllowedSigners.read([UInt8](repeating: 0x0A, count: 20_000)).problems.count == 1)
        #expect(AllowedSigners.read([UInt8](repeating: 0x23, count: 2 << 20)).problems.count == 1)
    }

    @Test("whatever we read, ssh-keygen finds the same principals, namespace and time applied")
    func differential() throws {
        let sandbox = try Sandbox()
        let keys = try [SigningKey(in: sandbox), SigningKey(.ecdsa256, in: sandbox)]
        let message = Array("m".utf8)
        var random = SeededGenerator(seed: 4)
        let times = ["20250101Z", "20260101Z", "202601011200Z", "20260630235959Z", "20270101Z"]
        let moments = ["20251231235959Z", "20260101000000Z", "20260101120000Z", "20260101120001Z", "20260701000000Z"]
        for round in 0..<60 {
            let key = keys[round % 2]
            let namespace = random.pick(["tollgate", "git", "file"])
            let signature = try key.sign(message, namespace: namespace)
            var text = ""
            for person in ["ana.ruiz", "dana@example.com", "li.chen,li@example.com"] where !random.once(in: 3) {
                var options: [String] = []
                if random.once(in: 2) {
                    options.append("namespaces=\"\(random.pick(["git", "tollgate", "git,tollgate", "file"]))\"")
                }
                if random.once(in: 2) { options.append("valid-after=\"\(random.pick(times))\"") }
                if random.once(in: 3) { options.append("valid-before=\"\(random.pick(times))\"") }
                let words = [person, options.joined(separator: ","), random.pick(keys).publicText].filter {
                    !$0.isEmpty
                }
                text += words.joined(separator: " ") + "\n"
            }
            guard let signers = Self.read(text).signers, let revoked = RevokedSigners.read([]).signers else { continue }
            let moment = random.pick(moments)
            let verdict = KeyRing(allowed: signers, revoked: revoked).verdict(
                try SignatureBlob(armoured: signature), over: message,
                for: try #require(SignatureBlob.Namespace(rawValue: namespace == "file" ? "git" : namespace)),
                at: try #require(KeyTime(moment)))
            let ours = Set(verdict.principals)
            let files = (allowed: sandbox.freePath("allowed"), signature: sandbox.freePath("signature"))
            _ = try sandbox.run("tee", [files.allowed], input: Array(text.utf8))
            _ = try sandbox.run("tee", [files.signature], input: signature)
            for principal in ["ana.ruiz", "dana@example.com", "li.chen", "li@example.com"] {
                let theirs =
                    try sandbox.run(
                        "ssh-keygen",
                        [
                            "-Y", "verify", "-f", files.allowed, "-I", principal, "-n", namespace, "-s",
                            files.signature,
                            "-Overify-time=\(moment)",
                        ], input: message
                    ).status == 0
                // A namespace that Tollgate has no use for is never asked for.
                #expect(ours.contains(principal) == (theirs && namespace != "file"), "\(text)\(moment) \(verdict.text)")
            }
        }
    }
}

import Attestation
import GitStore
import PlanHistory
import Testing
import Timeline
import TollgateTesting

/// What `git verify-commit` says decides every doubt about a commit's signature, but for what the table of exceptions lists.
@Suite("Signatures of commits, compared with git verify-commit")
struct CommitSignatureTests {
    /// Commits that git takes and we do not, each with the reason.
    private static let stricter: [String: String] = [
        "wrapped at 50": "one signature has one spelling: lines as a signing program wraps them",
        "text behind the block": "one block and nothing behind it",
        "blank at the end of a line": "base64 in canonical form",
        "carriage returns": "base64 in canonical form",
        "empty line in the block": "base64 in canonical form",
        "second block in the header": "it would be open which signature counts",
        "second signature": "it would be open which signature counts",
        "gpgsig-sha256 behind": "some readers take this header for the signature, and no signature covers it",
        "gpgsig-sha512 before": "no signature covers it, so that one signature would serve for many commits",
        "signature before the committer": "the order of headers is fixed",
    ]

    private static let begin = "-----BEGIN SSH SIGNATURE-----"

    /// The changes that are made to a signed commit, by name.
    private static func variants(_ signed: String, other: String) throws -> [(name: String, bytes: [UInt8])] {
        let header = try #require(signed.firstRange(of: "\n\n"))
        let start = try #require(signed.firstRange(of: "gpgsig "))
        // The header ends at the first line that does not begin with a blank.
        var end = start.upperBound
        while let line = signed[end...].firstIndex(of: "\n") {
            end = signed.index(after: line)
            if signed[end] != " " { break }
        }
        let block = String(signed[start.lowerBound..<end])
        let (before, behind) = (String(signed[..<start.lowerBound]), String(signed[end...]))
        let body = block.split(separator: "\n").dropFirst().dropLast().map { $0.dropFirst() }.joined()
        func wrapped(_ width: Int, ending: String = "\n") -> String {
            var lines: [String] = []
            var rest = body[...]
            while !rest.isEmpty {
                lines.append(" " + rest.prefix(width))
                rest = rest.dropFirst(width)
            }
            return (["gpgsig \(begin)"] + lines + [" -----END SSH SIGNATURE-----", ""]).joined(separator: ending)
        }
        func replacing(_ part: String, _ new: String) -> String {
            signed.replacing(part, with: new, maxReplacements: 1)
        }
        let flipped = String(
            block.map { $0 }.enumerated().map { $0.offset == 120 ? ($0.element == "A" ? "B" : "A") : $0.element })
        let texts: [(String, String)] = [
            ("as it was made", signed),
            ("byte of the message", signed + "."),
            ("first word of the message", replacing("subject", "Subject")),
            ("author", replacing("author Ada", "author Ana")),
            ("committer's time", replacing(" +0000\ngpgsig", " +0100\ngpgsig")),
            ("tree", replacing(String(signed.dropFirst(5).prefix(40)), other)),
            ("another header", before + block + "note x\n" + behind),
            ("mergetag with a signature in it", before + "mergetag object x\n " + block + behind),
            ("no signature", before + behind),
            ("byte of the signature", before + flipped + behind),
            ("wrapped at 76", before + wrapped(76) + behind),
            ("wrapped at 64", before + wrapped(64) + behind),
            ("wrapped at 50", before + wrapped(50) + behind),
            ("carriage returns", before + wrapped(70, ending: "\r\n").replacing("-----\r\n", with: "-----\n") + behind),
            ("text behind the block", before + block + " trailing junk\n" + behind),
            ("text before the block", before + block.replacing("gpgsig ", with: "gpgsig junk\n ") + behind),
            ("blank at the end of a line", before + block.replacing("\n -----END", with: " \n -----END") + behind),
            ("empty line in the block", before + block.replacing("\n -----END", with: "\n \n -----END") + behind),
            ("second block in the header", before + block + block.replacing("gpgsig ", with: " ") + behind),
            ("second signature", before + block + block + behind),
            ("gpgsig-sha256 behind", before + block + block.replacing("gpgsig ", with: "gpgsig-sha256 ") + behind),
            ("gpgsig-sha512 before", before + "gpgsig-sha512 anything\n" + block + behind),
            ("gpgsig-sha256 alone", before + block.replacing("gpgsig ", with: "gpgsig-sha256 ") + behind),
            ("name in capitals", before + block.replacing("gpgsig ", with: "GPGSIG ") + behind),
            (
                "signature before the committer",
                signed.replacing(block, with: "").replacing("\ncommitter ", with: "\n" + block + "committer ")
            ),
            ("signature in the message", before + behind.replacing("\n", with: "\n" + block, maxReplacements: 1)),
            ("line of the message that begins with gpgsig", before + behind + block),
            ("both in header and message", before + block + behind + block),
            ("OpenPGP", before + block.replacing("SSH SIGNATURE", with: "PGP SIGNATURE") + behind),
            (
                "armour that is junk",
                before + "gpgsig -----BEGIN SSH SIGNATURE-----\n junk\n -----END SSH SIGNATURE-----\n" + behind
            ),
            ("only the beginning", before + "gpgsig \(begin)\n" + behind),
        ]
        try #require(signed[header.lowerBound...].contains("subject"))
        return texts.map { ($0.0, Array($0.1.utf8)) }
    }

    /// Makes objects as they are, in one process, and gives their names.
    private static func store(_ objects: [[UInt8]], in repository: TestRepository) throws -> [ObjectID] {
        for (index, bytes) in objects.enumerated() { try repository.write("objects/\(index)", bytes) }
        let paths = objects.indices.map { "objects/\($0)\n" }.joined()
        let names = try repository.git(
            "hash-object", "-t", "commit", "-w", "--literally", "--stdin-paths", input: Array(paths.utf8))
        return try names.split(separator: "\n").map { try #require(ObjectID(hex: $0)) }
    }

    /// Those of the commits that git takes.
    private static func taken(
        _ ids: [ObjectID], _ signers: [String], in repository: TestRepository
    ) throws -> Set<ObjectID> {
        try repository.write("signers", signers.joined())
        try repository.write("ids", ids.map { "\($0)\n" }.joined())
        let script = """
            while read -r id; do
              git -c gpg.ssh.allowedSignersFile="$PWD/signers" verify-commit "$id" </dev/null >/dev/null 2>&1 && echo "$id"
            done <ids; true
            """
        let outcome = try repository.sandbox.run("sh", ["-c", script], in: repository.path)
        return Set(outcome.text.split(separator: "\n").compactMap { ObjectID(hex: $0) })
    }

    private static func ring(_ signers: [String]) throws -> KeyRing {
        let read = AllowedSigners.read(Array(signers.joined().utf8))
        return KeyRing(
            allowed: try #require(read.signers, "\(read.problems)"),
            revoked: try #require(RevokedSigners.read([]).signers))
    }

    private static func verdict(_ id: ObjectID, _ ring: KeyRing, in repository: Repository) -> SignatureVerdict? {
        guard let raw = try? repository.objects.commit(id), let committed = raw.committed else { return nil }
        return LandingCommit(raw).verdict(by: ring, at: KeyTime(seconds: committed))
    }

    /// A commit that git signs, as text.
    private static func signed(_ repository: TestRepository, _ key: SigningKey, _ message: String) throws -> String {
        let id = try repository.git(
            "-c", "gpg.format=ssh", "-c", "user.signingKey=\(key.path)", "commit-tree", "-S", "-F", "-",
            ObjectID.emptyTree.hex, input: Array(message.utf8))
        return try repository.git("cat-file", "commit", id) + "\n"
    }

    private static let messages = [
        "subject\n", "subject\n\nBody with a statement.\n\nGate-Signoff: tollgate/v1\n", "subject\n\n Ünïcode — 名前\n",
    ]

    @Test(
        "A05, A06, A11, A20, A21: each change to a signed commit has the verdict of git",
        arguments: SigningKey.Kind.allCases)
    func variants(kind: SigningKey.Kind) throws {
        let sandbox = try Sandbox()
        let repository = try TestRepository(in: sandbox) { Commit("other") { Write("file", "text\n") } }
        try repository.git("hash-object", "-t", "tree", "-w", "--stdin")
        let other = try repository.id("HEAD^{tree}").hex
        let key = try SigningKey(kind, in: sandbox)
        let signers = ["ada namespaces=\"git\" \(key.publicText)\n"]
        var all: [(name: String, bytes: [UInt8])] = []
        for message in Self.messages.prefix(kind == .ed25519 ? 3 : 1) {
            all += try Self.variants(try Self.signed(repository, key, message), other: other)
        }
        let ids = try Self.store(all.map(\.bytes), in: repository)
        let taken = try Self.taken(ids, signers, in: repository)
        let opened = try repository.open()
        let ring = try Self.ring(signers)
        var valid = 0
        for (id, variant) in zip(ids, all) {
            let verdict = try #require(Self.verdict(id, ring, in: opened))
            if verdict.isValid { valid += 1 }
            if verdict.isValid != taken.contains(id) {
                #expect(taken.contains(id) && Self.stricter[variant.name] != nil, "\(variant.name): \(verdict.text)")
            } else {
                #expect(Self.stricter[variant.name] == nil, "\(variant.name) is no exception: \(verdict.text)")
            }
        }
        #expect(valid >= 3)
    }

    @Test("what is changed at random and still taken is taken by git too", arguments: 1...3 as ClosedRange<UInt64>)
    func mutated(seed: UInt64) throws {
        let sandbox = try Sandbox()
        let repository = try TestRepository(in: sandbox)
        try repository.git("hash-object", "-t", "tree", "-w", "--stdin")
        let key = try SigningKey(in: sandbox)
        let signers = ["ada \(key.publicText)\n"]
        let signed = Array(try Self.signed(repository, key, Self.messages[1]).utf8)
        var random = SeededGenerator(seed: seed)
        let words = ["\ngpgsig ", "\n ", "\n\n", "\n", " ", "-----END SSH SIGNATURE-----"].map { Array($0.utf8) }
        let objects = (0..<40).map { _ in random.mutated(signed, with: words) } + [signed]
        let ids = try Self.store(objects, in: repository)
        let taken = try Self.taken(ids, signers, in: repository)
        let opened = try repository.open()
        let ring = try Self.ring(signers)
        for id in ids where Self.verdict(id, ring, in: opened)?.isValid ?? false {
            #expect(taken.contains(id), "\(id)")
        }
        #expect(taken.contains(try #require(ids.last)))
        #expect(Self.verdict(try #require(ids.last), ring, in: opened)?.isValid == true)
    }

    @Test("keys are judged at the committer's time as git does, and A12: by that of the landing where it is given")
    func times() throws {
        let sandbox = try Sandbox()
        let repository = try TestRepository(in: sandbox)
        try repository.git("hash-object", "-t", "tree", "-w", "--stdin")
        let key = try SigningKey(in: sandbox)
        let signers = ["ada valid-after=\"20260601Z\",valid-before=\"20260701Z\" \(key.publicText)\n"]
        let moments: [(Moment, Bool)] = [
            ("2026-05-31T23:59:59Z", false), ("2026-06-01T00:00:00Z", true), ("2026-06-15T12:00:00+02:00", true),
            ("2026-07-01T00:00:00Z", true), ("2026-07-01T00:00:01Z", false), ("2026-07-01T01:30:00+02:00", true),
        ]
        var ids: [ObjectID] = []
        for (moment, _) in moments {
            sandbox.now = moment
            ids += try Self.store([Array(try Self.signed(repository, key, "subject\n").utf8)], in: repository)
        }
        let taken = try Self.taken(ids, signers, in: repository)
        let opened = try repository.open()
        let ring = try Self.ring(signers)
        for (id, (moment, isValid)) in zip(ids, moments) {
            #expect(Self.verdict(id, ring, in: opened)?.isValid == isValid, "\(moment)")
            #expect(taken.contains(id) == isValid, "\(moment)")
            // Whatever the commit says of itself, the key had run out when it landed.
            let late = LandingCommit(try opened.objects.commit(id)).verdict(
                by: ring, at: try #require(KeyTime("20260801Z")))
            if case .notValidThen = late { continue }
            Issue.record("\(moment): \(late.text)")
        }
    }

    @Test("signature and payload are what git has, byte for byte")
    func parts() throws {
        let sandbox = try Sandbox()
        let repository = try TestRepository(in: sandbox)
        let key = try SigningKey(in: sandbox)
        let signed = try Self.signed(repository, key, Self.messages[2])
        let ids = try Self.store([Array(signed.utf8)], in: repository)
        let raw = try repository.open().objects.commit(try #require(ids.first))
        let signature = String(decoding: try #require(raw.signature), as: UTF8.self)
        #expect(signature.hasPrefix(Self.begin + "\n"))
        #expect(signature.hasSuffix("\n-----END SSH SIGNATURE-----"))
        #expect(signed.contains("gpgsig " + signature.replacing("\n", with: "\n ") + "\n"))
        let payload = String(decoding: raw.signedPayload, as: UTF8.self)
        #expect(payload == signed.replacing("gpgsig " + signature.replacing("\n", with: "\n ") + "\n", with: ""))
        let commit = LandingCommit(raw)
        #expect(commit.addresses.map(\.email) == ["ada@example.org"])
        #expect(commit.signOffs.isEmpty)
    }
}

@testable import GitStore
import Testing
import TollgateTesting

@Suite("RawCommit")
struct RawCommitTests {
    static let tree = ObjectID.emptyTree.hex
    static let one = String(repeating: "1", count: 40)
    static let two = String(repeating: "2", count: 40)
    static let author = "author Ada Moreau <ada@example.org> 1767603600 +0100"
    static let committer = "committer Ben Okafor <ben@example.org> 1767607200 -0330"
    static let signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----"

    static func commit(_ header: [String], message: String = "subject\n") -> [UInt8] {
        Array((header.joined(separator: "\n") + "\n\n" + message).utf8)
    }

    static func read(_ bytes: [UInt8]) throws(GitError) -> RawCommit {
        try bytes.withUnsafeBufferPointer { buffer throws(GitError) in try RawCommit(id: .zero, bytes: buffer) }
    }

    // MARK: - What git says

    @Test("fields are those of `git log`", arguments: 1...3 as ClosedRange<UInt64>)
    func fields(_ seed: UInt64) throws {
        let repository = try TestRepository()
        var generator = SeededGenerator(seed: seed)
        var made: [ObjectID] = []
        for _ in 0..<12 {
            func identity() -> String {
                let name =
                    ["Ada Moreau", "Ü. Ñandú", "x", "", "Dr. No, PhD", "名前"].randomElement(using: &generator) ?? ""
                let email = ["ada@example.org", "", "a b", "ü@example.org"].randomElement(using: &generator) ?? ""
                let sign = Bool.random(using: &generator) ? "+" : "-"
                let zone = ["0000", "0100", "0530", "1145", "1400"].randomElement(using: &generator) ?? ""
                return "\(name) <\(email)> \(Int64.random(in: 0...4_000_000_000, using: &generator)) \(sign)\(zone)"
            }
            let parents = made.shuffled(using: &generator).prefix(Int.random(in: 0...4, using: &generator))
            let header =
                ["tree \(Self.tree)"] + parents.map { "parent \($0)" } + [
                    "author \(identity())", "committer \(identity())",
                ]
                + (Bool.random(using: &generator) ? ["encoding UTF-8"] : [])
                + (Bool.random(using: &generator) ? [Self.signature] : [])
                + (Bool.random(using: &generator) ? ["mergetag object x\n continued\n ", "other thing"] : [])
            let message = ["subject\n", "subject", "Ünï\n\nbody\n\nReason: x\n", "", "tree x\nauthor y\n"]
                .randomElement(using: &generator)
            made.append(try repository.rawObject("commit", Self.commit(header, message: message ?? "")))
        }
        let objects = try repository.open(verifiesHashes: true).objects
        for id in made {
            let commit = try objects.commit(id)
            #expect(commit.irregularities.isEmpty)
            let author = try #require(commit.author)
            let committer = try #require(commit.committer)
            func zone(_ minutes: Int) -> String { String(Moment(seconds: 0, offsetMinutes: minutes).raw.dropFirst(2)) }
            let format = ["%T", "%P", "%an", "%ae", "%ad", "%cn", "%ce", "%cd"].joined(separator: "%n")
            let lines = try repository.git("show", "-s", "--date=raw", "--format=\(format)", id.hex)
                .replacing("-0000", with: "+0000")
            #expect(
                [
                    commit.tree.hex, commit.parents.map(\.hex).joined(separator: " "), author.name, author.email,
                    "\(author.seconds) \(zone(author.offsetMinutes))", committer.name, committer.email,
                    "\(committer.seconds) \(zone(committer.offsetMinutes))",
                ].joined(separator: "\n") == lines)
            #expect(commit.committed == committer.seconds)
            let raw = try repository.gitStatus("cat-file", "commit", id.hex).output
            let start = try #require(raw.firstRange(of: [0x0A, 0x0A])).upperBound
            #expect(commit.message.elementsEqual(raw[start...]))
        }
    }

    @Test("what git commits, with signature, merge tag and encoding, is read without a remark")
    func realCommits() throws {
        let repository = try TestRepository {
            Commit("one") { Write("a", "1") }
            Branch("topic")
            Commit(
                "two", body: "A body.\n\nReason: because\nÜ: ü", author: .ben, authoredAt: "2025-12-01T00:00:00-11:30"
            ) {
                Write("b", "2")
            }
            Switch("main")
            Commit("three") { Write("c", "3") }
        }
        let made = try repository.sandbox.run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", "key"])
        try #require(made.status == 0)
        try repository.git("config", "gpg.format", "ssh")
        try repository.git("config", "user.signingKey", repository.sandbox.path + "/key")
        try repository.git("tag", "-s", "-m", "tagged", "v1", "topic")
        try repository.git("merge", "--quiet", "--no-edit", "v1")
        try repository.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "-m", "")
        try repository.git("commit", "--quiet", "--allow-empty", "-S", "-m", "signed")
        let objects = try repository.open().objects
        let ids = try repository.git("rev-list", "HEAD").split(separator: "\n").compactMap { ObjectID(hex: $0) }
        #expect(ids.count == 6)
        for id in ids { #expect(try objects.commit(id).irregularities.isEmpty, "\(id)") }
        let subjects = try ids.map { try objects.commit($0).subject }
        #expect(subjects.prefix(2) == ["signed", ""])
        let raw = try repository.git("cat-file", "commit", "HEAD~2")
        #expect(raw.contains("\nmergetag object "))
        let headers = try repository.git("cat-file", "commit", "HEAD")
        #expect(headers.contains("\ngpgsig -----BEGIN SSH SIGNATURE-----"))
        #expect(try objects.commit(repository["two"]).author?.offsetMinutes == -690)
    }

    @Test("the subject is the first line that is not empty")
    func subject() throws {
        let header = ["tree \(Self.tree)", Self.author, Self.committer]
        for (message, subject) in [("a\nb\n", "a"), ("\n\n c\n", " c"), ("", ""), ("no end", "no end")] {
            #expect(try Self.read(Self.commit(header, message: message)).subject == subject)
        }
    }

    // MARK: - Malformed commits

    struct Malformed: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        let notes: [String]

        init(_ name: String, _ header: [String], message: String = "subject\n", notes: [String]) {
            self.init(name, bytes: commit(header, message: message), notes: notes)
        }

        init(_ name: String, bytes: [UInt8], notes: [String]) {
            testDescription = name
            self.bytes = bytes
            self.notes = notes
        }
    }

    static let malformedCommits: [Malformed] = [
        Malformed(
            "two authors", ["tree \(tree)", author, author, committer],
            notes: ["`author` stands twice or in the wrong place"]),
        Malformed(
            "two committers", ["tree \(tree)", author, committer, committer],
            notes: ["`committer` stands twice or in the wrong place"]),
        Malformed(
            "committer before author", ["tree \(tree)", committer, author],
            notes: ["`committer` stands twice or in the wrong place", "`author` stands twice or in the wrong place"]),
        Malformed(
            "second tree", ["tree \(tree)", "tree \(one)", author, committer], notes: ["there is a second `tree`"]),
        Malformed(
            "tree at the end", ["tree \(tree)", author, committer, "tree \(one)"], notes: ["there is a second `tree`"]),
        Malformed(
            "parent behind the author", ["tree \(tree)", author, "parent \(one)", committer],
            notes: ["a `parent` stands behind the author"]),
        Malformed(
            "parent behind the committer", ["tree \(tree)", author, committer, "parent \(one)"],
            notes: ["a `parent` stands behind the author"]),
        Malformed("no committer", ["tree \(tree)", author], notes: ["there is no committer"]),
        Malformed(
            "no author", ["tree \(tree)", committer],
            notes: ["`committer` stands twice or in the wrong place"]),
        Malformed(
            "neither", ["tree \(tree)", "parent \(one)"], notes: ["there is no author", "there is no committer"]),
        Malformed(
            "encoding that hides", ["tree \(tree)", author, committer, "encoding UTF-7"],
            notes: ["the message is in `UTF-7`; expected UTF-8"]),
        Malformed(
            "two encodings", ["tree \(tree)", author, committer, "encoding UTF-8", "encoding utf-8"],
            notes: ["`encoding` stands twice"]),
        Malformed(
            "encoding before the committer", ["tree \(tree)", author, "encoding UTF-8", committer],
            notes: ["`encoding` stands before the committer", "`committer` stands twice or in the wrong place"]),
        Malformed(
            "NUL in the message", ["tree \(tree)", author, committer], message: "seen\u{0}unseen\n",
            notes: ["the message has a NUL in it, behind which some readers see nothing"]),
        Malformed(
            "escape in the message", ["tree \(tree)", author, committer], message: "a\u{1B}[2Kb\n",
            notes: ["the message has a control character in it"]),
        Malformed(
            "CR in the message", ["tree \(tree)", author, committer], message: "a\r\n",
            notes: ["the message has a control character in it"]),
        Malformed(
            "DEL in the message", ["tree \(tree)", author, committer], message: "a\u{7F}\n",
            notes: ["the message has a control character in it"]),
        Malformed(
            "message that is not UTF-8",
            bytes: commit(["tree \(tree)", author, committer], message: "") + [0xFF, 0x0A],
            notes: ["the message is not valid UTF-8"]),
        Malformed(
            "overlong UTF-8", bytes: commit(["tree \(tree)", author, committer], message: "") + [0xC0, 0x8A],
            notes: ["the message is not valid UTF-8"]),
        Malformed(
            "gpgsig-sha256", ["tree \(tree)", author, committer, "gpgsig-sha256 x\n y"],
            notes: ["there is a header `gpgsig-sha256`; expected none but `gpgsig`"]),
        Malformed(
            "two signatures", ["tree \(tree)", author, committer, signature, signature],
            notes: ["there are 2 signatures; expected at most one"]),
        Malformed(
            "signature of another kind beside one", ["tree \(tree)", author, committer, signature, "gpgsig2 x"],
            notes: [
                "there is a header `gpgsig2`; expected none but `gpgsig`",
                "there are 2 signatures; expected at most one",
            ]),
        Malformed(
            "signature before the committer", ["tree \(tree)", author, signature, committer],
            notes: ["a signature stands before the committer", "`committer` stands twice or in the wrong place"]),
        Malformed(
            "unknown header before the author", ["tree \(tree)", "x y", author, committer],
            notes: [
                "the header `x` stands before the committer", "`author` stands twice or in the wrong place",
                "`committer` stands twice or in the wrong place",
            ]),
        Malformed(
            "no empty line", bytes: Array("tree \(tree)\n\(author)\n\(committer)\n".utf8),
            notes: ["there is no empty line behind the header"]),
        Malformed(
            "header without an end", bytes: Array("tree \(tree)\n\(author)\n\(committer)".utf8),
            notes: ["there is no empty line behind the header"]),
        Malformed(
            "CR at the end of header lines", ["tree \(tree)", author, committer + "\r"],
            notes: ["the header `committer` has a control character in it", "the committer is malformed"]),
        Malformed(
            "CR in a name", ["tree \(tree)", "author A\rB <a@b> 1 +0000", committer],
            notes: ["the header `author` has a control character in it"]),
        Malformed(
            "CR in an unknown header", ["tree \(tree)", author, committer, "other x\rgpgsig y"],
            notes: ["the header `other` has a control character in it"]),
        Malformed(
            "NUL in the header", ["tree \(tree)", "author A\u{0}B <a@b> 1 +0000", committer],
            notes: ["the header `author` has a control character in it"]),
        Malformed(
            "continuation of the author", ["tree \(tree)", author + "\n more", committer],
            notes: ["a line of the header continues nothing"]),
        Malformed(
            "continuation of the tree", ["tree \(tree)\n more", author, committer],
            notes: ["a line of the header continues nothing"]),
        Malformed("no e-mail", ["tree \(tree)", "author Ada 1 +0000", committer], notes: ["the author is malformed"]),
        Malformed(
            "two e-mails", ["tree \(tree)", "author A <a@b> <c@d> 1 +0000", committer],
            notes: ["the author is malformed"]),
        Malformed(
            "e-mail within an e-mail", ["tree \(tree)", "author A <a<b@c> 1 +0000", committer],
            notes: ["the author is malformed"]),
        Malformed("no time", ["tree \(tree)", author, "committer A <a@b>"], notes: ["the committer is malformed"]),
        Malformed(
            "time before 1970", ["tree \(tree)", author, "committer A <a@b> -1 +0000"],
            notes: ["the committer is malformed"]),
        Malformed(
            "time that overflows", ["tree \(tree)", author, "committer A <a@b> 99999999999999999999 +0000"],
            notes: ["the committer is malformed"]),
        Malformed("no offset", ["tree \(tree)", author, "committer A <a@b> 1"], notes: ["the committer is malformed"]),
        Malformed(
            "offset in letters", ["tree \(tree)", author, "committer A <a@b> 1 CEST"],
            notes: ["the committer is malformed"]),
        Malformed("empty author", ["tree \(tree)", "author", committer], notes: ["the author is malformed"]),
    ]

    @Test("malformed commits are noted", arguments: malformedCommits)
    func malformed(_ commit: Malformed) throws {
        let repository = try TestRepository()
        let id = try repository.rawObject("commit", commit.bytes)
        #expect(try repository.open(verifiesHashes: true).objects.commit(id).irregularities.map(\.text) == commit.notes)
    }

    @Test(
        "what has no tree, or a parent that is no name, cannot be read",
        arguments: [
            [], [author, committer], ["parent \(one)", "tree \(tree)", author, committer],
            ["tree \(tree)0", author, committer],
            ["tree \(tree.uppercased())", author, committer], ["tree  \(tree)", author, committer],
            ["tree", author, committer],
            ["tree \(tree)", "parent \(one.dropLast())", author, committer],
            ["tree \(tree)", "parent x", author, committer],
            ["tree \(tree)\r", author, committer], ["tree \(tree)", "parent \(one) ", author, committer],
        ] as [[String]])
    func unreadable(_ header: [String]) throws {
        let repository = try TestRepository()
        let id = try repository.rawObject("commit", Self.commit(header))
        let error = try #require(throws: GitError.self) { try repository.open().objects.commit(id) }
        #expect(error.code == .malformedObject)
        #expect(error.help == "run `git fsck`")
    }

    @Test("parents behind the author are not parents, as for git")
    func lateParents() throws {
        let repository = try TestRepository {
            Commit("one")
            Commit("two")
        }
        let (one, two) = (try repository["one"], try repository["two"])
        let bytes = Self.commit(["tree \(Self.tree)", "parent \(one)", Self.author, "parent \(two)", Self.committer])
        #expect(try Self.read(bytes).parents == [one])
        let id = try repository.rawObject("commit", bytes)
        #expect(try repository.git("show", "-s", "--format=%P", id.hex) == one.hex)
    }

    @Test("of two authors or committers the first counts")
    func firstCounts() throws {
        let commit = try Self.read(
            Self.commit([
                "tree \(Self.tree)", Self.author, "author B <b@c> 2 +0000", Self.committer, "committer C <c@d> 3 +0000",
            ]))
        #expect(commit.author?.name == "Ada Moreau")
        #expect(commit.committer?.email == "ben@example.org")
        #expect(commit.committed == 1_767_607_200)
    }

    // MARK: - Anything at all

    @Test("random and mutated bytes never crash; what is read without a remark says what git's grammar says")
    func fuzzing() throws {
        var generator = SeededGenerator(seed: 11)
        let seeds = [
            Self.commit(["tree \(Self.tree)", Self.author, Self.committer]),
            Self.commit([
                "tree \(Self.tree)", "parent \(Self.one)", "parent \(Self.two)", Self.author, Self.committer,
                Self.signature,
            ]),
            Self.commit(
                ["tree \(Self.tree)", Self.author, Self.committer, "encoding UTF-8", "mergetag x\n y"],
                message: "Ü\n\nbody\n"),
        ]
        let dictionary = [
            "\n", "\n\n", "tree ", "parent ", "parent \(Self.one)\n", "author ", Self.author + "\n",
            Self.committer + "\n", "encoding ",
            "gpgsig x\n", "gpgsig-sha256 x\n", " ", "<", ">", "\0", "\r", "+0000", "99999999999999999999", "-",
        ].map { Array($0.utf8) }
        var (read, regular) = (0, 0)
        for round in 0..<8000 {
            let bytes =
                round % 8 == 0
                ? generator.bytes(count: Int.random(in: 0...200, using: &generator))
                : generator.mutated(seeds[round % seeds.count], with: dictionary)
            guard let commit = try? Self.read(bytes) else { continue }
            read += 1
            _ = (commit.subject, commit.author, commit.committer, commit.message.count)
            guard commit.irregularities.isEmpty else { continue }
            regular += 1
            let text = try #require(String(validating: commit.message, as: UTF8.self))
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x7F })
            #expect(commit.committed == commit.committer?.seconds && commit.committed != nil)
            // The header begins with exactly these lines.
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
                String(decoding: $0, as: UTF8.self)
            }
            let parents = commit.parents.map { "parent \($0)" }
            #expect(lines.first == "tree \(commit.tree)")
            #expect(Array(lines.dropFirst().prefix(parents.count)) == parents)
            let rest = lines.dropFirst(1 + parents.count).prefix { !$0.isEmpty }
            #expect(rest.map { $0.prefix { $0 != " " } }.prefix(2) == ["author", "committer"])
            #expect(rest.count { $0.hasPrefix("parent ") || $0.hasPrefix("tree ") } == 0)
            #expect(rest.count { $0.hasPrefix("gpgsig") } <= 1)
        }
        #expect(read > 2000 && regular > 400 && regular < read)
    }
}

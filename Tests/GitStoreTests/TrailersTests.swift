import GitStore
import Testing
import TollgateTesting

/// What git finds decides every doubt about a trailer.
@Suite("Trailers")
struct TrailersTests {
    private static func shown(_ message: String) -> String {
        Trailers(message: message.utf8).all.map { "\($0.key): \($0.value)\n" }.joined()
    }

    @Test("keys in any case, values on one line, in the order of the message")
    func values() {
        let trailers = Trailers(
            message: """
                Move the resets

                Initiative: SD-104
                signed-off-by: Ada <ada@example.org>
                INITIATIVE : SD-105,
                  SD-106

                """.utf8)
        #expect(trailers.values(of: "Initiative") == ["SD-104", "SD-105, SD-106"])
        #expect(trailers.values(of: "Signed-off-by") == ["Ada <ada@example.org>"])
        #expect(trailers.values(of: "Gate-Signoff").isEmpty)
    }

    // MARK: - Compared with git

    private static let lines = [
        "Initiative: SD-1", "Signed-off-by: Ada <ada@example.org>", "signed-off-by: x", "(cherry picked from commit 1)",
        "Key with blanks: value", "Key\t: tab", "Key:no blank", "Key: ", "Key:", ": no key", " : blank key", "-: dash",
        "Key = other sign", "Bug #43", "Ké: not ASCII", "a-b-1: x: y", "Plain words", "plain words with: colon",
        "Gate-Signoff: tollgate/v1 repo=1 branch=main", "---", "----", "--- a/file", "# comment", "#: comment",
        "#Key: comment",
        "Conflicts:", "\tplans/p/SD-1.yaml", " continued", "\tcontinued", "   ", "\t", "\u{0B}", "\u{0C}x", "\r",
        "Key: with CR\r", "# ------------------------ >8 ------------------------", "[note: changed]", "http://x/y",
        "Reviewed-by:x  ", "1: 2", "_: x", "Key : \t spaced",
    ]

    private static func message(_ random: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<random.number(0...4) {
            for _ in 0..<random.number(1...7) {
                // Mostly what can be in a block, so that most messages have one.
                text += random.once(in: 3) ? random.pick(lines) : random.pick(Array(lines.prefix(8)))
                text += "\n"
            }
            for _ in 0..<random.number(1...2) { text += random.once(in: 6) ? " \n" : "\n" }
        }
        if random.once(in: 3) { text += random.pick(lines) }
        return text
    }

    @Test(
        "they are those of `git interpret-trailers --parse --no-divider`", arguments: 1...6 as ClosedRange<UInt64>)
    func parsed(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let repository = try TestRepository()
        var messages = (0..<500).map { _ in Self.message(&random) }
        messages += ["", "\n", "\n\n", "Key: x", "\nKey: x\n", "title\n\nKey: x"]
        messages += ["Conflicts:\n\tx\n\n\nKey: x\n\nConflicts:\n\tz\n"]
        let mark = "title\n\nMessage-ends: here\n"
        try repository.write("mark", mark)
        var files: [String] = []
        for (index, message) in messages.enumerated() {
            try repository.write("m/\(index)", message)
            files += ["m/\(index)", "mark"]
        }
        let output = try repository.git(["interpret-trailers", "--parse", "--no-divider"] + files) + "\n"
        let found = output.split(separator: "Message-ends: here\n", omittingEmptySubsequences: false)
        try #require(found.count == messages.count + 1)
        for (message, expected) in zip(messages, found) {
            #expect(Self.shown(message) == expected, "\(message.debugDescription)")
        }
        #expect(found.count { !$0.isEmpty } > 100)
    }

    @Test("they are those of `git log --format=%(trailers)`", arguments: 11...13 as ClosedRange<UInt64>)
    func logged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let repository = try TestRepository()
        var stream = ""
        // `git log` sets the empty lines aside that a message begins with.
        let messages = (0..<500).map { _ in "title\n" + Self.message(&random) }
        for (index, message) in messages.enumerated() {
            stream += "commit refs/heads/main\nmark :\(index + 1)\n"
            stream += "committer A <a@example.org> \(1_767_603_600 + index) +0000\n"
            stream += "data \(message.utf8.count)\n\(message)\n"
        }
        try repository.git(["fast-import", "--quiet"], input: Array(stream.utf8))
        let opened = try repository.open()
        let output = try repository.git("log", "--format=%x01%H%n%(trailers:only,unfold)%x02", "main")
        let records = output.split(separator: "\u{1}")
        #expect(records.count == messages.count)
        for record in records {
            let id = try #require(ObjectID(hex: record.prefix(40)))
            let expected = record.dropFirst(41).prefix { $0 != "\u{2}" }
            let trailers = Trailers(message: try opened.objects.commit(id).message)
            #expect(trailers.all.map { "\($0.key): \($0.value)\n" }.joined() == expected, "\(id)")
        }
    }

    // MARK: - Hostile messages

    @Test("a message ends at its first NUL")
    func nul() {
        #expect(Self.shown("title\n\nKey: a\0\n\nOther: b\n") == "Key: a\n")
    }

    @Test("a hundred thousand trailers, and as many lines that continue one")
    func many() {
        let keys = String(repeating: "Key: value\n", count: 100_000)
        #expect(Trailers(message: ("title\n\n" + keys).utf8).all.count == 100_000)
        let folded = String(repeating: " more\n", count: 100_000)
        let trailers = Trailers(message: ("title\n\nKey: value\n" + folded).utf8)
        #expect(trailers.all.count == 1)
        #expect(trailers.values(of: "key").first?.utf8.count == 5 + 5 * 100_000)
        let blank = String(repeating: "\n", count: 200_000)
        #expect(Trailers(message: ("title\n\nKey: value" + blank).utf8).all.count == 1)
    }

    @Test("any bytes are read without a crash", arguments: 1...3 as ClosedRange<UInt64>)
    func anyBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let bytes = random.mutated(Array(Self.message(&random).utf8), with: [Array("\n\n".utf8), [0xFF], [0]])
            for trailer in Trailers(message: bytes).all { #expect(!trailer.key.isEmpty) }
        }
    }
}

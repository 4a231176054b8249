import Diagnostics
import PlanText
import Testing
import TollgateTesting

@Suite("Hostile texts")
struct HostileTextTests {
    @Test("Aliases are never followed, so that a billion laughs are nine lines")
    func survivesABillionLaughs() throws {
        var text = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for (name, before) in zip("bcdefghi", "abcdefgh") {
            text += "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ") + "]\n"
        }
        let result = read(text)
        #expect(Set(result.codes) == ["SYN012"])
        let root = try #require(result.tree?.root)
        #expect(root.all.count == 1 + 9 + 9 + 9 * 9)
        #expect(root["i"]?.elements.allSatisfy { $0.kind == .alias } == true)
    }

    @Test(
        "An alias to itself is a finding and ends",
        arguments: ["&a [*a]\n", "a: &a {b: *a}\n", "&a {*a : *a}\n", "a: *nobody\n"])
    func survivesAnAliasToItself(text: String) {
        let codes = read(text).codes
        #expect(codes.contains("SYN012"))
        #expect(Set(codes).isSubset(of: ["SYN012", "SYN018"]))
    }

    @Test("A merge key brings no fields in")
    func doesNotMerge() throws {
        let result = read("base: &b {stage: closed}\nitem:\n  <<: *b\n  id: SD-1\n")
        #expect(result.codes == ["SYN012", "SYN013", "SYN012"])
        let item = try #require(result.tree?.root["item"])
        #expect(item["stage"] == nil)
        #expect(item.count == 2)
    }

    @Test(
        "A merge key in a list of mappings and in flow is found too",
        arguments: ["- <<: x\n", "{<<: x}\n", "a: {b: 1, <<: [x]}\n", "? <<\n: x\n"])
    func findsMergeKeys(text: String) {
        #expect(read(text).codes == ["SYN013"])
    }

    @Test(
        "Breaks that are none to git are found wherever they hide", arguments: ["\u{2028}", "\u{2029}", "\u{85}", "\r"])
    func findsForeignBreaks(sign: String) {
        for text in [
            "# comment\(sign)stage: closed\na: 1\n", "a: 1 # x\(sign) \n", "a: 'x\(sign)y'\n", "a: \"x\(sign)y\"\n",
            "a: |\n  x\(sign)  y\n",
            "a: [x,\(sign) y]\n", "a: 1\(sign)stage: closed\n", "\(sign)a: 1\n", "a: 1\n\(sign)", "\"a\(sign)b\": 1\n",
        ] {
            let findings = read(text).findings(.foreignLineBreak)
            #expect(findings.count == 1, "\(text.debugDescription)")
            let offset = text.utf8.firstRange(of: sign.utf8).map {
                text.utf8.distance(from: text.startIndex, to: $0.lowerBound)
            }
            #expect(findings.first?.primary.location.range?.bytes.lowerBound == offset)
        }
    }

    @Test("What follows a break that is none to git stays on the line of its finding")
    func countsOnlyLF() throws {
        // libyaml ends the comment at U+2028; git and people see one line of comment.
        let result = read("# looks like a comment\u{2028}stage: closed\nid: SD-1\n")
        #expect(result.codes == ["SYN003"])
        #expect(result.diagnostics.first?.place == "1:23")
        #expect(try #require(result.tree?.root.pair("stage")).key.location.range?.start.line == 1)
    }

    @Test(
        "Invisible and reordering characters are found in keys, values, comments and quotes",
        arguments: [
            ("\u{202A}", "SYN006"), ("\u{202E}", "SYN006"), ("\u{2066}", "SYN006"), ("\u{2069}", "SYN006"),
            ("\u{200E}", "SYN006"),
            ("\u{200F}", "SYN006"), ("\u{061C}", "SYN006"), ("\u{200B}", "SYN007"), ("\u{200C}", "SYN007"),
            ("\u{200D}", "SYN007"),
            ("\u{2060}", "SYN007"), ("\u{FEFF}", "SYN007"), ("\u{AD}", "SYN007"), ("\u{180E}", "SYN007"),
            ("\u{E007F}", "SYN007"),
        ])
    func findsTheInvisible(sign: String, code: String) {
        for text in [
            "st\(sign)age: x\n", "a: x\(sign)y\n", "a: 1 # \(sign)\n", "a: '\(sign)'\n", "a: |\n  x\(sign)\n",
            "a: [x, \"\(sign)\"]\n",
        ] {
            #expect(read(text).codes == [code], "\(text.debugDescription)")
        }
    }

    @Test(
        "An escape brings nothing into a value that the text may not have",
        arguments: [
            ("\\u202e", "SYN006"), ("\\u200b", "SYN007"), ("\\x07", "SYN005"), ("\\0", "SYN005"), ("\\r", "SYN003"),
            ("\\L", "SYN003"), ("\\N", "SYN003"), ("\\uFEFF", "SYN007"),
        ])
    func judgesEscapes(escape: String, code: String) {
        #expect(read("a: \"x\(escape)y\"\n").codes == [code])
        #expect(read("a: 'x\(escape)y'\n").codes == [])
    }

    @Test(
        "Escapes of what may stand in a text are free", arguments: ["\\n", "\\t", "\\xe9", "\\u00e9", "\\\"", "\\\\"])
    func letsEscapesBe(escape: String) {
        #expect(read("a: \"x\(escape)y\"\n").codes == [])
    }

    @Test(
        "Controls are found, NUL among them, and do not end the text",
        arguments: [0x00, 0x01, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F] as [UInt8])
    func findsControls(control: UInt8) {
        let result = read(Array("id: SD-1\nstage: x # ".utf8) + [control] + Array("\nstage: closed\n".utf8))
        #expect(result.findings(.controlCharacter).map(\.place) == ["2:12"])
        // libyaml refuses all of them but DEL.
        if control != 0x7F { #expect(result.tree == nil) }
        #expect(!result.isClean)
    }

    @Test("UTF-16 is told by its mark, and without one by its zero bytes", arguments: [true, false])
    func refusesUTF16(isBigEndian: Bool) {
        let units = "id: SD-1\n".utf16.flatMap { unit in
            isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        let marked = read((isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) + units)
        #expect(marked.codes == ["SYN001"])
        #expect(marked.unreadable?.contains("UTF-16") == true)
        let bare = read(units)
        #expect(bare.tree == nil)
        #expect(bare.codes.contains("SYN005"))
    }

    @Test("Broken UTF-8 of every kind is refused where it begins", arguments: BrokenUTF8.all)
    func refusesBrokenUTF8(example: BrokenUTF8) throws {
        for tail in [[], Array("\nb: 1\n".utf8), Array("é\n".utf8)] as [[UInt8]] {
            let result = read(Array("é: 1\na: x".utf8) + example.bytes + tail)
            let finding = try #require(result.diagnostics.first)
            #expect(finding.code == .invalidUTF8)
            #expect(finding.place == "2:5")
            #expect(finding.preventsReading && result.tree == nil && result.diagnostics.count == 1)
        }
    }

    @Test("What counts as UTF-8 is what the standard library says it is")
    func agreesOnUTF8() {
        var random = SeededGenerator(seed: 10)
        for _ in 0..<20_000 {
            let leads: [UInt8] = [0xC2, 0xDF, 0xE0, 0xE2, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5]
            var bytes = Array("# x".utf8)
            for _ in 0..<random.number(1...4) {
                bytes.append(random.once(in: 2) ? random.pick(leads) : UInt8(random.number(0x80...0xFF)))
                for _ in 0..<random.number(0...3) { bytes.append(UInt8(random.number(0x80...0xBF))) }
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect((read(bytes).findings(.invalidUTF8).isEmpty) == isValid, "\(bytes)")
        }
    }

    @Test("Every scalar that Unicode has can stand in a comment, or has a finding of its class")
    func readsEveryScalar() {
        // Rows of 128, so that a row with nothing special in it must be clean, and no other.
        for row in stride(from: UInt32(0x80), to: 0x110000, by: 128) {
            let scalars = (row..<row + 128).compactMap(Unicode.Scalar.init)
            guard !scalars.isEmpty else { continue }
            let comment = String(String.UnicodeScalarView(scalars))
            // U+FFFE and U+FFFF are no characters; libyaml refuses them.
            let isClean = !scalars.contains {
                CharacterClass.of($0) != .ordinary || $0 == "\u{FFFE}" || $0 == "\u{FFFF}"
            }
            let codes = read("a: x # " + comment).codes
            #expect(codes.isEmpty == isClean, "U+\(String(row, radix: 16)) \(codes)")
            #expect(!codes.contains("SYN001"))
        }
    }

    @Test(
        "Tags are refused on every kind of node",
        arguments: [
            "!!map {a: 1}\n", "a: !!seq [1]\n", "a: !!float 1\n", "a: !<tag:x,2026:y> 1\n", "!!str a: 1\n",
            "- !x\n- 1\n", "a: !!null\n",
        ])
    func refusesTags(text: String) {
        #expect(read(text).codes == ["SYN014"])
    }

    @Test(
        "Directives and further documents are refused",
        arguments: [
            ("%YAML 1.2\n---\na: 1\n", ["SYN015"]), ("%YAML 1.1\n%TAG ! !x\n---\na: 1\n", ["SYN015"]),
            ("%YAML 3.0\n---\na: 1\n", ["SYN010"]), ("%FOO bar\n---\na: 1\n", ["SYN010"]),
            ("a: 1\n---\n", ["SYN011"]), ("---\na: 1\n---\na: 2\n---\na: 3\n", ["SYN011"]),
            ("a: 1\n...\n---\nb: 1\n", ["SYN011"]),
            ("a: 1\n...\nb: 1\n", ["SYN010"]), ("a: 1\n...\n%YAML 1.1\n---\nb: 1\n", ["SYN011"]),
            ("--- a\n--- b\n", ["SYN011"]),
            ("a: 1\n...\n", []), ("a: 1\n...\n# end\n", []), ("---\na: 1\n", []), ("# c\n---\na: 1\n", []),
            ("...\n", ["SYN010"]),
        ])
    func allowsOneDocument(text: String, codes: [String]) {
        #expect(read(text).codes == codes)
        #expect((read(text).tree != nil) == !codes.contains { ["SYN010", "SYN011"].contains($0) })
    }

    @Test(
        "Collections may nest 32 deep and no deeper, whatever they are made of",
        arguments: [
            ("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("[{? ", "}]"), ("- ", ""), ("? ", ""),
        ])
    func limitsNesting(open: String, close: String) {
        let levels = open.count { "[{-?".contains($0) } - (open.contains("{?") ? 1 : 0)
        func nested(_ depth: Int) -> PlanText {
            read(String(repeating: open, count: depth / levels) + "x" + String(repeating: close, count: depth / levels))
        }
        #expect(!nested(32).codes.contains("SYN017"))
        #expect(nested(32).tree != nil)
        #expect(nested(32 + levels).codes.last == "SYN017")
        #expect(nested(32 + levels).tree == nil)
    }

    @Test("Block mappings nest 32 deep and no deeper")
    func limitsNestingOfBlocks() {
        func nested(_ depth: Int) -> String {
            (0..<depth).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
        }
        #expect(read(nested(32)).codes == [])
        #expect(read(nested(33)).codes == ["SYN017"])
        #expect(read(nested(33)).diagnostics.first?.place == "33:33")
    }

    @Test("A megabyte is read, and a byte more is not", arguments: [PlanText.Layout.yaml, .frontMatter])
    func limitsSize(layout: PlanText.Layout) {
        let head = layout == .yaml ? "a: 1\n#" : "---\na: 1\n---\n"
        let full = head + String(repeating: "x", count: TextLimits.bytes - head.utf8.count)
        #expect(read(full, as: layout).isClean)
        let over = read(full + "x", as: layout)
        #expect(over.codes == ["SYN008"])
        #expect(over.tree == nil && over.unreadable != nil)
    }

    @Test(
        "A megabyte of openings comes to an end",
        arguments: [
            "[", "{", "- ", "? ", ": ", "[[],", "{? ", "\"", "'", "|\n", "&a ", "a: \n", "a: {\n", "- - \n", "\n", " ",
            "#", "a ",
        ])
    func survivesAMegabyteOf(piece: String) {
        survives(String(repeating: piece, count: TextLimits.bytes / piece.utf8.count))
    }

    @Test(
        "A flood of anything comes to an end, wherever it begins",
        arguments: [
            "[", "]", "[]", "{}", ">", "*a ", "*a,", "!t ", "# \n", "%", "---\n", "...\n", "\\", "\\\n", "a", "a\n ",
            "a,", ": a\n", "é", "''",
            "\u{200B}", "\r", "\t", "\u{2028}", "\0", "<<: a\n",
        ])
    func survivesAFloodOf(piece: String) {
        for opening in ["", "a: ", "- [", "a: |\n ", "a: \"", "a: '"] {
            survives(opening + String(repeating: piece, count: 60_000 / piece.utf8.count))
        }
    }

    private func survives(_ text: String) {
        let result = read(text)
        #expect((result.tree == nil) == (result.unreadable != nil))
        #expect(result.diagnostics.count <= TextLimits.findings + 1)
    }

    @Test("Keys as long as YAML allows are keys; longer ones must be written as such")
    func readsLongKeys() throws {
        let long = String(repeating: "k", count: 1_000)
        #expect(read("\(long): 1\n").codes == [])
        let longer = String(repeating: "k", count: 2_000)
        #expect(read("\(longer): 1\n").codes == ["SYN010"])
        let longest = String(repeating: "é", count: 250_000)
        let text = read("? \(longest)\n: 1\n? \"\(longest)\"\n: 2\n")
        #expect(text.codes == ["SYN016"])
        #expect(try #require(text.tree?.root).pairs.map(\.key.bytes.count) == [500_000, 500_002])
    }

    @Test("A hundred thousand keys in one mapping are compared with each other")
    func comparesManyKeys() throws {
        let lines = (0..<100_000).map { "k\($0):\n" }.joined()
        let text = read(lines)
        #expect(text.isClean)
        #expect(text.tree?.root.count == 100_000)
        #expect(try #require(text.tree?.root["k99999"]).location.range?.start == TextPosition(line: 100_000, column: 8))
        let twice = read(lines + "\"k\\x30\": 1\n")
        #expect(twice.findings(.duplicateKey).map(\.place) == ["100001:1"])
    }

    @Test("Two hundred thousand elements of one list are read")
    func readsManyElements() {
        let text = read("[" + String(repeating: "a,", count: 200_000) + "]")
        #expect(text.isClean)
        #expect(text.tree?.root.elements.count == 200_000)
    }
}

/// Bytes that are no UTF-8 from the first of them on.
struct BrokenUTF8: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    var testDescription: String { name + " " + bytes.map { String($0, radix: 16) }.joined(separator: " ") }

    static let all: [BrokenUTF8] =
        [
            ("continuation on its own", [[0x80], [0xBF], [0x80, 0x80]]),
            ("overlong, two bytes", [[0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF]]),
            ("overlong, three bytes", [[0xE0, 0x80, 0x80], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF]]),
            (
                "overlong, four bytes",
                [[0xF0, 0x80, 0x80, 0x80], [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF]]
            ),
            ("surrogate", [[0xED, 0xA0, 0x80], [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF]]),
            ("pair of surrogates", [[0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]]),
            ("truncated", [[0xC3], [0xE2], [0xE2, 0x82], [0xF0], [0xF0, 0x9F], [0xF0, 0x9F, 0x98]]),
            ("above U+10FFFF", [[0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF]]),
            ("five and six bytes", [[0xF8, 0x88, 0x80, 0x80, 0x80], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80]]),
            ("never a byte of UTF-8", [[0xFE], [0xFF], [0xFE, 0xFF], [0xFF, 0xFE]]),
        ].flatMap { name, all in all.map { BrokenUTF8(name: name, bytes: $0) } }
}

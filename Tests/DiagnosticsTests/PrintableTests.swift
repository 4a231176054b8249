import Testing
import TollgateTesting

import Diagnostics

@Suite("Text made safe to show")
struct PrintableTests {
    @Test(
        "Bytes of a path are shown as they are, or escaped",
        arguments: [
            (Array("plans/service-desk-2026/SD-104.yaml".utf8), "plans/service-desk-2026/SD-104.yaml"),
            (Array("plans/café/😀 1.yaml".utf8), "plans/café/😀 1.yaml"),
            (Array("a\\b".utf8), "a\\\\b"),
            (Array("a\nb\tc".utf8), "a\\u{a}b\\u{9}c"),
            (Array("\u{1B}[31mred".utf8), "\\u{1b}[31mred"),
            (Array("a\u{202E}b\u{200B}c\u{2028}d".utf8), "a\\u{202e}b\\u{200b}c\\u{2028}d"),
            ([0x61, 0xFF, 0x62], "a\\xffb"),
            ([0x61, 0xC3], "a\\xc3"),
            ([0xC3, 0x28], "\\xc3("),
            ([0xC0, 0x80], "\\xc0\\x80"),
            ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
            ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"),
            ([0xE2, 0x82], "\\xe2\\x82"),
            ([0x00, 0x0F], "\\u{0}\\u{f}"),
            ([], ""),
        ] as [([UInt8], String)])
    func showsAPath(bytes: [UInt8], shown: String) {
        #expect(Array(Printable.path(bytes).utf8) == Array(shown.utf8))
    }

    @Test("What is shown of a path can be turned back into its bytes, so that no two paths look alike")
    func isInjectiveOnPaths() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            let bytes = Self.bytes(&random)
            #expect(try Self.undone(Printable.path(bytes)) == bytes)
        }
    }

    @Test("Nothing invisible is left in what is shown, whatever the bytes are")
    func leavesNothingInvisible() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            let bytes = Self.bytes(&random)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(Self.isVisible(Printable.path(bytes)), "\(bytes)")
            #expect(Self.isVisible(Printable.line(text)), "\(bytes)")
            #expect(Self.isVisible(Printable.text(text).replacing("\n", with: "")), "\(bytes)")
        }
    }

    @Test("Every scalar of Unicode is shown, or escaped by its number")
    func handlesEveryScalar() {
        for value in 0...UInt32(0x10FFFF) {
            guard let scalar = Unicode.Scalar(value), CharacterClass.of(scalar) != .ordinary else { continue }
            let escape = "\\u{" + String(value, radix: 16) + "}"
            #expect(Printable.text(String(scalar)) == escape)
            #expect(Printable.path(Array(String(scalar).utf8)) == escape)
        }
    }

    @Test("A text keeps its lines, and a tab becomes a space")
    func keepsLines() {
        #expect(Printable.text("one\n\ttwo\r\nthree") == "one\n two\\u{d}\nthree")
        #expect(Printable.text("naïve 你好\n") == "naïve 你好\n")
    }

    @Test("On one line, breaks become spaces, also the one at the end")
    func joinsLines() {
        #expect(Printable.line("one\ntwo\n") == "one two ")
        #expect(Printable.line("one\r\ntwo") == "one\\u{d} two")
        #expect(Printable.line("") == "")
    }

    /// Bytes that are likely to be confused: escapes typed out, broken UTF-8, controls.
    private static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
        let pieces: [[UInt8]] = [
            Array("\\".utf8), Array("\\\\".utf8), Array("\\x".utf8), Array("\\xff".utf8), Array("\\u{a}".utf8),
            Array("u{".utf8), Array("}".utf8), Array("a".utf8), Array("f".utf8), [0x0A], [0x09], [0x00], [0x7F], [0x1B],
            Array("é".utf8), Array("😀".utf8), Array("\u{202E}".utf8), Array("\u{200D}".utf8), Array("\u{FEFF}".utf8),
            Array("\u{85}".utf8), Array("\u{2029}".utf8), Array("e\u{301}".utf8), [0xFF], [0xC3], [0xE2, 0x82],
            [0xED, 0xA0],
            [0x80], [0xF0, 0x9F, 0x98],
        ]
        var result: [UInt8] = []
        for _ in 0..<random.number(0...8) {
            result += random.once(in: 4) ? [UInt8(random.number(0...255))] : random.pick(pieces)
        }
        return result
    }

    /// The bytes that `Printable.path` was given.
    private static func undone(_ shown: String) throws -> [UInt8] {
        var result: [UInt8] = []
        var rest = Array(shown.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 0x5C else {
                result.append(byte)
                continue
            }
            let sign = rest.popFirst()
            switch sign {
            case 0x5C: result.append(0x5C)
            case 0x78:
                result.append(try #require(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)))
                rest = rest.dropFirst(2)
            case 0x75:
                let digits = rest.dropFirst().prefix { $0 != 0x7D }
                let value = try #require(UInt32(String(decoding: digits, as: UTF8.self), radix: 16))
                result += Array(String(try #require(Unicode.Scalar(value))).utf8)
                rest = rest.dropFirst(digits.count + 2)
            default: Issue.record("an escape that nobody knows in \(shown)")
            }
        }
        return result
    }

    private static func isVisible(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl
                && !["\u{200B}", "\u{200C}", "\u{200D}", "\u{2028}", "\u{2029}", "\u{2060}", "\u{FEFF}"].contains(
                    scalar)
        }
    }
}

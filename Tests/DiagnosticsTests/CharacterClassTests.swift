import Testing

import Diagnostics

@Suite("Classes of characters")
struct CharacterClassTests {
    /// Every scalar that Unicode has room for.
    private static let everyScalar = (0...UInt32(0x10FFFF)).compactMap(Unicode.Scalar.init)

    @Test("Every scalar that Unicode calls a bidirectional control is one, and no other")
    func knowsBidirectionalControls() {
        for scalar in Self.everyScalar
        where (CharacterClass.of(scalar) == .bidirectional) != scalar.properties.isBidiControl {
            Issue.record("U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test("Every control of Unicode is a control or a line break, but for LF and TAB")
    func knowsControls() {
        for scalar in Self.everyScalar where scalar.properties.generalCategory == .control {
            let expected: CharacterClass =
                switch scalar {
                case "\n", "\t": .ordinary
                case "\r", "\u{85}": .lineBreak
                default: .control
                }
            #expect(CharacterClass.of(scalar) == expected, "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test("What Unicode calls a separator of lines or paragraphs breaks lines")
    func knowsLineBreaks() {
        let found = Self.everyScalar.filter { CharacterClass.of($0) == .lineBreak }.map(\.value)
        #expect(found == [0x0D, 0x85, 0x2028, 0x2029])
    }

    @Test(
        "Format characters that take no place are zero-width",
        arguments: [
            0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF, 0xFFF9, 0xFFFB, 0xE0001,
            0xE0061, 0xE007F,
        ] as [UInt32])
    func knowsZeroWidth(value: UInt32) throws {
        #expect(CharacterClass.of(try #require(Unicode.Scalar(value))) == .zeroWidth)
    }

    @Test(
        "Letters, signs, combining marks and emoji are ordinary",
        arguments: ["a", "ß", "é", "\u{301}", "中", "ا", "😀", "€", "\u{A0}"])
    func leavesTextAlone(text: String) {
        #expect(text.unicodeScalars.allSatisfy { CharacterClass.of($0) == .ordinary })
    }
}

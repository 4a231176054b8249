/// What kind of character a scalar is, as far as the text rules care.
package enum CharacterClass: Sendable {
    case ordinary
    /// C0 and C1 controls and DEL, but for LF and TAB.
    case control
    /// A line break to some reader that is none to git: CR, U+0085, U+2028, U+2029.
    case lineBreak
    /// Changes the order in which text is shown.
    case bidirectional
    /// Takes no place and cannot be seen.
    case zeroWidth

    package static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0x7E: .ordinary
        case 0x0D, 0x85, 0x2028, 0x2029: .lineBreak
        case 0...0x1F, 0x7F...0x9F: .control
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .bidirectional
        case 0xAD, 0x34F, 0x115F, 0x1160, 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0x3164, 0xFEFF, 0xFFA0,
            0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            .zeroWidth
        default: .ordinary
        }
    }
}

/// Text from outside made safe to show.
package enum Printable {
    /// The text of bytes as people may read it: valid UTF-8 stays, everything invisible or invalid becomes an escape.
    ///
    /// Control characters, bidirectional and zero-width characters become `\u{…}`, invalid bytes `\xNN` and a backslash `\\`,
    /// so that different bytes give different text.
    package static func path(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x5C }) { return String(decoding: bytes, as: UTF8.self) }
        var result = ""
        var decoder = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var consumed = 0
        loop: while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let encoded):
                consumed += encoded.count
                let scalar = UTF8.decode(encoded)
                result += scalar == "\\" ? "\\\\" : escaped(scalar)
            case .error(let length):
                for byte in bytes[consumed..<min(consumed + length, bytes.count)] { result += "\\x" + hex(byte) }
                consumed += length
            case .emptyInput:
                break loop
            }
        }
        return result
    }

    /// A text with every control, bidirectional and zero-width character but LF (and TAB, which becomes a space) escaped.
    package static func text(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 == 0x0A || ($0 >= 0x20 && $0 < 0x7F) }) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result.unicodeScalars.append(scalar)
            case "\t": result += " "
            default: result += escaped(scalar)
            }
        }
        return result
    }

    /// The text on one line: like `text`, with line breaks shown as spaces.
    package static func line(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        return self.text(text).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: " ")
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        CharacterClass.of(scalar) == .ordinary && scalar != "\n" && scalar != "\t"
            ? String(scalar) : "\\u{" + String(scalar.value, radix: 16) + "}"
    }

    private static func hex(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}

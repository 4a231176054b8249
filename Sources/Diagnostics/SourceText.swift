/// The bytes of one text with the path that people know it by; positions are computed from them on demand.
package struct SourceText: Sendable, Hashable {
    /// The path in the repository, or as the user gave it, made printable.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The place of a byte offset: 1-based line and column, the column counted in Unicode scalars.
    ///
    /// An offset beyond the end is the place after the last character. Time is linear in the offset.
    package func position(at offset: Int) -> TextPosition {
        let end = min(offset, bytes.count)
        var line = 1
        var column = 1
        for byte in bytes[..<end] {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return TextPosition(line: line, column: column)
    }

    /// The range of characters that a half-open range of byte offsets covers; an empty one stands for a single place.
    package func range(of bytes: Range<Int>) -> TextRange {
        let start = position(at: bytes.lowerBound)
        guard bytes.upperBound > bytes.lowerBound else { return TextRange(start: start, end: start, bytes: bytes) }
        var last = min(bytes.upperBound, self.bytes.count) - 1
        while last > bytes.lowerBound, self.bytes[last] & 0xC0 == 0x80 { last -= 1 }
        return TextRange(start: start, end: position(at: max(last, bytes.lowerBound)), bytes: bytes)
    }

    /// A location in this text, for a finding.
    package func location(_ bytes: Range<Int>) -> Location {
        Location(path: path, range: range(of: bytes), source: self)
    }
}

/// The lines of a document, asked for by byte offset.
struct TextLines {
    let bytes: [UInt8]
    /// Where the first line begins: behind a byte order mark.
    private let start: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    func start(of offset: Int) -> Int {
        let line = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return max(line, min(start, offset))
    }

    /// The offset of the LF that ends the line, or the end of the text.
    func end(of offset: Int) -> Int { bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count }

    /// The offset behind the LF that ends the line, or the end of the text.
    func next(after offset: Int) -> Int { min(end(of: offset) + 1, bytes.count) }

    /// Bytes before it on its line; block collections are indented by blanks and signs alone, so that they are columns.
    func column(of offset: Int) -> Int { offset - start(of: offset) }

    func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == 0x20 } }

    /// Whether nothing but blanks stands before it on its line.
    func beginsLine(_ offset: Int) -> Bool { isBlank(start(of: offset)..<offset) }

    /// Whether nothing but blanks and a comment stands behind it on its line.
    func endsLine(_ offset: Int) -> Bool {
        guard let sign = bytes[offset..<end(of: offset)].firstIndex(where: { $0 != 0x20 }) else { return true }
        return bytes[sign] == 0x23 && (sign > offset || sign == start(of: offset))
    }

    /// The end of the last of the empty lines that follow the line of an offset.
    func endOfBlankLines(after offset: Int) -> Int {
        var last = end(of: offset)
        while last + 1 < bytes.count {
            let end = end(of: last + 1)
            guard isBlank(last + 1..<end) else { break }
            last = end
        }
        return last
    }

    /// The first byte from an offset on that is no blank, line break or comment.
    func sign(from offset: Int, to limit: Int) -> Int? {
        var next = offset
        while next < limit {
            switch bytes[next] {
            case 0x20, 0x09, 0x0A, 0x0D: next += 1
            case 0x23 where next == 0 || [0x20, 0x09, 0x0A, 0x2C].contains(bytes[next - 1]): next = end(of: next)
            default: return next
            }
        }
        return nil
    }

    /// Whether a comment stands on a line of its own within a range.
    func hasOwnComment(_ range: Range<Int>) -> Bool {
        var line = next(after: range.lowerBound)
        while line < range.upperBound {
            if bytes[line..<range.upperBound].first(where: { $0 != 0x20 }) == 0x23 { return true }
            line = next(after: line)
        }
        return false
    }
}

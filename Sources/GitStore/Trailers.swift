/// The trailers of a commit message: what `git interpret-trailers --parse --no-divider` finds in it with no configuration.
///
/// Written after trailer.c of git 2.39, line by line, since whoever reads trailers otherwise sees promises that git does not
/// show, or misses those that it does. They establish nobody's identity.
package struct Trailers: Sendable {
    package struct Trailer: Hashable, Sendable {
        /// As it is written; case does not count.
        package let key: String
        /// On one line: what continues over lines is joined by single blanks.
        package let value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// In the order of the message.
    package let all: [Trailer]

    /// The values of every trailer with a key, in the order of the message.
    package func values(of key: String) -> [String] {
        all.filter { $0.key.lowercased() == key.lowercased() }.map(\.value)
    }

    package init(message: some Collection<UInt8>) {
        // To git a message ends at its first NUL.
        let text = TrailerText(Array(message.prefix { $0 != 0 }))
        all = text.trailers
    }
}

/// A message as git looks at it for trailers.
private struct TrailerText {
    private static let comment: UInt8 = 0x23
    private static let separator: UInt8 = 0x3A
    /// What git itself writes at the end of a message, by which a block with other lines in it still is one.
    private static let generatedPrefixes = ["Signed-off-by: ", "(cherry picked from commit "].map { Array($0.utf8) }
    private static let scissors = Array("# ------------------------ >8 ------------------------\n".utf8)
    private static let conflicts = Array("Conflicts:\n".utf8)

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var trailers: [Trailers.Trailer] {
        let end = self.end
        var offset = start(before: end)
        var result: [Trailers.Trailer] = []
        // A trailer with the lines that continue it; nothing behind a line that is none.
        var open: (range: Range<Int>, separator: Int)?
        func close() {
            guard let trailer = open else { return }
            result.append(
                Trailers.Trailer(
                    key: text(trimmed(trailer.range.lowerBound..<trailer.separator)),
                    value: text(unfolded(trailer.separator + 1..<trailer.range.upperBound))))
            open = nil
        }
        while offset < end {
            let next = min(lineEnd(offset), end)
            if let trailer = open, Self.isSpace(bytes[offset]) {
                open = (trailer.range.lowerBound..<next, trailer.separator)
            } else {
                close()
                if let separator = separator(in: offset..<next) { open = (offset..<next, separator) }
            }
            offset = next
        }
        close()
        return result
    }

    // MARK: - Where they stand

    /// The offset behind the last line that can be a trailer: comments, empty lines and the list of conflicts behind it are
    /// set aside.
    private var end: Int {
        let cut = scissors
        // Zero where nothing is set aside, as in git; what begins at offset 0 therefore never is.
        var ignored = 0
        var isInConflicts = false
        var offset = 0
        while offset < cut {
            if bytes[offset] == Self.comment || bytes[offset] == 0x0A {
                if ignored == 0 { ignored = offset }
            } else if bytes[offset...].starts(with: Self.conflicts) {
                isInConflicts = true
                if ignored == 0 { ignored = offset }
            } else if !(isInConflicts && bytes[offset] == 0x09), ignored != 0 {
                ignored = 0
                isInConflicts = false
            }
            offset = lineEnd(offset)
        }
        return ignored != 0 ? ignored : cut
    }

    /// The offset of the line with the scissors, behind which nothing of a message counts; the number of bytes without it.
    private var scissors: Int {
        var offset = 0
        while offset < bytes.count {
            if bytes[offset] == Self.comment, bytes[offset...].starts(with: Self.scissors) { return offset }
            offset = lineEnd(offset)
        }
        return bytes.count
    }

    /// Where the block of trailers begins that ends at an offset; that offset where there is none.
    private func start(before end: Int) -> Int {
        let title = titleEnd(before: end)
        var (trailers, others, continuations) = (0, 0, 0)
        var (isGenerated, isBlankSoFar) = (false, true)
        var line = lastLine(before: end)
        while let offset = line, offset >= title {
            line = lastLine(before: offset)
            if bytes[offset] == Self.comment {
                others += continuations
                continuations = 0
            } else if isBlank(offset) {
                if isBlankSoFar { continue }
                others += continuations
                let isBlock = isGenerated && trailers * 3 >= others || trailers > 0 && others == 0
                return isBlock ? lineEnd(offset) : end
            } else if Self.generatedPrefixes.contains(where: { bytes[offset...].starts(with: $0) }) {
                trailers += 1
                continuations = 0
                isGenerated = true
                isBlankSoFar = false
            } else {
                isBlankSoFar = false
                if Self.isSpace(bytes[offset]) {
                    continuations += 1
                } else if separator(in: offset..<bytes.count) != nil {
                    trailers += 1
                    continuations = 0
                } else {
                    others += 1 + continuations
                    continuations = 0
                }
            }
        }
        return end
    }

    /// The offset of the first blank line: what stands before it is the title, in which there are no trailers.
    private func titleEnd(before end: Int) -> Int {
        var offset = 0
        while offset < end {
            if bytes[offset] != Self.comment, isBlank(offset) { break }
            offset = lineEnd(offset)
        }
        return offset
    }

    /// Where the line begins that ends before an offset; nothing before the first one.
    private func lastLine(before end: Int) -> Int? {
        guard end > 0 else { return nil }
        return bytes[..<(end - 1)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    }

    // MARK: - Lines

    /// The offset behind the line that begins at an offset.
    private func lineEnd(_ offset: Int) -> Int {
        bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    }

    private func isBlank(_ offset: Int) -> Bool {
        for byte in bytes[offset...] {
            if byte == 0x0A { return true }
            if !Self.isSpace(byte) { return false }
        }
        return true
    }

    /// The offset of the separator behind a key: letters, digits and `-`, then blanks. Nothing where a line is no trailer.
    private func separator(in range: Range<Int>) -> Int? {
        var isBehindBlank = false
        for offset in range {
            switch bytes[offset] {
            case Self.separator: return offset > range.lowerBound ? offset : nil
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D:
                if isBehindBlank { return nil }
            case 0x20, 0x09:
                if offset == range.lowerBound { return nil }
                isBehindBlank = true
            default: return nil
            }
        }
        return nil
    }

    private func trimmed(_ range: Range<Int>) -> ArraySlice<UInt8> {
        var slice = bytes[range].drop(while: Self.isSpace)
        while let last = slice.last, Self.isSpace(last) { slice.removeLast() }
        return slice
    }

    /// A value with each line break, and the blanks behind it, as one blank.
    private func unfolded(_ range: Range<Int>) -> ArraySlice<UInt8> {
        var result: [UInt8] = []
        var rest = trimmed(range)
        while let byte = rest.popFirst() {
            if byte == 0x0A {
                rest = rest.drop(while: Self.isSpace)
                result.append(0x20)
            } else {
                result.append(byte)
            }
        }
        return result[...]
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// What git takes for white space, whatever the locale: no form feed and no vertical tab.
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}

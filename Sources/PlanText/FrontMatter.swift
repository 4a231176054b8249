import Diagnostics

/// Finds the YAML in front of a Markdown plan.
enum FrontMatter {
    /// The bytes between a first line `---`, which begins at an offset, and the next one; nothing where either is missing.
    static func range(in bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> Range<Int>? {
        guard let start = behindFence(bytes, at: first) else { return nil }
        var line = start
        while line < bytes.count {
            if behindFence(bytes, at: line) != nil { return start..<line }
            guard let next = bytes[line...].firstIndex(of: 0x0A) else { return nil }
            line = next + 1
        }
        return nil
    }

    /// The offset behind a line `---` that begins here, with LF, CRLF or the end of the text behind it.
    private static func behindFence(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
        guard offset + 3 <= bytes.count, bytes[offset..<offset + 3].allSatisfy({ $0 == 0x2D }) else { return nil }
        var end = offset + 3
        if end < bytes.count, bytes[end] == 0x0D { end += 1 }
        if end == bytes.count { return end }
        return bytes[end] == 0x0A ? end + 1 : nil
    }

    static let missing = TextProblem(
        code: .frontMatterMissing, range: 0..<0,
        message: "there is no front matter; expected YAML between a first line `---` and a next line `---`",
        preventsReading: true, help: "begin the file with `---`, the fields of the plan, and another line `---`")
}

/// Bytes of a text and what is to stand there instead.
struct Splice {
    let bytes: Range<Int>
    let text: String

    init(_ bytes: Range<Int>, _ text: String) {
        self.bytes = bytes
        self.text = text
    }

    /// Puts a text in before a byte.
    static func insertion(_ offset: Int, _ text: String) -> Splice { Splice(offset..<offset, text) }

    static func deletion(_ bytes: Range<Int>) -> Splice { Splice(bytes, "") }

    /// The bytes after splices that stand in the order of the text and do not overlap; nothing where they do.
    static func apply(_ splices: [Splice], to bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + splices.reduce(0) { $0 + $1.text.utf8.count })
        var done = 0
        for splice in splices {
            guard splice.bytes.lowerBound >= done, splice.bytes.upperBound <= bytes.count else { return nil }
            result += bytes[done..<splice.bytes.lowerBound]
            result += splice.text.utf8
            done = splice.bytes.upperBound
        }
        result += bytes[done...]
        return result
    }
}

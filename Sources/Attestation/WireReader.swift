/// Reads the SSH wire format from bytes: numbers are big-endian, strings have their length in front (RFC 4251, section 5).
///
/// Every read is checked against what is left. A length that leads beyond the end is an error, never a crash.
struct WireReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = ArraySlice(bytes)
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func byte() throws(Malformation) -> UInt8 {
        guard let byte = rest.popFirst() else { throw Malformation("it ends in the middle of a field") }
        return byte
    }

    mutating func bytes(_ count: Int) throws(Malformation) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw Malformation("it ends in the middle of a field") }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func number() throws(Malformation) -> UInt32 {
        try bytes(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A string of bytes with its length in front.
    mutating func string() throws(Malformation) -> ArraySlice<UInt8> {
        try bytes(Int(try number()))
    }

    /// A string that has to be printable ASCII, as names of algorithms and namespaces are.
    mutating func name() throws(Malformation) -> String {
        let bytes = try string()
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Malformation("a name in it is not printable ASCII")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A positive integer in its shortest form, without the zero that keeps its sign, so that one number has one spelling.
    mutating func positiveInteger() throws(Malformation) -> ArraySlice<UInt8> {
        let bytes = try string()
        guard let first = bytes.first else { throw Malformation("a number in it is zero") }
        guard first & 0x80 == 0 else { throw Malformation("a number in it is negative") }
        guard first == 0 else { return bytes }
        let digits = bytes.dropFirst()
        guard let second = digits.first, second & 0x80 != 0 else {
            throw Malformation("a number in it is not in its shortest form")
        }
        return digits
    }

    func expectEnd() throws(Malformation) {
        guard isAtEnd else { throw Malformation("\(rest.count) bytes stand behind its end") }
    }
}

/// Writes the SSH wire format.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(raw: some Sequence<UInt8>) { bytes += raw }

    mutating func append(number: UInt32) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    /// A string is never as long as its length could not say: its bytes come from texts of at most a few kilobytes.
    mutating func append(string: some Collection<UInt8>) {
        append(number: UInt32(clamping: string.count))
        bytes += string
    }
}

/// Why bytes are no key or no signature, in a clause whose subject is "it" or a part of it.
package struct Malformation: Error, Hashable, Sendable {
    package let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

internal import CLibgit2

/// The name of a git object: the 20 bytes of its SHA-1.
///
/// Held as three integers, so that comparing and hashing cost a few instructions.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
    @usableFromInline let high: UInt64
    @usableFromInline let middle: UInt64
    @usableFromInline let low: UInt32

    @inlinable
    init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// The name in the 20 bytes that begin here.
    init(bytes: UnsafeRawPointer) {
        high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    init(_ oid: git_oid) {
        self = withUnsafeBytes(of: oid.id) { bytes in
            // A tuple of 20 bytes always has an address.
            ObjectID(bytes: bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped)
        }
    }

    /// The name with these 40 hexadecimal digits; nothing for any other text.
    package init?(hex: some StringProtocol) {
        self.init(hex: Array(hex.utf8)[...])
    }

    /// The name with these 40 hexadecimal digits; nothing for other bytes.
    package init?(hex: ArraySlice<UInt8>) {
        guard hex.count == 40 else { return nil }
        var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
        for (index, digit) in hex.enumerated() {
            let value: UInt64
            switch digit {
            case 0x30...0x39: value = UInt64(digit - 0x30)
            case 0x61...0x66: value = UInt64(digit - 0x61 + 10)
            default: return nil
            }
            switch index {
            case 0..<16: words.0 = words.0 << 4 | value
            case 16..<32: words.1 = words.1 << 4 | value
            default: words.2 = words.2 << 4 | UInt32(value)
            }
        }
        self.init(high: words.0, middle: words.1, low: words.2)
    }

    package static let zero = ObjectID(high: 0, middle: 0, low: 0)

    /// The empty tree, which git knows without storing it.
    package static let emptyTree = ObjectID(
        high: 0x4b82_5dc6_42cb_6eb9, middle: 0xa060_e54b_f8d6_9288, low: 0xfbee_4904)

    @inlinable
    package static func == (left: ObjectID, right: ObjectID) -> Bool {
        left.high == right.high && left.middle == right.middle && left.low == right.low
    }

    @inlinable
    package func hash(into hasher: inout Hasher) {
        // The bytes of a digest are as random as a hash needs.
        hasher.combine(high)
    }

    /// The 40 hexadecimal digits.
    package var hex: String {
        func padded(_ value: UInt64, _ digits: Int) -> String {
            let text = String(value, radix: 16)
            return String(repeating: "0", count: digits - text.utf8.count) + text
        }
        return padded(high, 16) + padded(middle, 16) + padded(UInt64(low), 8)
    }

    /// The first seven digits, for people.
    package var short: String { String(hex.prefix(7)) }

    package var description: String { hex }

    var oid: git_oid {
        var oid = git_oid()
        withUnsafeMutableBytes(of: &oid.id) { bytes in
            bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return oid
    }
}

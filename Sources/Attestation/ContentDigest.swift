import Crypto

/// The SHA-256 of some bytes, as `sha256sum` prints it: 64 small hexadecimal digits.
package struct ContentDigest: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// The digest of bytes.
    package init(of bytes: some Collection<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        let hash = SHA256.hash(data: Array(bytes))
        description = String(
            decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Reads 64 small hexadecimal digits; nothing for any other text.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 64,
            text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 })
        else { return nil }
        description = String(text)
    }
}

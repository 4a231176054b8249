package import Attestation
import Crypto

/// Keys that follow from their numbers, for commands that make keys: with them, what is signed is the same in every run.
package struct NumberedKeys {
    private var count = 0

    package init() {}

    package mutating func next() throws(Malformation) -> SigningKeyPair {
        count += 1
        return try SigningKeyPair(seed: Array(SHA256.hash(data: Array("tollgate made-up key \(count)".utf8))))
    }
}

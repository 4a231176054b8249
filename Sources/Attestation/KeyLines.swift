/// Lines of allowed_signers and revoked_signers as Tollgate writes them. Whether a reader takes them is for the reader to say.
extension AllowedSigners {
    package static func line(
        _ key: PublicKey, of principal: String, namespaces: [String], validAfter: KeyTime? = nil,
        validBefore: KeyTime? = nil
    ) -> String {
        let options = [
            namespaces.isEmpty ? nil : "namespaces=\"\(namespaces.joined(separator: ","))\"",
            validAfter.map { "valid-after=\"\($0.digits)\"" }, validBefore.map { "valid-before=\"\($0.digits)\"" },
        ].compactMap { $0 }
        return ([principal] + (options.isEmpty ? [] : [options.joined(separator: ",")]) + [key.text]).joined(
            separator: " ")
    }
}

extension RevokedSigners {
    package static func line(_ fingerprint: String, _ kind: Kind, since: KeyTime, reason: String) -> String {
        "\(fingerprint) \(kind.rawValue) \(since.digits) \(reason)"
    }
}

extension KeyTime {
    /// As files of keys have it: `20260331Z`, with hours, minutes and seconds where it is not midnight.
    package var digits: String {
        let text = description.filter { $0.isASCII && $0.isNumber }
        return (text.hasSuffix("000000") ? String(text.dropLast(6)) : text) + "Z"
    }

    /// Reads what people write: a day such as `2026-03-31`, `2026-03-31T17:00:00Z`, or the digits of a file of keys.
    package init?(written text: String) {
        guard let time = KeyTime(text) ?? KeyTime(rfc3339: text) ?? KeyTime(rfc3339: text + "T00:00:00Z") else {
            return nil
        }
        self = time
    }
}

/// Adds a line at the end of a file of keys, whose last line may lack its LF.
package enum KeyFileAppending {
    package static func appending(_ line: String, to bytes: [UInt8]) -> [UInt8] {
        bytes + (bytes.isEmpty || bytes.last == 0x0A ? [] : [0x0A]) + Array(line.utf8) + [0x0A]
    }
}

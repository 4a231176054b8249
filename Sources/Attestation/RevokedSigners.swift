/// Keys that were withdrawn, as `revoked_signers` lists them: `<SHA256:fingerprint> retired|compromised <UTC time> <reason>`.
///
/// Read completely or not at all, like `AllowedSigners`.
package struct RevokedSigners: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Put away in good order: what it signed before stands.
        case retired
        /// Somebody else may have had it: what it signed before is in doubt.
        case compromised
    }

    package struct Entry: Hashable, Sendable {
        /// 1-based.
        package let line: Int
        package let fingerprint: String
        package let kind: Kind
        package let since: KeyTime
        package let reason: String
    }

    /// In the order of the file.
    package let entries: [Entry]
    private let byFingerprint: [String: Entry]

    init(entries: [Entry]) {
        self.entries = entries
        byFingerprint = Dictionary(entries.map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// No key at all.
    package static let none = RevokedSigners(entries: [])

    package func entry(ofFingerprint fingerprint: String) -> Entry? { byFingerprint[fingerprint] }

    package func entry(of key: PublicKey) -> Entry? { byFingerprint[key.fingerprint] }

    package static func read(_ bytes: [UInt8]) -> (signers: RevokedSigners?, problems: [KeyFileProblem]) {
        var problems: [KeyFileProblem] = []
        var entries: [Entry] = []
        var seen: [String: Int] = [:]
        switch KeyFile.lines(bytes) {
        case .failure(let problem): problems = [problem]
        case .success(let lines):
            for (number, text) in lines where problems.count < KeyFileProblem.most {
                do throws(KeyFileProblem) {
                    let entry = try entry(text, number)
                    if let first = seen[entry.fingerprint] {
                        throw KeyFileProblem(
                            line: number, message: "the key is listed twice; the other line is \(first)",
                            help: "keep the line that says what happened first")
                    }
                    seen[entry.fingerprint] = number
                    entries.append(entry)
                } catch {
                    problems.append(error)
                }
            }
        }
        return problems.isEmpty ? (RevokedSigners(entries: entries), []) : (nil, problems)
    }

    private static func entry(_ text: String, _ number: Int) throws(KeyFileProblem) -> Entry {
        func fail(_ message: String, _ help: String) -> KeyFileProblem {
            KeyFileProblem(line: number, message: message, help: help)
        }
        let words = text.split(maxSplits: 3, whereSeparator: { $0 == " " || $0 == "\t" })
        guard words.count == 4 else {
            throw fail(
                "the line has \(words.count) words; expected a fingerprint, `retired` or `compromised`, a time and a reason",
                "write `SHA256:… retired 20260331Z left the company`")
        }
        let digest = words[0].utf8.dropFirst(7)
        guard words[0].hasPrefix("SHA256:"), digest.count == 43, Base64.decode(Array(digest) + [0x3D]) != nil else {
            throw fail(
                "`\(words[0])` is no fingerprint; expected `SHA256:` and 43 characters",
                "`ssh-keygen -lf key.pub` shows it")
        }
        guard let kind = Kind(rawValue: String(words[1])) else {
            throw fail("`\(words[1])` is no kind of revocation; expected `retired` or `compromised`", "say which it is")
        }
        guard let since = KeyTime(words[2]) else {
            throw fail(
                "`\(words[2])` is no time; expected one in UTC such as `20260331Z` or `20260331170000Z`",
                "write `Z` behind the digits")
        }
        return Entry(
            line: number, fingerprint: String(words[0]), kind: kind, since: since, reason: String(words[3]))
    }
}

/// The keys that people sign with, as `allowed_signers` lists them (ssh-keygen(1), ALLOWED SIGNERS).
///
/// Read completely or not at all: a file with a problem lists no key, since one reader's guess is another one's approval.
package struct AllowedSigners: Sendable {
    /// One line.
    package struct Entry: Hashable, Sendable {
        /// 1-based.
        package let line: Int
        /// Person ids or e-mail addresses, literal.
        package let principals: [String]
        package let key: PublicKey
        /// The namespaces that it may sign in; any, where none is named.
        package let namespaces: [String]
        /// The first moment at which it is valid.
        package let validAfter: KeyTime?
        /// The last moment at which it is valid.
        package let validBefore: KeyTime?

        package func isValid(at moment: KeyTime) -> Bool {
            validAfter.map { $0 <= moment } ?? true && validBefore.map { moment <= $0 } ?? true
        }

        package func admits(_ namespace: SignatureBlob.Namespace) -> Bool {
            namespaces.isEmpty || namespaces.contains(namespace.rawValue)
        }
    }

    /// In the order of the file.
    package let entries: [Entry]
    private let byKey: [PublicKey: [Int]]

    init(entries: [Entry]) {
        self.entries = entries
        byKey = Dictionary(grouping: entries.indices) { entries[$0].key }
    }

    /// No key at all.
    package static let none = AllowedSigners(entries: [])

    /// Every line of a key.
    package func entries(of key: PublicKey) -> [Entry] { (byKey[key] ?? []).map { entries[$0] } }

    package static func read(_ bytes: [UInt8]) -> (signers: AllowedSigners?, problems: [KeyFileProblem]) {
        var problems: [KeyFileProblem] = []
        var entries: [Entry] = []
        switch KeyFile.lines(bytes) {
        case .failure(let problem): problems = [problem]
        case .success(let lines):
            for (number, text) in lines where problems.count < KeyFileProblem.most {
                var reader = AllowedSignerLine(text, number: number)
                do throws(KeyFileProblem) {
                    entries.append(try reader.entry())
                } catch {
                    problems.append(error)
                }
            }
        }
        return problems.isEmpty ? (AllowedSigners(entries: entries), []) : (nil, problems)
    }
}

/// Reads one line: principals, options, the key's kind, the key, and a comment.
private struct AllowedSignerLine {
    let number: Int
    private var rest: Substring

    init(_ text: String, number: Int) {
        self.number = number
        rest = text[...]
    }

    mutating func entry() throws(KeyFileProblem) -> AllowedSigners.Entry {
        let principals = try self.principals()
        var kind = try word("the key's kind, such as `ssh-ed25519`")
        var options = SignerOptions()
        if PublicKey.Kind(rawValue: kind) == nil {
            // What stands between principals and key are options.
            do throws(Malformation) {
                options = try SignerOptions(kind)
            } catch {
                throw problem(
                    error.reason, "expected `namespaces=\"tollgate\"`, `valid-after=\"…Z\"` or `valid-before=\"…Z\"`")
            }
            kind = try word("the key's kind, such as `ssh-ed25519`")
        }
        let base64 = try word("the key in base64")
        let key: PublicKey
        do throws(Malformation) {
            key = try PublicKey(kind: kind, base64: base64)
        } catch {
            throw problem(
                "the key cannot be used: \(error.reason)", "copy the first two words of the person's `.pub` file")
        }
        return AllowedSigners.Entry(
            line: number, principals: principals, key: key, namespaces: options.namespaces,
            validAfter: options.validAfter, validBefore: options.validBefore)
    }

    private mutating func principals() throws(KeyFileProblem) -> [String] {
        let text = try word("principals, such as `ana.ruiz`")
        let names = Self.unquoted(text).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for name in names {
            let isLiteral =
                !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"*?!\"\\".utf8.contains($0) }
            guard isLiteral else {
                throw problem(
                    "`\(name)` is no principal; expected a person's id or e-mail address, without wildcards and negation",
                    "name each person whose key it is, literally")
            }
        }
        return names
    }

    /// The next word. Quotes keep blanks together, and stay.
    private mutating func word(_ expected: String) throws(KeyFileProblem) -> String {
        var isQuoted = false
        var word = ""
        while let character = rest.first {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, character == " " || character == "\t" { break }
            word.append(character)
            rest.removeFirst()
        }
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard !isQuoted else { throw problem("a quote does not end on the line", "close it") }
        guard !word.isEmpty else { throw problem("the line ends where \(expected) is expected", "complete the line") }
        return word
    }

    private static func unquoted(_ text: String) -> Substring {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text[...] }
        return text.dropFirst().dropLast()
    }

    private func problem(_ message: String, _ help: String) -> KeyFileProblem {
        KeyFileProblem(line: number, message: message, help: help)
    }
}

/// The options of a line: what narrows down when and for what its key counts.
private struct SignerOptions {
    var namespaces: [String] = []
    var validAfter: KeyTime?
    var validBefore: KeyTime?

    init() {}

    init(_ text: String) throws(Malformation) {
        var seen: Set<String> = []
        for option in Self.split(text) {
            let equals = option.firstIndex(of: "=")
            let name = option[..<(equals ?? option.endIndex)].lowercased()
            guard name != "cert-authority" else {
                throw Malformation(
                    "`cert-authority` is not supported; certificates would let somebody else name the people")
            }
            guard ["namespaces", "valid-after", "valid-before"].contains(name) else {
                throw Malformation("there is no option `\(name)`")
            }
            guard seen.insert(name).inserted else { throw Malformation("the option `\(name)` stands twice") }
            guard let equals, case let quoted = option[option.index(after: equals)...], quoted.count >= 2,
                quoted.first == "\"", quoted.last == "\"",
                case let value = quoted.dropFirst().dropLast(), !value.isEmpty, !value.contains("\"")
            else { throw Malformation("the option `\(name)` has no value in quotes") }
            switch name {
            case "namespaces":
                namespaces = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                guard namespaces.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isPlain) }) else {
                    throw Malformation(
                        "`namespaces` has an empty name, or a pattern; expected names such as `tollgate,git`")
                }
            default:
                guard let time = KeyTime(value) else {
                    throw Malformation(
                        "`\(name)` is `\(value)`; expected a time in UTC such as `20260101Z` or `20260101120000Z`")
                }
                if name == "valid-after" { validAfter = time } else { validBefore = time }
            }
        }
        if let validAfter, let validBefore, validBefore < validAfter {
            throw Malformation("the key is valid before \(validBefore) and after \(validAfter), which is never")
        }
    }

    /// The options between commas that are not in quotes.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ",", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"*?!".utf8.contains(byte)
    }
}

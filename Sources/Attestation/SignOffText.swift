/// The two lines that carry a sign-off, as they stand in a commit message or in a record, before anything of them is read.
package struct SignOffText: Hashable, Sendable {
    package static let statementKey = "Gate-Signoff"
    package static let signatureKey = "Gate-Signature"
    /// The most sign-offs that one message may carry.
    package static let most = 1000
    /// The most list and quote markers in front of a line.
    private static let mostMarkers = 64

    package let statement: String
    /// The signature in base64; nothing where the line is missing.
    package let signature: String?

    package init(statement: String, signature: String?) {
        self.statement = statement
        self.signature = signature
    }

    /// Both lines, each with its line end: a record's whole content, and the trailers of a message.
    package var lines: String {
        "\(Self.statementKey): \(statement)\n" + (signature.map { "\(Self.signatureKey): \($0)\n" } ?? "")
    }

    /// Finds sign-offs in a commit message, on whatever line: squashing moves and indents trailers, and the proof travels
    /// with the statement. Leading blanks and list markers are stripped; a signature belongs to the statement above it.
    package static func inMessage(_ message: some StringProtocol) -> [SignOffText] {
        var result: [SignOffText] = []
        for line in message.split(separator: "\n") where result.count < most {
            let content = stripped(Substring(line))
            if let statement = value(of: statementKey, in: content) {
                result.append(SignOffText(statement: String(statement), signature: nil))
            } else if let signature = value(of: signatureKey, in: content), let last = result.last,
                last.signature == nil
            {
                result[result.count - 1] = SignOffText(statement: last.statement, signature: String(signature))
            }
        }
        return result
    }

    /// Reads a record: exactly its two lines; nothing for any other bytes.
    package init?(record bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 3, lines[2].isEmpty, let statement = Self.value(of: Self.statementKey, in: lines[0]),
            let signature = Self.value(of: Self.signatureKey, in: lines[1])
        else { return nil }
        self.init(statement: String(statement), signature: String(signature))
        guard self.lines == text else { return nil }
    }

    private static func stripped(_ line: Substring) -> Substring {
        var rest = line
        // A squashed message lists its commits, and a mail quotes them; nobody does so more often than this.
        for _ in 0..<mostMarkers {
            while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
            guard let first = rest.first, "*-+>".contains(first), let second = rest.dropFirst().first,
                second == " " || second == "\t"
            else { break }
            rest = rest.dropFirst(2)
        }
        while let first = rest.utf8.first, first == 0x20 || first == 0x09 { rest = rest.dropFirst() }
        while let last = rest.utf8.last, last == 0x20 || last == 0x09 || last == 0x0D { rest = rest.dropLast() }
        return rest
    }

    private static func value(of key: String, in line: Substring) -> Substring? {
        guard line.hasPrefix(key + ": ") else { return nil }
        return line.dropFirst(key.count + 2)
    }
}

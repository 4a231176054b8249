/// What is wrong with a line of `allowed_signers` or `revoked_signers`.
package struct KeyFileProblem: Error, Hashable, Sendable {
    /// 1-based.
    package let line: Int
    /// One sentence without a full stop: what was found and what was expected.
    package let message: String
    package let help: String

    /// The most lines and the most bytes that are read of one file.
    package static let mostLines = 10_000
    package static let mostBytes = 1 << 20
    /// The most problems that are told about one file.
    static let most = 50

    package init(line: Int, message: String, help: String) {
        self.line = line
        self.message = message
        self.help = help
    }

    /// The problem of a file that was not read because of its size.
    package init(tooLarge bytes: Int) {
        self.init(
            line: 1, message: "the file has \(bytes) bytes; at most \(Self.mostBytes) (1 MiB) are read",
            help: "remove the lines of keys that nobody has used for years")
    }
}

/// Splits a file of keys into its lines.
enum KeyFile {
    /// The lines that say something, with their 1-based numbers; empty lines and comments are left out.
    static func lines(_ bytes: [UInt8]) -> Result<[(number: Int, text: String)], KeyFileProblem> {
        func fail(_ line: Int, _ message: String, _ help: String) -> Result<
            [(number: Int, text: String)], KeyFileProblem
        > {
            .failure(KeyFileProblem(line: line, message: message, help: help))
        }
        guard bytes.count <= KeyFileProblem.mostBytes else {
            return .failure(KeyFileProblem(tooLarge: bytes.count))
        }
        var result: [(number: Int, text: String)] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count <= KeyFileProblem.mostLines else {
            return fail(
                KeyFileProblem.mostLines + 1,
                "the file has \(lines.count) lines; at most \(KeyFileProblem.mostLines) are read",
                "remove the lines of keys that nobody has used for years")
        }
        for (index, line) in lines.enumerated() {
            // What another reader would take for the end of a line, or for none, must not be there at all.
            guard let text = String(validating: line, as: UTF8.self),
                text.unicodeScalars.allSatisfy({ $0 == "\t" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
            else {
                return fail(
                    index + 1, "the line has a control character, or is not UTF-8",
                    "end lines with LF alone, and write printable text")
            }
            let content = text.drop { $0 == " " || $0 == "\t" }
            if !content.isEmpty, content.first != "#" { result.append((index + 1, String(content))) }
        }
        return .success(result)
    }
}

/// Splits a command into words as the shell does for single and double quotes and the backslash, and expands nothing.
package enum CommandWords {
    /// Throws where the shell would do more than split: there is no shell for commands that are run in process.
    package static func split(_ command: String) throws -> [String] {
        var words: [String] = []
        var word: String?
        var rest = Substring(command)
        func fail(_ reason: String) -> CommandFailure { CommandFailure("`\(command)`: \(reason)") }
        while let character = rest.popFirst() {
            switch character {
            case " ", "\t", "\n":
                if let finished = word { words.append(finished) }
                word = nil
            case "'":
                guard let end = rest.firstIndex(of: "'") else { throw fail("a quote is not closed") }
                word = (word ?? "") + rest[..<end]
                rest = rest[end...].dropFirst()
            case "\"":
                word = word ?? ""
                var isClosed = false
                while !isClosed {
                    guard let inner = rest.popFirst() else { throw fail("a quote is not closed") }
                    switch inner {
                    case "\"": isClosed = true
                    case "$", "`": throw fail("`\(inner)` needs a shell")
                    case "\\":
                        guard let escaped = rest.popFirst() else { throw fail("a quote is not closed") }
                        if escaped == "\n" { continue }
                        word?.append(contentsOf: "\"\\$`".contains(escaped) ? "\(escaped)" : "\\\(escaped)")
                    default: word?.append(inner)
                    }
                }
            case "\\":
                guard let escaped = rest.popFirst() else { throw fail("there is nothing behind the last `\\`") }
                if escaped != "\n" { word = (word ?? "") + "\(escaped)" }
            case "|", "&", ";", "<", ">", "(", ")", "$", "`", "*", "?", "[":
                throw fail("`\(character)` needs a shell")
            case "#" where word == nil:
                throw fail("`#` needs a shell")
            default:
                word = (word ?? "") + "\(character)"
            }
        }
        if let finished = word { words.append(finished) }
        return words
    }
}

extension Transcript {
    /// Reads a page. Throws where a block does not begin with a command, or is not closed.
    package init(page: String) throws {
        self.page = page
        var parts: [Part] = []
        var fence: Fence?
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            if let open = fence {
                if open.isClosed(by: line) {
                    fence = nil
                    parts.append(.text(line))
                } else if !open.isConsole {
                    parts.append(.text(line))
                } else if line.hasPrefix("$ ") {
                    let end = Self.endOfCommand(in: lines, from: index - 1)
                    guard let end else { throw CommandFailure("line \(index): the here-document does not end") }
                    var command = lines[(index - 1)..<end]
                    command[index - 1] = command[index - 1].dropFirst(2)
                    parts.append(.command(command.joined(separator: "\n"), output: []))
                    index = end
                } else if case .command(let command, let output) = parts.last {
                    parts[parts.count - 1] = .command(command, output: output + [line])
                } else {
                    throw CommandFailure("line \(index): expected a command, as in `$ git status`")
                }
            } else if let open = Fence(line) {
                fence = open
                parts.append(.text(line))
            } else if let name = Self.setup(line) {
                parts.append(.setup(name, line: line))
            } else {
                parts.append(.text(line))
            }
        }
        guard fence == nil else { throw CommandFailure("the last block is not closed") }
        self.parts = parts
    }

    /// The line behind a command that begins on a line: behind its continuations and here-documents.
    private static func endOfCommand(in lines: [Substring], from start: Int) -> Int? {
        var end = start
        var terminators: [(word: Substring, isIndented: Bool)] = []
        repeat {
            terminators += hereDocuments(in: lines[end])
            end += 1
        } while end < lines.count && lines[end - 1].hasSuffix("\\")
        for terminator in terminators {
            repeat {
                guard end < lines.count else { return nil }
                end += 1
            } while (terminator.isIndented ? lines[end - 1].drop { $0 == "\t" } : lines[end - 1]) != terminator.word
        }
        return end
    }

    /// The words that end the here-documents which a line of a command begins.
    private static func hereDocuments(in line: Substring) -> [(word: Substring, isIndented: Bool)] {
        line.matches(of: /(?:^|[^<])<<(-?)[ \t]*(['"]?)([A-Za-z_][A-Za-z0-9_]*)\2/).map { ($0.3, !$0.1.isEmpty) }
    }

    private static func setup(_ line: Substring) -> String? {
        line.wholeMatch(of: /<!--[ \t]*setup:[ \t]*(.+?)[ \t]*-->[ \t]*/).map { String($0.1) }
    }
}

/// The line that opens a block.
private struct Fence {
    let ticks: Int
    let isConsole: Bool

    init?(_ line: Substring) {
        ticks = line.prefix { $0 == "`" }.count
        let information = line.dropFirst(ticks)
        guard ticks >= 3, !information.contains("`") else { return nil }
        isConsole = information.split(separator: " ").first == "console"
    }

    func isClosed(by line: Substring) -> Bool {
        let count = line.prefix { $0 == "`" }.count
        return count >= ticks && line.dropFirst(count).allSatisfy { $0 == " " }
    }
}

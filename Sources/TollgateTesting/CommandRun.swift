package import Attestation
import TollgateCLI

/// One run of `tollgate` in process: how it ended and what it wrote.
package struct CommandRun: Sendable, CustomStringConvertible {
    package let arguments: [String]
    /// The exit code.
    package let status: Int32
    /// What it wrote to standard output.
    package let output: String
    /// What it wrote to standard error.
    package let errors: String
    /// Both, in the order in which they were written, as a terminal shows them.
    package let transcript: String

    package var description: String {
        "tollgate \(arguments.joined(separator: " ")) ended with \(status):\n\(transcript)"
    }

    /// When every run takes place, unless it says so itself: later than every history begins.
    package static let now: Moment = "2026-07-01T12:00:00Z"

    /// Runs a command. It sees nothing of this process: folder, environment and clock are given, and the keys where it makes some.
    package init(
        _ arguments: [String], in folder: String, environment: [String: String] = [:], now: Moment = CommandRun.now,
        isTerminal: Bool = false, input: String = "", newKey: (() throws(Malformation) -> SigningKeyPair)? = nil
    ) async {
        var (output, errors, transcript) = ("", "", "")
        var rest = Array(input.utf8)[...]
        var world = World(
            directory: folder, environment: environment, secondsSince1970: now.seconds, isOutputTerminal: isTerminal,
            isErrorTerminal: isTerminal, isInputTerminal: isTerminal,
            output: {
                output += $0
                transcript += $0
            },
            errorOutput: {
                errors += $0
                transcript += $0
            },
            readInput: { count in
                defer { rest = rest.dropFirst(count) }
                return Array(rest.prefix(count))
            })
        if let newKey { world.newKey = newKey }
        self.arguments = arguments
        status = await Tollgate.run(arguments, in: world)
        self.output = output
        self.errors = errors
        self.transcript = transcript
    }
}

extension TestRepository {
    /// Runs `tollgate` in process, in the top folder.
    package func tollgate(
        _ arguments: String..., environment: [String: String] = [:], input: String = ""
    ) async -> CommandRun {
        await CommandRun(arguments, in: path, environment: environment, input: input)
    }
}

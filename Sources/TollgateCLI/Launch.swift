import ArgumentParser
import Diagnostics
import Reports

/// The whole program, from arguments to exit code.
package enum Tollgate {
    /// Runs a command. `arguments` are without the program's name.
    package static func run(_ arguments: [String], in world: World) async -> Int32 {
        let arguments = reordered(arguments)
        if let failure = unknownCommand(arguments) { return end(failure, world) }
        do {
            var command = try parsed(arguments)
            if let command = command as? any WorldCommand { return try await command.run(in: world) }
            // The root and the parser's own help command: running them throws the text to show.
            try command.run()
            return ExitCode.success
        } catch let failure as CommandFailure {
            return end(failure, world)
        } catch {
            let text = RootCommand.fullMessage(for: error, columns: 100)
            guard RootCommand.exitCode(for: error) == .success, !arguments.isEmpty else {
                world.errorOutput((text.hasPrefix("Error: ") ? "error: " + text.dropFirst(7) : text) + "\n")
                return ExitCode.usage
            }
            world.output(text + "\n")
            return ExitCode.success
        }
    }

    /// The command that the arguments ask for.
    ///
    /// What is well formed is parsed by the command that the first word names, which spares half of the work: the root would look
    /// at its own arguments and at the command's. Everything else, help and mistakes included, is told by the root.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        let commands = RootCommand.configuration.subcommands
        if let name = arguments.first, let named = commands.first(where: { $0.configuration.commandName == name }),
            let command = try? named.parseAsRoot(Array(arguments.dropFirst())), command is any WorldCommand
        {
            return command
        }
        return try RootCommand.parseAsRoot(arguments)
    }

    /// `-C <dir>` may stand in front of the command, as it does in git.
    private static func reordered(_ arguments: [String]) -> [String] {
        guard arguments.count >= 3, arguments[0] == "-C" else { return arguments }
        return [arguments[2]] + arguments[..<2] + arguments[3...]
    }

    /// A first word that is no command.
    private static func unknownCommand(_ arguments: [String]) -> CommandFailure? {
        guard var first = arguments.first, !first.hasPrefix("-") else { return nil }
        if first == "help" {
            guard arguments.count > 1, !arguments[1].hasPrefix("-") else { return nil }
            first = arguments[1]
        }
        let names = RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !names.contains(first) else { return nil }
        let nearest = Suggestion.nearest(to: first, among: names)
        return .usage(
            "there is no command `\(Printable.line(first))`",
            help: nearest.map { "did you mean `tollgate \($0)`?" } ?? "there is: \(names.joined(separator: ", "))")
    }

    private static func end(_ failure: CommandFailure, _ world: World) -> Int32 {
        let style = Style.plain
        var text = ""
        for finding in failure.findings { text += FindingText.frame(finding, style) + "\n\n" }
        text += "error: \(failure.message)\n"
        if let help = failure.help { text += "  = help: \(help)\n" }
        world.errorOutput(text)
        return failure.exitCode
    }
}

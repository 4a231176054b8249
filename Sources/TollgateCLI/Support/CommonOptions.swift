import ArgumentParser
import Diagnostics
import Reports

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
    @Option(name: .customShort("C"), help: ArgumentHelp("Run as if started in this folder.", valueName: "dir"))
    var directory: String?

    @Option(help: ArgumentHelp("The policy: a file, or <revision>:<path>.", valueName: "path|rev:path"))
    var policy: String?

    @Option(help: "The form of the output: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: OutputFormat?

    @Option(
        help: ArgumentHelp(
            "Write another form to a file (`-` for standard output); repeatable.", valueName: "format=file"))
    var output: [OutputTarget] = []

    @Option(help: "Colour: auto, always or never.")
    var color: ColourChoice = .auto

    @Flag(help: "Write no text for people but findings.")
    var quiet = false

    @Flag(name: .customLong("no-progress"), help: "Show no progress.")
    var noProgress = false

    /// Where output goes: `--format` to standard output unless only `--output` is there.
    var targets: [OutputTarget] {
        if let format { return [OutputTarget(format: format, file: "-")] + output }
        return output.isEmpty ? [OutputTarget(format: .full, file: "-")] : output
    }
}

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}

extension OutputFormat: ExpressibleByArgument {}

/// One `--output <format>=<file>`.
struct OutputTarget: ExpressibleByArgument, Equatable {
    let format: OutputFormat
    let file: String

    init(format: OutputFormat, file: String) {
        self.format = format
        self.file = file
    }

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="),
            let format = OutputFormat(rawValue: String(argument[..<equals]))
        else {
            return nil
        }
        let file = String(argument[argument.index(after: equals)...])
        guard !file.isEmpty else { return nil }
        self.init(format: format, file: file)
    }
}

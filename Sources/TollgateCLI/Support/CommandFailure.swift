import Diagnostics
import GitStore

/// Why a command ends without a result.
struct CommandFailure: Error {
    let exitCode: Int32
    let message: String
    var help: String?
    /// What is wrong in a policy that cannot be used.
    var findings: [Finding] = []

    static func usage(_ message: String, help: String? = nil) -> CommandFailure {
        CommandFailure(exitCode: ExitCode.usage, message: message, help: help)
    }

    static func undecided(_ message: String, help: String? = nil) -> CommandFailure {
        CommandFailure(exitCode: ExitCode.undecided, message: message, help: help)
    }

    /// The world's fault in git's data: it cannot be decided, but for a place that is no repository and a name that is no
    /// revision, which are the caller's mistakes.
    init(_ error: GitError) {
        let isUsage = [.notARepository, .notFound, .ambiguous].contains(error.code)
        self.init(
            exitCode: isUsage ? ExitCode.usage : ExitCode.undecided, message: Printable.line(error.description),
            help: error.help)
    }

    init(exitCode: Int32, message: String, help: String? = nil, findings: [Finding] = []) {
        self.exitCode = exitCode
        self.message = message
        self.help = help
        self.findings = findings
    }
}

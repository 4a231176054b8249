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

    /// The world's fault in git's data: it cannot be decided, but for a place that is no repository, a name that is no revision
    /// and a committer without a name, which are the caller's mistakes, and for files that are not as they should be.
    init(_ error: GitError) {
        let code: Int32 =
            switch error.code {
            case .notARepository, .notFound, .ambiguous, .noIdentity: ExitCode.usage
            case .changed: ExitCode.findings
            default: ExitCode.undecided
            }
        self.init(exitCode: code, message: Printable.line(error.description), help: error.help)
    }

    init(exitCode: Int32, message: String, help: String? = nil, findings: [Finding] = []) {
        self.exitCode = exitCode
        self.message = message
        self.help = help
        self.findings = findings
    }
}

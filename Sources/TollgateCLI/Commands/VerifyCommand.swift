import ArgumentParser
import Governance
import Reports

struct VerifyCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "One commit or sign-off, with every step of the reasoning and the commands that repeat it.",
        discussion: """
            A commit is named by any revision: its own signature, every sign-off in its message, and what it lands are shown. A \
            record is named by its path, in HEAD or as <revision>:<path>. Sign-offs are judged by the landing that they counted \
            in, else by what HEAD or the revision proposes. The commands need git, sha256sum, head and ssh-keygen alone.

            Ends with 0 when everything that was looked at is valid; 1 when something is not, or is stale; 3 when it cannot be \
            decided: history or keys are missing, or nothing is signed there.
            """)

    @Argument(help: ArgumentHelp("A commit, or the path of a record.", valueName: "commit|record"))
    var name: String

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world, verifiesHashes: true)
        let report = try Verification(workspace: workspace, name: name).report()
        try Delivery(world: world, options: common).deliver { format, style in report.text(format, style: style) }
        switch report.verdict {
        case .valid: return ExitCode.success
        case .notValid: return ExitCode.findings
        case .undecided: return ExitCode.undecided
        }
    }
}

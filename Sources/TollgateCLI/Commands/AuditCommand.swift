import ArgumentParser
import Diagnostics
import GitStore
import Governance
import Reports

struct AuditCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", _superCommandName: RootCommand.name,
        abstract: "Replay a governed branch from its trust root and verify everything.",
        discussion: """
            Judges every landing by the policy, the people and the keys that were in force at it, and lists what there was: \
            landings, steps, sign-offs with their assurance, signatures of commits, changes of the policy and of the people.
            """)

    @Option(
        name: .customLong("trust-root"),
        help: ArgumentHelp(
            "The landing that brought the first policy, as you know it; otherwise it is trusted on first use.",
            valueName: "commit"))
    var trustRoot: String?

    @Option(name: .customLong("fail-on"), help: "The severity that makes the audit fail: error, warning or info.")
    var failOn: CheckCommand.FailLevel = .error

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world, verifiesHashes: true)
        var pinned: ObjectID?
        if let trustRoot {
            pinned = try git { () throws(GitError) in try workspace.repository.commit(revision: trustRoot) }
        }
        let progress = Progress(world, options: common)
        defer { progress.end() }
        let outcome = try Audit(workspace: workspace, pinnedRoot: pinned, progress: progress).run()
        let report = AuditReport(
            outcome, failLevel: Severity(word: failOn.rawValue) ?? .error, toolVersion: ToolVersion.current)
        try Delivery(world: world, options: common).deliver { format, style in report.text(format, style: style) }
        switch report.verdict {
        case .pass: return ExitCode.success
        case .violation: return ExitCode.findings
        case .cannotDecide: return ExitCode.undecided
        }
    }
}

import ArgumentParser
import Governance
import Reports

struct GateCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate", abstract: "The checklist of an initiative's next gate: what holds, and what is missing.",
        discussion: """
            The work tree is looked at: on a governed branch against HEAD, elsewhere against where the branch left the governed \
            one, by the policy that is committed there. Without --gate it is the gate of the step that is taken, else the one \
            that lies ahead. Of each sign-off it shows who has signed, whose sign-off does not count and why, and who may sign.

            Ends with 0 when everything that is asked for holds and everybody has signed; 1 while the gate is closed: a \
            criterion fails, a sign-off is missing, the step cannot be taken, or a check finds an error in the initiative; 3 when \
            a criterion or sign-offs cannot be judged, and when no gate lies ahead.
            """)

    @Argument(help: ArgumentHelp("An initiative: its id, or its path.", valueName: "id"))
    var initiative: String

    @Option(
        help: ArgumentHelp(
            "Another gate: a stage, on-hold, cancelled, resume, back-to:<stage>, rebaseline, shortfall, adopt, handover.",
            valueName: "name"))
    var gate: String?

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world, verifiesHashes: true)
        let report = try GateCheck(workspace: workspace, name: initiative, gateName: gate).report()
        try Delivery(world: world, options: common).deliver { format, style in report.text(format, style: style) }
        switch report.verdict {
        case .open: return ExitCode.success
        case .closed, .awaitsSignOffs: return ExitCode.findings
        case .cannotDecide: return ExitCode.undecided
        }
    }
}

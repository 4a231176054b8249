import ArgumentParser
import Diagnostics
import Governance
import PlanModel
import Reports

struct AdvanceCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance", abstract: "Take a step of an initiative: edit its plan, judge it, and commit it.",
        discussion: """
            Without an option for another step it is the next stage. The step is taken over what HEAD has; it changes the fields \
            that show it and nothing else in the plan, and commits that file, with the records of sign-offs for the step that \
            lie in the work tree: what else is staged stays staged. While the gate is closed nothing is written. No hook is \
            run, and the commit is not signed.

            Off the governed branches missing sign-offs are pending: the commit is made, says so, and ends with 0. On a governed \
            branch, where the commit is the landing, it is made when everybody has signed.

            Ends with 0 when the step is committed (with --dry-run: could be); 1 when a finding, a missing sign-off or a file \
            that differs is in the way; 3 when a criterion or sign-offs cannot be judged.
            """)

    @Argument(help: ArgumentHelp("An initiative: its id, or its path.", valueName: "id"))
    var initiative: String

    @Flag(help: "Put it on hold; takes --because and --review-by.")
    var hold = false

    @Option(name: .customLong("review-by"), help: ArgumentHelp("When the hold is looked at again.", valueName: "date"))
    var reviewBy: String?

    @Flag(help: "Cancel it; takes --because and --value-disposition.")
    var cancel = false

    @Option(
        name: .customLong("value-disposition"),
        help: ArgumentHelp("What becomes of its value: a text, or the id that takes it over.", valueName: "text"))
    var valueDisposition: String?

    @Flag(help: "Make it active again; the date of review goes with the hold.")
    var resume = false

    @Option(help: ArgumentHelp("Go back to an earlier stage; takes --because.", valueName: "stage"))
    var back: String?

    @Flag(help: "Promise anew what is locked: commits the plan as it was edited in the work tree; takes --because.")
    var rebaseline = false

    @Flag(help: "Close it below what was promised; takes --because.")
    var shortfall = false

    @Option(help: ArgumentHelp("The reason for the step, written into the plan and the commit.", valueName: "text"))
    var because: String?

    @Flag(name: .customLong("dry-run"), help: "Show the difference and the judgement, and write nothing.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let request = try request()
        let workspace = try Workspace(common, world, verifiesHashes: true)
        let report = try Advance(workspace: workspace, name: initiative, request: request).run()
        try Delivery(world: world, options: common).deliver { format, style in report.text(format, style: style) }
        switch report.outcome {
        case .committed, .possible: return ExitCode.success
        case .refused: return ExitCode.findings
        case .cannotDecide: return ExitCode.undecided
        }
    }

    private func request() throws(CommandFailure) -> AdvanceRequest {
        var kinds: [(option: String, kind: AdvanceRequest.Kind)] = []
        if hold { kinds.append(("--hold", .hold)) }
        if cancel { kinds.append(("--cancel", .cancel)) }
        if resume { kinds.append(("--resume", .resume)) }
        if let back { kinds.append(("--back", .back(back))) }
        if rebaseline { kinds.append(("--rebaseline", .rebaseline)) }
        if shortfall { kinds.append(("--shortfall", .shortfall)) }
        guard kinds.count <= 1 else {
            throw .usage(
                "\(kinds.map { "`\($0.option)`" }.joined(separator: " and ")) exclude each other",
                help: "one landing takes one step")
        }
        if reviewBy != nil, !hold {
            throw .usage("`--review-by` belongs to `--hold`", help: "leave it out, or add `--hold`")
        }
        if valueDisposition != nil, !cancel {
            throw .usage("`--value-disposition` belongs to `--cancel`", help: "leave it out, or add `--cancel`")
        }
        for (option, text) in [("--because", because), ("--value-disposition", valueDisposition)] {
            guard let text, text.allSatisfy(\.isWhitespace) else { continue }
            throw .usage("`\(option)` is empty", help: "say it in a few words")
        }
        let day = try reviewBy.map { text throws(CommandFailure) in
            guard let day = Day(text) else {
                throw .usage(
                    "`--review-by \(Printable.line(text))` is no date", help: "expected a date such as `2026-03-14`")
            }
            return day
        }
        return AdvanceRequest(
            kind: kinds.first?.kind ?? .next, because: because, reviewBy: day, valueDisposition: valueDisposition,
            isDryRun: dryRun)
    }
}

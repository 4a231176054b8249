#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import ArgumentParser
import Attestation
import Diagnostics
import Governance
import Reports

struct SignoffCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "signoff", abstract: "Sign for a step: show exactly what is signed, sign it, and commit it.",
        discussion: """
            Signed is the step that the current branch would land, as it is committed; where it takes none, the one that \
            `advance` would write next. The key is the SSH key that git is configured to sign with (user.signingKey), and \
            `ssh-keygen` signs with it, so that passphrases, agents and security keys work. Who that is follows from \
            allowed_signers and people.yaml of the branch that the step is for.

            The sign-off is committed twice in one commit: as trailers of its message, and as a record in plans/signoffs. On a \
            terminal you are asked before anything is signed; elsewhere the command goes on.

            Ends with 0 when it is signed, or everything that was sent counts; 1 when you may not sign, work tree and commit \
            differ, you said no, or something that was sent does not count; 3 when a key source or history is missing.
            """)

    @Argument(
        help: ArgumentHelp(
            "An initiative: its id, or its path; or `policy` or `people`.", valueName: "id|policy|people"))
    var subject: String

    @Option(
        help: ArgumentHelp(
            "The step, where the branch takes several, or another than the next one; break-glass:<step> lands it although its gates are closed.",
            valueName: "step"))
    var gate: String?

    @Option(
        help: ArgumentHelp(
            "The role that you sign in; the one that is missing and that you hold, if not said.", valueName: "role"))
    var role: String?

    @Flag(help: "Say that you answer for the content, which independent roles have to wait for.")
    var submit = false

    @Flag(name: .customLong("print"), help: "Print the two lines, for a pull request or a mail, and commit nothing.")
    var printOnly = false

    @Option(
        help: ArgumentHelp(
            "Commit sign-offs that somebody sent, from a file or `-`, with any text around them.", valueName: "file|-"))
    var accept: String?

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var common: CommonOptions

    /// More than any mail with sign-offs has, in bytes.
    private static let mostSent = 4 << 20

    func run(in world: World) throws(CommandFailure) -> Int32 {
        try validateOptions()
        let workspace = try Workspace(common, world, verifiesHashes: true)
        let request = SigningRequest(
            name: subject, gate: gate, role: role, isSubmission: submit, printsOnly: printOnly, isConfirmed: yes)
        let report: SignOffReport
        if let accept {
            report = try Accepting(workspace: workspace, request: request, texts: try sent(accept, world)).run()
        } else {
            report = try Signing(workspace: workspace, request: request).run { show($0, in: world) }
        }
        try Delivery(world: world, options: common).deliver { format, style in report.text(format, style: style) }
        switch report.outcome {
        case .signed, .printed, .accepted: return ExitCode.success
        case .declined, .refused: return ExitCode.findings
        }
    }

    private func validateOptions() throws(CommandFailure) {
        if submit, role != nil {
            throw .usage("`--submit` and `--role` exclude each other", help: "a submission needs no role")
        }
        if accept != nil, submit || role != nil || printOnly {
            throw .usage(
                "`--accept` signs nothing, and goes with `--gate` only",
                help: "leave `--submit`, `--role` and `--print` out")
        }
        if submit, gate?.hasPrefix(BreakGlassGate.name(of: "")) == true {
            throw .usage("a submission breaks no glass", help: "leave `--submit` out")
        }
    }

    /// What is signed goes to standard output like any result, unless that is for a machine or for the lines alone.
    private func show(_ sheet: SignOffSheet, in world: World) {
        let isForPeople = common.targets.contains { $0.file == "-" && ($0.format == .full || $0.format == .concise) }
        guard isForPeople, !printOnly else {
            world.errorOutput(sheet.text())
            return
        }
        Delivery(world: world, options: common).show { style in sheet.text(style: style) + "\n" }
    }

    private func sent(_ name: String, _ world: World) throws(CommandFailure) -> [SignOffText] {
        let bytes: [UInt8]
        if name == "-" {
            bytes = world.readInput(Self.mostSent + 1)
        } else {
            guard let data = try? Data(contentsOf: URL(filePath: world.absolute(name))) else {
                throw .usage("cannot read \(Printable.line(name))", help: "name the file with the lines, or `-`")
            }
            bytes = Array(data)
        }
        guard bytes.count <= Self.mostSent else {
            throw .usage(
                "\(Printable.line(name)) has more than \(Self.mostSent) bytes",
                help: "leave out all but the lines of the sign-offs")
        }
        // Mail ends its lines with CR and LF.
        let texts = SignOffText.inMessage(String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self))
        var seen: Set<SignOffText> = []
        let found = texts.filter { seen.insert($0).inserted }
        guard !found.isEmpty else {
            throw CommandFailure(
                exitCode: ExitCode.findings,
                message:
                    "there is no line `\(SignOffText.statementKey): …` in \(name == "-" ? "what was sent" : "`\(Printable.line(name))`")",
                help: "whoever signs sends both lines that `tollgate signoff … --print` prints, each on one line")
        }
        return found
    }
}

import ArgumentParser
import Attestation
import Diagnostics
import GitStore
import Governance
import PlanModel
import Reports

struct KeysRevokeCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Withdraw a key: put away in good order, or in somebody else's hands.",
        discussion: """
            A retired key keeps what it signed before. What rests on a compromised one is in doubt, and is reported. The line in \
            allowed_signers stays: it says whose key it was. Nothing is staged or committed.
            """)

    @Argument(help: ArgumentHelp("The key, or the person who has one key only.", valueName: "fingerprint|person"))
    var subject: String

    @Flag(help: "It was put away in good order.")
    var retired = false

    @Flag(help: "Somebody else may have it.")
    var compromised = false

    @Option(help: "Why; it stands in the file.")
    var because: String

    @Option(help: ArgumentHelp("Since when it counts no more (UTC); now, if not said.", valueName: "time"))
    var since: String?

    @OptionGroup var common: CommonOptions

    private static let columns = [
        Table.Column("person", "person"), Table.Column("fingerprint", "fingerprint"),
        Table.Column("outcome", "outcome"), Table.Column("since", "since"), Table.Column("file", "file"),
        Table.Column("line", "line", .machines),
    ]

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        let lock = try git { () throws(GitError) in try WriteLock(workspace.repository.facts) }
        let code = try revoke(workspace)
        _ = consume lock
        return code
    }

    private func revoke(_ workspace: Workspace) throws(CommandFailure) -> Int32 {
        guard retired != compromised else {
            throw .usage(
                retired
                    ? "`--retired` and `--compromised` exclude each other" : "it does not say what became of the key",
                help:
                    "write `--retired` where it was put away in good order, `--compromised` where somebody else may have it"
            )
        }
        guard because.contains(where: { !$0.isWhitespace }) else {
            throw .usage("`--because` says nothing", help: "say why the key is withdrawn, in one line")
        }
        guard !because.contains(where: \.isNewline) else {
            throw .usage("`--because` has a line break", help: "say it in one line")
        }
        let files = try KeyFiles(workspace)
        let fingerprint = try fingerprint(files)
        let kind: RevokedSigners.Kind = retired ? .retired : .compromised
        let time = try KeysAddCommand.time(since, "--since") ?? files.now
        let line = RevokedSigners.line(fingerprint, kind, since: time, reason: because)
        if let problem = RevokedSigners.read(Array(line.utf8)).problems.first {
            throw .usage("the line would not be one: \(problem.message)", help: problem.help)
        }
        try files.append(line, to: files.revokedPath, files.trust.revoked?.source, heading: TrustTemplate.revoked)
        let entries = files.allowed.entries.filter { $0.key.fingerprint == fingerprint }
        let names = TrustSet.people(of: entries.flatMap(\.principals), among: files.people).map(\.id)
        var summary = ["\(files.revokedPath) has a line more:", line]
        if entries.isEmpty {
            summary.append("no line of \(files.allowedPath) has this key; what it signed once is in doubt all the same")
        }
        summary.append(
            kind == .retired
                ? "what had landed with it before stands; a sign-off that has not landed yet must be given again with another key"
                : "what has landed with it is in doubt from now on; whoever is concerned signs again with another key")
        summary += files.next([files.revokedPath])
        let table = Table(
            format: "tollgate.keys-revoke/1", members: [:], columns: Self.columns,
            rows: [
                [
                    .optional(names.isEmpty ? nil : names.joined(separator: ", ")), .text(fingerprint),
                    .text(kind.rawValue), .text(time.description), .text(files.revokedPath), .text(line),
                ]
            ], summary: summary)
        try Delivery(world: workspace.world, options: common).deliver { format, style in
            common.quiet && (format == .full || format == .concise) ? "" : table.text(format, style: style)
        }
        return ExitCode.success
    }

    /// The key that is meant: by its fingerprint, or the only one of a person that has not been withdrawn.
    private func fingerprint(_ files: KeyFiles) throws(CommandFailure) -> String {
        if subject.hasPrefix("SHA256:") {
            if let entry = files.revoked.entry(ofFingerprint: subject) {
                throw .usage(
                    "the key is withdrawn already, \(entry.kind.rawValue) since \(entry.since) on line \(entry.line) of \(files.revokedPath)",
                    help: entry.kind == .retired && compromised
                        ? "replace `retired` by `compromised` in that line"
                        : "edit that line where it does not say what happened")
            }
            return subject
        }
        let person = try files.person(subject)
        var seen: Set<PublicKey> = []
        let keys = files.trust.entries(of: person).map(\.key).filter {
            files.revoked.entry(of: $0) == nil && seen.insert($0).inserted
        }
        guard let key = keys.first, keys.count == 1 else {
            throw .usage(
                keys.isEmpty
                    ? "\(person.id) has no key in \(files.allowedPath) that is not withdrawn"
                    : "\(person.id) has \(keys.count) keys: \(keys.map(\.fingerprint).joined(separator: ", "))",
                help: keys.isEmpty
                    ? "`tollgate keys list` shows the keys" : "name the one that is meant by its fingerprint")
        }
        return key.fingerprint
    }
}

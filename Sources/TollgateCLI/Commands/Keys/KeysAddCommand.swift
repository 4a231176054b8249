import ArgumentParser
import Attestation
import Diagnostics
import GitStore
import Governance
import PlanModel
import Reports

struct KeysAddCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "List a person's public key among the allowed signers.",
        discussion: """
            Without `--key` it is the key that git is told to sign with (`user.signingKey`). Compare the fingerprint with what \
            its owner reads to you: `ssh-keygen -lf id_ed25519.pub`. Nothing is staged or committed.
            """)

    @Argument(help: ArgumentHelp("Whose key it is, by the id in people.yaml.", valueName: "person"))
    var person: String

    @Option(help: ArgumentHelp("The public key; `-` for standard input.", valueName: "file.pub|-"))
    var key: String?

    @Option(help: ArgumentHelp("What it may sign: tollgate (sign-offs), git (commits).", valueName: "list"))
    var namespaces = Self.usualNamespaces.joined(separator: ",")

    @Option(name: .customLong("valid-after"), help: ArgumentHelp("From when on it counts (UTC).", valueName: "time"))
    var validAfter: String?

    @Option(name: .customLong("valid-before"), help: ArgumentHelp("Until when it counts (UTC).", valueName: "time"))
    var validBefore: String?

    @Flag(name: .customLong("print"), help: "Print the line, and write nothing.")
    var prints = false

    @OptionGroup var common: CommonOptions

    /// What a person's key is usually for: statements of sign-offs, and commits.
    static let usualNamespaces = [SignatureBlob.Namespace.tollgate.rawValue, SignatureBlob.Namespace.git.rawValue]

    private static let columns = [
        Table.Column("person", "person"), Table.Column("kind", "kind"), Table.Column("bits", "bits"),
        Table.Column("fingerprint", "fingerprint"), Table.Column("file", "file"),
        Table.Column("line", "line", .machines),
    ]

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        guard !prints else { return try add(workspace) }
        let lock = try git { () throws(GitError) in try WriteLock(workspace.repository.facts) }
        let code = try add(workspace)
        _ = consume lock
        return code
    }

    private func add(_ workspace: Workspace) throws(CommandFailure) -> Int32 {
        let files = try KeyFiles(workspace)
        let person = try files.person(person)
        let found = try SigningKeySource(workspace: workspace).key(key)
        try refuseKnown(found.key, person, files)
        let line = AllowedSigners.line(
            found.key, of: person.id, namespaces: try names(), validAfter: try Self.time(validAfter, "--valid-after"),
            validBefore: try Self.time(validBefore, "--valid-before"))
        if let problem = AllowedSigners.read(Array(line.utf8)).problems.first {
            throw .usage("the line would not be one: \(problem.message)", help: problem.help)
        }
        guard !prints else {
            workspace.world.output(line + "\n")
            return ExitCode.success
        }
        try files.append(line, to: files.allowedPath, files.trust.allowed?.source, heading: TrustTemplate.allowed)
        var summary = ["\(files.allowedPath) has a line more, with the key of \(found.origin):", line]
        summary.append(
            "compare the fingerprint with the one that \(person.id) sees: `ssh-keygen -lf <file.pub>` shows \(Self.shown(found.key))"
        )
        if person.kind != .person {
            summary.append(
                "\(person.id) is a \(person.kind.rawValue): its key approves nothing\(person.kind == .forge ? ", and vouches for reviews" : "")"
            )
        }
        summary += files.next([files.allowedPath])
        if files.trust.revoked == nil {
            summary.append(
                "`\(files.revokedPath)` is not there; it is needed where sign-offs are asked for: `echo '# nothing was withdrawn' > \(files.revokedPath)`"
            )
        }
        let table = Table(
            format: "tollgate.keys-add/1", members: [:], columns: Self.columns,
            rows: [
                [
                    .text(person.id), .text(found.key.algorithm), .number(found.key.bits),
                    .text(found.key.fingerprint), .text(files.allowedPath), .text(line),
                ]
            ], summary: summary)
        try Delivery(world: workspace.world, options: common).deliver { format, style in
            common.quiet && (format == .full || format == .concise) ? "" : table.text(format, style: style)
        }
        return ExitCode.success
    }

    /// As `ssh-keygen -lf` shows it, without the comment.
    private static func shown(_ key: PublicKey) -> String { "\(key.bits) \(key.fingerprint) (\(key.algorithm))" }

    /// A key is one person's, once: a second line could only widen what the first one narrows down.
    private func refuseKnown(_ key: PublicKey, _ person: Person, _ files: KeyFiles) throws(CommandFailure) {
        if let entry = files.allowed.entries(of: key).first {
            let names = entry.principals.joined(separator: ", ")
            throw .usage(
                "the key \(key.fingerprint) is listed already, for \(names) on line \(entry.line) of \(files.allowedPath)",
                help: TrustSet.people(of: entry.principals, among: files.people).contains { $0.id == person.id }
                    ? "edit that line to change what it is for"
                    : "each person signs with a key of their own: `ssh-keygen -t ed25519` makes one")
        }
        if let entry = files.revoked.entry(of: key) {
            throw .usage(
                "the key \(key.fingerprint) was withdrawn, \(entry.kind.rawValue) since \(entry.since): \(entry.reason)",
                help: "add another key: `ssh-keygen -t ed25519` makes one")
        }
    }

    private func names() throws(CommandFailure) -> [String] {
        let names = namespaces.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let known = Self.usualNamespaces
        for name in names where !known.contains(name) {
            throw .usage(
                "`--namespaces` has `\(Printable.line(name))`; expected tollgate, git or both",
                help: Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
                    ?? "write `--namespaces tollgate,git`")
        }
        return names
    }

    /// A moment as people write it.
    static func time(_ text: String?, _ option: String) throws(CommandFailure) -> KeyTime? {
        guard let text else { return nil }
        guard let time = KeyTime(written: text) else {
            throw .usage(
                "`\(option)` is `\(Printable.line(text))`, which is no day and no time in UTC",
                help: "write a day such as `2026-12-31`, or a time such as `2026-12-31T17:00:00Z`")
        }
        return time
    }
}

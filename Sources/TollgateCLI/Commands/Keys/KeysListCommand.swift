import ArgumentParser
import Attestation
import Diagnostics
import Governance
import PlanModel
import Reports

struct KeysListCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Whose keys there are, for what, and whether they count today.",
        discussion: "Looks at the work tree, or at HEAD in a bare repository.")

    @OptionGroup var common: CommonOptions

    private static let columns = [
        Table.Column("person", "person"), Table.Column("kind", "kind"), Table.Column("bits", "bits"),
        Table.Column("fingerprint", "fingerprint"), Table.Column("namespaces", "for"),
        Table.Column("state", "today"), Table.Column("principals", "principals", .machines),
        Table.Column("valid-after", "from", .machines), Table.Column("valid-before", "until", .machines),
        Table.Column("line", "line", .machines),
    ]

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let files = try KeyFiles(try Workspace(common, world))
        guard !files.allowed.entries.isEmpty else {
            throw .undecided(
                "nothing was examined: `\(files.allowedPath)` \(files.trust.allowed == nil ? "is not there" : "lists no key")",
                help: "`tollgate keys add <person>` adds one")
        }
        let rows = files.allowed.entries.map { entry -> [Table.Cell] in
            let people = TrustSet.people(of: entry.principals, among: files.people)
            return [
                .text(
                    people.isEmpty
                        ? "nobody (\(entry.principals.joined(separator: ", ")))"
                        : people.map(\.id).joined(separator: ", ")),
                .text(entry.key.algorithm), .number(entry.key.bits), .text(entry.key.fingerprint),
                .text(entry.namespaces.isEmpty ? "anything" : entry.namespaces.joined(separator: ",")),
                .text(Self.state(entry, people, files)), .text(entry.principals.joined(separator: ",")),
                .optional(entry.validAfter?.description), .optional(entry.validBefore?.description),
                .number(entry.line),
            ]
        }
        let keys = Set(files.allowed.entries.map(\.key)).count
        let table = Table(
            format: "tollgate.keys/1", members: ["keys": .string(files.allowedPath)], columns: Self.columns, rows: rows,
            summary: ["\(files.allowedPath): \(keys) key\(keys == 1 ? "" : "s")"])
        try Delivery(world: world, options: common).deliver { format, style in table.text(format, style: style) }
        return ExitCode.success
    }

    /// Whether a line counts now, in a few words.
    private static func state(_ entry: AllowedSigners.Entry, _ people: [Person], _ files: KeyFiles) -> String {
        if let withdrawn = files.revoked.entry(of: entry.key) {
            return "\(withdrawn.kind.rawValue) \(withdrawn.since <= files.now ? "since" : "from") \(withdrawn.since)"
        }
        if let after = entry.validAfter, files.now < after { return "not before \(after)" }
        if let before = entry.validBefore, before < files.now { return "expired at \(before)" }
        switch people.count {
        case 0: return "of nobody"
        case 1: return entry.validBefore.map { "valid until \($0)" } ?? "valid"
        default: return "of several people"
        }
    }
}

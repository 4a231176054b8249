#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import ArgumentParser
import Diagnostics
import GitStore
import Governance
import PlanModel
import PlanText
import Reports

struct PolicyCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "What the policy says in effect, and what in it is probably not meant.",
        subcommands: [PolicyShowCommand.self, PolicyLintCommand.self])

    func run(in world: World) throws(CommandFailure) -> Int32 {
        throw .usage(
            "`tollgate policy` does not say what", help: "write `tollgate policy show` or `tollgate policy lint`")
    }
}

struct PolicyShowCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The policy in effect: what it says and where, and what holds where it says nothing.")

    @OptionGroup var common: CommonOptions

    private static let columns = [
        Table.Column("section", "section"), Table.Column("item", "item"), Table.Column("place", "place"),
        Table.Column("says", "says"),
    ]

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let workspace = try Workspace(common, world)
        let loaded = try workspace.policyInForce()
        let rows = PolicyOutline(loaded.policy).rows.map { row -> [Table.Cell] in
            let place = row.location?.range.map { "line \($0.start.line)" } ?? "default"
            return [.text(row.section), .text(row.item), .text(place), .text(row.text)]
        }
        let table = Table(
            format: "tollgate.policy/1", members: ["policy": .string(loaded.origin)], columns: Self.columns, rows: rows,
            summary: ["\(loaded.origin) is in force"])
        try Delivery(world: world, options: common).deliver { format, style in table.text(format, style: style) }
        return ExitCode.success
    }
}

struct PolicyLintCommand: WorldCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Findings in a policy, and what it allows and probably does not mean.",
        discussion: "Without a file, the policy in the work tree is looked at, as it would be committed.")

    @Argument(help: ArgumentHelp("The policy.", valueName: "file"))
    var file: String?

    @OptionGroup var common: CommonOptions

    private static let columns = [
        Table.Column("place", "place"), Table.Column("smell", "smell"), Table.Column("message", "what is odd"),
        Table.Column("help", "what to do"),
    ]

    func run(in world: World) throws(CommandFailure) -> Int32 {
        let source = try source(world)
        let delivery = Delivery(world: world, options: common)
        let reading = Policy.read(source, toolVersion: ToolVersion.current)
        let diagnostics = reading.diagnostics + (reading.policy.map(PolicyRules.diagnostics) ?? [])
        guard let policy = reading.policy, diagnostics.isEmpty else {
            var report = CheckReport(subject: source.path, toolVersion: ToolVersion.current)
            report.counts.documents = 1
            report.findings = diagnostics.map { Finding(severity: .error, diagnostic: $0) }.sorted(
                by: Finding.reportOrder)
            report.remarks = ["a policy with findings is not used at all, so that nothing else was looked at"]
            try delivery.deliver { format, style in report.text(format, style: style) }
            return ExitCode.findings
        }
        var smells = PolicyLint(policy, knownBranches: try knownBranches(policy, source, world)).smells
        let review = try TrustReview(policy, source, world, common)
        smells += review?.smells ?? []
        let odd = (review?.diagnostics ?? []).map { role -> [Table.Cell] in
            let start = role.primary.location.range?.start
            let place = start.map { "\(role.primary.location.path):\($0.line):\($0.column)" } ?? source.path
            return [
                .text(place), .text(RuleCatalogue.rule(role.code)?.name ?? role.code.text), .text(role.message),
                .optional(role.helps.first),
            ]
        }
        let rows =
            odd
            + smells.map { smell -> [Table.Cell] in
                let start = smell.location.range?.start
                let place = start.map { "\(smell.location.path):\($0.line):\($0.column)" } ?? smell.location.path
                return [.text(place), .text(smell.name), .text(smell.message), .text(smell.help)]
            }
        let count = rows.count
        let table = Table(
            format: "tollgate.policy-lint/1", members: ["policy": .string(source.path)], columns: Self.columns,
            rows: rows,
            summary: ["\(source.path): \(count == 0 ? "nothing is odd" : "\(count) odd thing\(count == 1 ? "" : "s")")"]
        )
        let isSilent = common.quiet && rows.isEmpty
        try delivery.deliver { format, style in
            isSilent && (format == .full || format == .concise) ? "" : table.text(format, style: style)
        }
        return rows.isEmpty ? ExitCode.success : ExitCode.findings
    }

    /// HEAD's branch and those of the policy that exist, where the policy is the repository's own.
    private func knownBranches(
        _ policy: Policy, _ source: SourceText, _ world: World
    ) throws(CommandFailure) -> Set<String>? {
        guard source.path == Policy.defaultPath else { return nil }
        let repository = try Workspace(common, world).repository
        // Before the first commit no branch exists.
        guard repository.facts.head != nil else { return nil }
        var known: Set<String> = []
        if let head = repository.facts.headBranch { known.insert(Workspace.shortName(head)) }
        for name in policy.branches {
            for (ref, _) in Workspace.refs(ofBranch: name)
            where try git({ () throws(GitError) in try repository.commit(ofRef: ref) }) != nil {
                known.insert(name)
            }
        }
        return known
    }

    /// The file that is named; else the one of `--policy`; else the work tree's, or HEAD's in a bare repository.
    private func source(_ world: World) throws(CommandFailure) -> SourceText {
        guard file == nil || common.policy == nil else {
            throw .usage("a file and `--policy` name two policies", help: "leave one of them out")
        }
        let named =
            file ?? common.policy.flatMap { FileManager.default.fileExists(atPath: world.absolute($0)) ? $0 : nil }
        if let file = named {
            let folder = common.directory.map(world.absolute) ?? world.directory
            let path = file.hasPrefix("/") ? file : folder + "/" + file
            guard let data = try? Data(contentsOf: URL(filePath: path)) else {
                throw .usage("cannot read the policy `\(Printable.line(file))`", help: "expected a file")
            }
            return SourceText(path: Printable.line(file), bytes: Array(data.prefix(TextLimits.bytes + 1)))
        }
        let workspace = try Workspace(common, world)
        if common.policy != nil, let loaded = try workspace.policyFromOption() { return loaded.policy.source }
        if let top = workspace.repository.facts.workTree {
            let content = try git { () throws(GitError) in
                try WorkTree(root: top).read(Array(Policy.defaultPath.utf8), limit: TextLimits.bytes)
            }
            if case .bytes(let bytes) = content { return SourceText(path: Policy.defaultPath, bytes: bytes) }
        } else if let head = workspace.repository.facts.head, let source = try workspace.policySource(in: head) {
            return source
        }
        throw Workspace.noPolicy
    }
}

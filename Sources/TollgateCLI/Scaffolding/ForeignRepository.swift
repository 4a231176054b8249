#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Diagnostics
import GitStore
import PlanHistory
import PlanModel
import PlanText
import Realisation
import Reports
import Timeline

/// Looks at a repository of proposals that knows nothing of Tollgate, and proposes a policy that reads it. Nothing in the
/// repository is written.
struct ForeignRepository {
    let workspace: Workspace
    let outputPolicy: String?
    /// Whether the policy is only shown.
    let isDryRun: Bool

    /// How many files are looked at, and how many bytes of the fields in front of one.
    private static let fileLimit = 50_000
    /// How many different words a stage may ever have had.
    private static let wordLimit = 60
    private static let byteLimit = 256 << 10

    init(_ workspace: Workspace, outputPolicy: String?, isDryRun: Bool = false) throws(CommandFailure) {
        self.workspace = workspace
        self.outputPolicy = outputPolicy
        self.isDryRun = isDryRun
        guard workspace.options.policy == nil else {
            throw .usage("`init --foreign` proposes a policy and reads none", help: "leave `--policy` out")
        }
        guard workspace.options.targets == [OutputTarget(format: .full, file: "-")] else {
            throw .usage(
                "a proposed policy has one form",
                help: "leave `--format` and `--output` out; `--output-policy` names a file")
        }
        guard let outputPolicy, let top = workspace.repository.facts.workTree else { return }
        let folder = URL(filePath: workspace.world.absolute(outputPolicy)).deletingLastPathComponent()
            .resolvingSymlinksInPath().path(percentEncoded: false)
        let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard trimmed != top, !trimmed.hasPrefix(top + "/") else {
            throw .usage(
                "`\(Printable.line(outputPolicy))` lies in the repository, which is left as it is",
                help: "name a file outside of \(top)")
        }
    }

    func propose() async throws(CommandFailure) -> Int32 {
        try workspace.requireCompleteHistory()
        guard let tip = workspace.repository.facts.head else {
            throw .undecided("nothing was examined: the repository has no commits")
        }
        let branch = workspace.repository.facts.headBranch.map(Workspace.shortName) ?? "HEAD"
        let (documents, listed) = try documents(tip)
        guard let group = ForeignGroup.find(documents).first else {
            throw .undecided(
                "no kind of document with a stage was found: \(listed) \(listed == 1 ? "file ends" : "files end") with \(ForeignDocument.endings.joined(separator: ", ")), and \(documents.count) of them \(documents.count == 1 ? "begins" : "begin") with fields",
                help: Self.fieldHelp(documents))
        }
        let moves = try await self.moves(group, tip)
        let distinct = Set(moves.now.keys).union(moves.moves.flatMap { [$0.from, $0.to] }).count
        guard distinct <= Self.wordLimit else {
            throw .undecided(
                "the field `\(Printable.line(group.fields["stage"] ?? ""))` has had \(distinct) different values, too many for a stage",
                help: Self.fieldHelp(documents))
        }
        let order = StageOrder(documents: moves.now, moves: moves.moves)
        let text = ForeignPolicyText(
            group: group, order: order, origin: "\(branch) (\(tip.short))", moves: moves.moves.count,
            unusable: moves.unusable
        ).text
        // What is proposed must be a policy that this program takes.
        _ = try workspace.usable(SourceText(path: "the proposed policy", bytes: Array(text.utf8)))
        try deliver(text)
        if !workspace.options.quiet {
            let next =
                isDryRun && outputPolicy != nil
                ? "nothing was written"
                : "then: `tollgate status --policy \(Printable.line(outputPolicy ?? "<file>"))`"
            workspace.world.errorOutput(
                "\(documents.count) documents with fields in \(listed) files looked at; \(next)\n")
        }
        return ExitCode.success
    }

    private static func fieldHelp(_ documents: [ForeignDocument]) -> String {
        var counts: [String: Int] = [:]
        for document in documents { for name in document.fields.keys { counts[name, default: 0] += 1 } }
        let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8)
            .map { "`\(Printable.line($0.key))`" }
        return names.isEmpty
            ? "fields are read as YAML, as YAML front matter between lines `---`, or as lines `key: value` at the top; other headers, such as lists, are not"
            : "the most common fields are \(names.joined(separator: ", ")); write a policy by hand, with `fields: {stage: …}`"
    }

    // MARK: - Reading

    private func documents(_ tip: ObjectID) throws(CommandFailure) -> (documents: [ForeignDocument], listed: Int) {
        try git { () throws(GitError) in
            let listing = try TreeListing.files(
                workspace.repository, at: tip, endings: ForeignDocument.endings, limit: Self.fileLimit)
            var documents: [ForeignDocument] = []
            for file in listing.files {
                guard case .bytes(let bytes) = try workspace.repository.objects.blob(file.id, limit: Self.byteLimit)
                else { continue }
                let source = SourceText(path: Printable.path(file.path), bytes: bytes)
                if let document = ForeignDocument(source) { documents.append(document) }
            }
            return (documents, listing.files.count)
        }
    }

    private struct Moves {
        var now: [String: Int] = [:]
        var moves: [(from: String, to: String)] = []
        var unusable: [String] = []
    }

    /// How the documents of a group moved between the words of their stage, on the whole branch.
    private func moves(_ group: ForeignGroup, _ tip: ObjectID) async throws(CommandFailure) -> Moves {
        // Read by a policy whose stages are the words of today in any order: moves are told in the words of the files.
        let words = group.words.filter { ForeignGroup.isWord($0.key) }
        let first = ForeignPolicyText(
            group: group, order: StageOrder(documents: words, moves: []), origin: tip.short, moves: 0, unusable: [])
        let policy = try workspace.usable(SourceText(path: "the proposed policy", bytes: Array(first.text.utf8)))
        let progress = Progress(workspace.world, options: workspace.options)
        defer { progress.end() }
        let replay: Replay
        do {
            replay = try await Replay(workspace.repository, tip: tip, policy: policy, progress: progress.report)
        } catch {
            throw CommandFailure(error)
        }
        var result = Moves()
        var unusable: Set<String> = []
        func usable(_ word: String?) -> String? {
            guard let word else { return nil }
            if ForeignGroup.isWord(word) { return word }
            unusable.insert(word)
            return nil
        }
        for timeline in replay.timelines where !timeline.isRemoved {
            if let word = usable(timeline.current?.stageAsWritten) { result.now[word, default: 0] += 1 }
        }
        for row in Transitions(replay.timelines).rows {
            if let from = usable(row.from), let to = usable(row.to) { result.moves.append((from, to)) }
        }
        result.unusable = unusable.sorted()
        return result
    }

    // MARK: - Writing

    private func deliver(_ text: String) throws(CommandFailure) {
        guard let outputPolicy, !isDryRun else { return workspace.world.output(text) }
        let path = workspace.world.absolute(outputPolicy)
        let url = URL(filePath: path)
        do {
            try Data(text.utf8).write(to: url, options: .withoutOverwriting)
        } catch {
            throw .usage(
                "cannot write \(Printable.line(outputPolicy))",
                help: "name a file that is not there yet, in a folder that may be written to")
        }
    }
}

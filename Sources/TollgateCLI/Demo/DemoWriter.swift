import Attestation
import GitStore
import Governance
import PlanModel

/// Writes the landings of a story into a repository, by objects and refs alone: no other program is started.
struct DemoWriter {
    static let branch = "main"

    private struct Tip {
        var commit: ObjectID?
        var files = DemoFiles()
        var moment = Timestamp(seconds: 0)
    }

    private let repository: Repository
    /// Nothing where nobody signs anything.
    private let keys: DemoKeys?
    /// Where main was after each landing.
    private var tips: [Tip] = [Tip()]

    init(_ repository: Repository, keys: DemoKeys?) {
        self.repository = repository
        self.keys = keys
    }

    private var main: Tip { tips[tips.count - 1] }
    var landings: Int { tips.count - 1 }
    private(set) var commits = 0
    private(set) var signOffs = 0
    private(set) var tags = 0

    /// The commit that main is at, as 40 hexadecimal digits.
    var tip: String { main.commit?.hex ?? "" }

    // MARK: - Landing

    mutating func land(_ landing: DemoLanding) throws(CommandFailure) {
        let base = base(of: landing)
        var branch = base
        var messages: [String] = []
        var branchEdits: [DemoEdit] = []
        // What is rebased is written once, below.
        for commit in landing.commits where !landing.isRebased {
            let (message, edits) = try content(of: commit, on: branch, onto: base)
            messages.append(message)
            branchEdits += edits
            branch = try write(
                edits, on: branch, parents: [branch.commit], message, author: commit.author, at: commit.at,
                committer: commit.author, at: commit.at)
        }
        var result = main
        let initiatives = Set(landing.commits.flatMap(\.initiatives)).sorted()
        switch landing.way {
        case .merge(let own):
            result = try write(
                branchEdits + own, on: main, parents: [main.commit, branch.commit],
                Self.message(landing.title, nil, Self.trailers(initiatives)), author: landing.by, at: landing.at,
                committer: landing.by, at: landing.at)
        case .squash, .squashToTitle:
            var body: String?
            if case .squash = landing.way { body = messages.map { "* " + $0 }.joined(separator: "\n") }
            let first = landing.commits.first?.author ?? landing.by
            result = try write(
                branchEdits, on: main, parents: [main.commit],
                Self.message(landing.title, body, Self.trailers(initiatives)), author: first, at: landing.at,
                committer: landing.by, at: landing.at)
        case .rebase:
            for (index, commit) in landing.commits.enumerated() {
                let (message, edits) = try content(of: commit, on: result, onto: base)
                let isLast = index == landing.commits.count - 1
                let moment = landing.at.adding(minutes: isLast ? 0 : index - landing.commits.count)
                result = try write(
                    edits, on: result, parents: [result.commit], message, author: commit.author, at: commit.at,
                    committer: landing.by, at: moment)
                tips.append(result)
            }
            tips.removeLast()
        }
        tips.append(result)
        if let tag = landing.tag { try self.tag(tag, landing) }
    }

    /// Where main was when the first commit of a landing was made.
    private func base(of landing: DemoLanding) -> Tip {
        guard let start = landing.commits.first?.at else { return main }
        return tips.last { $0.moment <= start } ?? main
    }

    /// Sets the refs, and brings the work tree up to them.
    func finish() throws(CommandFailure) {
        guard let tip = main.commit else { return }
        try git { () throws(GitError) in
            try repository.setReference("refs/heads/" + Self.branch, to: tip)
            try repository.checkOutHead()
        }
    }

    // MARK: - Commits

    /// The message of a commit and all of its edits, with the records of what is signed in it.
    private mutating func content(
        of commit: DemoCommit, on tip: Tip, onto base: Tip
    ) throws(CommandFailure) -> (message: String, edits: [DemoEdit]) {
        var trailers = Self.trailers(commit.initiatives)
        var edits = commit.edits.map { resolved($0) }
        guard let keys, !commit.agreements.isEmpty else {
            return (Self.message(commit.subject, commit.body, trailers), edits)
        }
        var files = tip.files
        try git { () throws(GitError) in try files.apply(edits, in: repository) }
        let statements = DemoStatements(files.texts)
        for agreement in commit.agreements {
            let statement = statements.statement(agreement, onto: base.commit?.hex ?? "", at: commit.at)
            guard let text = try? keys[agreement.by].sign(statement) else {
                throw CommandFailure(exitCode: ExitCode.failure, message: "a statement cannot be signed")
            }
            signOffs += 1
            trailers += text.lines
            if commit.hasRecords {
                let folder = agreement.initiative ?? "-"
                edits.append(.write(path: "plans/signoffs/\(folder)/\(statement.digest)", text: text.lines))
            }
        }
        return (Self.message(commit.subject, commit.body, trailers), edits)
    }

    /// A text of the story may name a tag by its name alone; what it stands for is known only now.
    private func resolved(_ edit: DemoEdit) -> DemoEdit {
        guard case .append(let path, let text) = edit, text.contains("@{") else { return edit }
        var result = text
        for (name, commit) in named { result = result.replacing("@{\(name)}", with: "@\(commit.hex)") }
        return .append(path: path, text: result)
    }

    private var named: [String: ObjectID] = [:]

    private mutating func write(
        _ edits: [DemoEdit], on tip: Tip, parents: [ObjectID?], _ message: String, author: DemoPerson,
        at authored: Timestamp, committer: DemoPerson, at committed: Timestamp
    ) throws(CommandFailure) -> Tip {
        var result = tip
        try git { () throws(GitError) in try result.files.apply(edits, in: repository) }
        let draft = CommitDraft(
            tree: result.files.tree ?? .emptyTree, parents: parents.compactMap { $0 },
            author: author.identity(at: authored), committer: committer.identity(at: committed), message: message)
        let signature = try armoured(draft.payload, by: committer)
        result.commit = try git { () throws(GitError) in
            try repository.objects.writeCommit(draft, signature: signature)
        }
        result.moment = committed
        commits += 1
        return result
    }

    private func armoured(_ payload: [UInt8], by person: DemoPerson) throws(CommandFailure) -> String? {
        guard let keys else { return nil }
        let namespace = SignatureBlob.Namespace.git.rawValue
        guard let text = try? keys[person].armoured(over: payload, namespace: namespace) else {
            throw CommandFailure(exitCode: ExitCode.failure, message: "a commit cannot be signed")
        }
        return text
    }

    private mutating func tag(_ name: String, _ landing: DemoLanding) throws(CommandFailure) {
        guard let commit = main.commit else { return }
        let draft = TagDraft(
            name: name, commit: commit, tagger: landing.by.identity(at: landing.at), message: landing.title + "\n")
        let signature = try armoured(draft.payload, by: landing.by)
        try git { () throws(GitError) in
            let tag = try repository.objects.writeTag(draft, signature: signature)
            try repository.setReference("refs/tags/" + name, to: tag)
        }
        named[name] = commit
        tags += 1
    }

    // MARK: - Messages

    private static func trailers(_ initiatives: [String]) -> String {
        initiatives.isEmpty ? "" : "Initiative: \(initiatives.joined(separator: ", "))\n"
    }

    private static func message(_ subject: String, _ body: String?, _ trailers: String) -> String {
        [subject + "\n", body.map { $0 + "\n" }, trailers.isEmpty ? nil : trailers].compactMap { $0 }
            .joined(separator: "\n")
    }
}

import Attestation
import GitStore

/// What a commit says besides its files.
package struct CommitDetails: Sendable {
    var subject: String
    var body: String?
    var label: String?
    var author: Author
    var committer: Author?
    var at: Moment?
    var authoredAt: Moment?
    /// Who signs the commit itself.
    var signer: Signer?
    /// What is signed over the tree that the commit makes.
    var agreements: [Agreement] = []
    var carrier = Carrier.both
}

/// A history that is being written: a model of its commits, and the stream that has `git fast-import` make them.
package struct HistoryDraft {
    struct Node {
        let names: [String]
        let details: CommitDetails
        let committed: Moment
        let parents: [Int]
        let tree: TreeDraft

        var message: String { details.subject + (details.body.map { "\n\n" + $0 } ?? "") + "\n" }
    }

    /// Commits in the order in which they were made; the mark of the first is 1.
    private(set) var nodes: [Node] = []
    private(set) var branches: [String: Int] = [:]
    private var tags: [String: Int] = [:]
    /// Where the importer knows each branch to be.
    private var imported: [String: Int] = [:]
    private var stream: [UInt8] = []
    private(set) var branch: String
    /// The names of commits as far as somebody asked for them, by mark.
    var names: [Int: ObjectID] = [:]
    /// Objects that the importer cannot make, and all that they lead to.
    private var objects: [NamedObject] = []
    var terms = SigningTerms()
    /// What was signed, by label.
    var signedTexts: [String: SignOffText] = [:]
    /// When the next commit is made unless it says so itself.
    private(set) var clock: Moment

    init(branch: String, clock: Moment) {
        self.branch = branch
        self.clock = clock
    }

    /// The mark of the current branch's commit.
    var tip: Int? { branches[branch] }

    var hasCommitAtHead: Bool { tip != nil }

    /// The marks of commits with this label or subject.
    func marks(named name: String) -> [Int] {
        nodes.indices.filter { nodes[$0].names.contains(name) }.map { $0 + 1 }
    }

    /// The mark of a branch, a tag, or the one commit with this label or subject.
    func resolve(_ name: String) throws -> Int {
        if let mark = branches[name] ?? tags[name] { return mark }
        let marks = marks(named: name)
        guard marks.count == 1 else { throw CommandFailure("`\(name)` names \(marks.count) commits; expected one") }
        return marks[0]
    }

    /// A commit and everything that can be reached from it.
    func ancestors(of mark: Int) -> Set<Int> {
        var result: Set<Int> = [mark]
        var rest = [mark]
        while let next = rest.popLast() {
            for parent in nodes[next - 1].parents where result.insert(parent).inserted { rest.append(parent) }
        }
        return result
    }

    /// Lets time pass, unless it is later already.
    mutating func waitUntil(_ moment: Moment) {
        if moment.seconds > clock.seconds { clock = moment }
    }

    // MARK: - Steps

    mutating func commit(
        _ details: CommitDetails, merging names: [String], mergesFiles: Bool, edits: [any TreeEdit]
    ) throws {
        var details = details
        let others = try names.map { try resolve($0) }
        let parents = (tip.map { [$0] } ?? []) + others
        var tree = tip.map { nodes[$0 - 1].tree } ?? TreeDraft()
        tree.forgetChanges()
        if mergesFiles {
            var merged = tip.map { ancestors(of: $0) } ?? []
            for other in others {
                // Marks grow along the history, so the greatest common one is a best common ancestor.
                let base = ancestors(of: other).intersection(merged).max()
                try tree.merge(nodes[other - 1].tree, base: base.map { nodes[$0 - 1].tree } ?? TreeDraft())
                merged.formUnion(ancestors(of: other))
            }
        }
        for edit in edits { try edit.apply(to: &tree) }
        if let path = tree.conflicts.min(by: { $0.lexicographicallyPrecedes($1) }) {
            throw CommandFailure(
                "merging \(names) leaves `\(TreeDraft.text(path))` undecided: write or delete it in the merge")
        }

        let committed = details.at ?? clock
        for agreement in details.agreements { try sign(agreement, in: &details, &tree, at: committed) }
        try add(details, committed, parents: parents, tree: tree)
    }

    /// Makes a commit on the current branch.
    mutating func add(
        _ details: CommitDetails, _ committed: Moment, parents: [Int], tree: TreeDraft
    ) throws {
        waitUntil(Moment(seconds: committed.seconds).adding(hours: 1))
        let mark = nodes.count + 1
        let node = Node(
            names: [details.label, details.subject].compactMap { $0 }, details: details, committed: committed,
            parents: parents, tree: tree)
        defer { branches[branch] = mark }
        guard details.signer == nil else {
            nodes.append(node)
            // The importer knows no signatures, and takes up from a commit that is there already.
            objects += try tree.objects() + [commitObject(node)]
            names[mark] = objects[objects.count - 1].id
            return
        }
        let committer = details.committer ?? details.author
        if imported[branch] != nil, tip == nil { emit("reset refs/heads/\(branch)\n") }
        emit("commit refs/heads/\(branch)\nmark :\(mark)\n")
        emit("author \(Self.line(details.author, details.authoredAt ?? committed))\n")
        emit("committer \(Self.line(committer, committed))\n")
        emit(data: Array(node.message.utf8))
        if let first = parents.first, imported[branch] != first || tip == nil { emit("from \(reference(first))\n") }
        for other in parents.dropFirst() { emit("merge \(reference(other))\n") }
        emit(changesOf: tree)
        emit("\n")
        nodes.append(node)
        imported[branch] = mark
    }

    mutating func makeBranch(_ name: String, at mark: Int?) throws {
        guard branches[name] == nil else { throw CommandFailure("there is a branch `\(name)` already") }
        branch = name
        branches[name] = mark
    }

    mutating func switchBranch(_ name: String) throws {
        guard branches[name] != nil else { throw CommandFailure("there is no branch `\(name)`") }
        branch = name
    }

    mutating func moveBranch(to mark: Int) {
        branches[branch] = mark
    }

    mutating func tag(_ name: String, message: String?, tagger: Author) throws {
        guard let tip, tags.updateValue(tip, forKey: name) == nil else {
            throw CommandFailure("cannot tag `\(name)`: there is no commit, or the tag is there already")
        }
        if let message {
            emit("tag \(name)\nfrom \(reference(tip))\ntagger \(Self.line(tagger, clock))\n")
            emit(data: Array((message + "\n").utf8))
        } else {
            emit("reset refs/tags/\(name)\nfrom \(reference(tip))\n\n")
        }
    }

    // MARK: - The stream

    /// The stream of all that was recorded since it was last taken.
    mutating func takeStream() -> [UInt8] {
        for (name, mark) in branches.sorted(by: { $0.key < $1.key }) where imported[name] != mark {
            emit("reset refs/heads/\(name)\nfrom \(reference(mark))\n\n")
        }
        defer {
            stream = []
            // Another run of the importer knows the marks, and no branch yet.
            imported = [:]
        }
        return stream.isEmpty ? [] : stream + Array("done\n".utf8)
    }

    /// The objects that must be stored before the stream is read.
    mutating func takeObjects() -> [NamedObject] {
        defer { objects = [] }
        return objects
    }

    /// How the importer knows a commit.
    private func reference(_ mark: Int) -> String {
        nodes[mark - 1].details.signer == nil ? ":\(mark)" : names[mark]?.hex ?? ""
    }

    static func line(_ author: Author, _ moment: Moment) -> String {
        "\(author.name.isEmpty ? "" : author.name + " ")<\(author.email)> \(moment.raw)"
    }

    private mutating func emit(_ text: String) {
        stream += text.utf8
    }

    private mutating func emit(data: [UInt8]) {
        emit("data \(data.count)\n")
        stream += data
        emit("\n")
    }

    private mutating func emit(changesOf tree: TreeDraft) {
        let changed = tree.changed.sorted { $0.lexicographicallyPrecedes($1) }
        // Deletions first: a file may stand where a folder was.
        for path in changed where tree.files[path] == nil { emit("D \(Self.quoted(path))\n") }
        for path in changed {
            guard let file = tree.files[path] else { continue }
            if file.mode == .submodule {
                emit("M 160000 \(String(decoding: file.content, as: UTF8.self)) \(Self.quoted(path))\n")
            } else {
                emit("M \(file.mode.octal) inline \(Self.quoted(path))\n")
                emit(data: file.content)
            }
        }
    }

    /// A path as the importer reads it: in quotes, with everything unusual in octal.
    private static func quoted(_ path: [UInt8]) -> String {
        var text = "\""
        for byte in path {
            if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 8)
                text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return text + "\""
    }
}

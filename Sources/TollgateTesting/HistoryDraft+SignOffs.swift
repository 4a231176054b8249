import Attestation
import GitStore

extension HistoryDraft {
    // MARK: - Names

    /// The name that a commit will have, worked out here since statements hold it long before git makes the commit.
    mutating func name(of mark: Int) throws -> ObjectID {
        if let known = names[mark] { return known }
        // Parents have smaller marks than their children.
        for ancestor in ancestors(of: mark).sorted() where names[ancestor] == nil {
            names[ancestor] = try commitObject(nodes[ancestor - 1]).id
        }
        guard let name = names[mark] else { throw CommandFailure("there is no commit \(mark)") }
        return name
    }

    /// The object of a commit, signed where it is to be.
    mutating func commitObject(_ node: Node) throws -> NamedObject {
        guard let tree = try node.tree.objects().last else { throw CommandFailure("a commit has no tree") }
        let details = node.details
        var head = "tree \(tree.id)\n"
        for parent in node.parents { head += "parent \(try name(of: parent))\n" }
        head += "author \(Self.line(details.author, details.authoredAt ?? node.committed))\n"
        head += "committer \(Self.line(details.committer ?? details.author, node.committed))\n"
        let unsigned = head + "\n" + node.message
        guard let signer = details.signer else { return try NamedObject("commit", Array(unsigned.utf8)) }
        let armour = try signer.armoured(over: Array(unsigned.utf8)).split(separator: "\n").joined(separator: "\n ")
        return try NamedObject("commit", Array((head + "gpgsig \(armour)\n\n" + node.message).utf8))
    }

    // MARK: - Sign-offs

    func signedText(_ label: String) throws -> SignOffText {
        guard let text = signedTexts[label] else { throw CommandFailure("nothing was signed as `\(label)`") }
        return text
    }

    /// Has somebody sign the tree that a commit is about to make, and puts the lines where they are to be carried.
    mutating func sign(
        _ agreement: Agreement, in details: inout CommitDetails, _ tree: inout TreeDraft, at moment: Moment
    ) throws {
        let text: SignOffText
        switch agreement.content {
        case .made(let initiative, let gate, let role, let change):
            guard let tip = branches[terms.branch] else {
                throw CommandFailure("there is no `\(terms.branch)` to land on")
            }
            var statement = try terms.statement(
                initiative, gate: gate, role: role, by: agreement.signer, over: tree, onto: try name(of: tip).hex,
                at: moment)
            change(&statement)
            let line = agreement.rewrite(statement.text)
            let signature = try agreement.signer.sign(line + "\n", namespace: agreement.namespace)
            text = agreement.forge(SignOffText(statement: line, signature: signature))
        case .again(let label): text = agreement.forge(try signedText(label))
        case .raw(let raw): text = raw
        }
        if let label = agreement.label { signedTexts[label] = text }
        if details.carrier.hasRecord {
            let path = try terms.recordPath(text)
            try tree.set(Array(path.utf8), TreeDraft.File(mode: .file, content: Array(text.lines.utf8)))
        }
        if details.carrier.hasTrailers {
            let lines = text.lines.dropLast()
            // The sign-offs of one commit make one block of trailers.
            let gap =
                details.body?.split(separator: "\n").last?.hasPrefix(SignOffText.signatureKey) == true ? "\n" : "\n\n"
            details.body = (details.body.map { $0 + gap } ?? "") + lines
        }
    }

    // MARK: - Landing

    /// A commit with what another commit changed since its parent, and with its message and author.
    mutating func replay(_ mark: Int, committer: Author?, at moment: Moment?, signer: Signer?) throws {
        let node = nodes[mark - 1]
        var details = node.details
        details.label = nil
        details.authoredAt = node.details.authoredAt ?? node.committed
        details.committer = committer ?? node.details.committer
        details.signer = signer
        try land(node.tree, base: node.parents.first, details, at: moment, "replaying `\(details.subject)`")
    }

    /// One commit with all that a branch changed since the current one and it were the same.
    mutating func squash(_ mark: Int, _ details: CommitDetails, edits: [any TreeEdit]) throws {
        let base = tip.flatMap { ancestors(of: mark).intersection(ancestors(of: $0)).max() }
        try land(
            nodes[mark - 1].tree, base: base, details, at: details.at, "squashing `\(details.subject)`", edits: edits)
    }

    private mutating func land(
        _ theirs: TreeDraft, base: Int?, _ details: CommitDetails, at moment: Moment?, _ what: String,
        edits: [any TreeEdit] = []
    ) throws {
        var tree = tip.map { nodes[$0 - 1].tree } ?? TreeDraft()
        tree.forgetChanges()
        try tree.merge(theirs, base: base.map { nodes[$0 - 1].tree } ?? TreeDraft())
        for edit in edits { try edit.apply(to: &tree) }
        if let path = tree.conflicts.min(by: { $0.lexicographicallyPrecedes($1) }) {
            throw CommandFailure("\(what) leaves `\(TreeDraft.text(path))` undecided")
        }
        try add(details, moment ?? clock, parents: tip.map { [$0] } ?? [], tree: tree)
    }

    /// The commits of another branch that the current one has not, in the order in which they were made.
    func missing(_ mark: Int) -> [Int] {
        ancestors(of: mark).subtracting(tip.map { ancestors(of: $0) } ?? []).sorted()
    }
}

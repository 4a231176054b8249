/// A commit that is about to be stored, with everything that a header can say.
package struct CommitDraft: Hashable, Sendable {
    package var tree: ObjectID
    package var parents: [ObjectID]
    package var author: RawCommit.Identity
    package var committer: RawCommit.Identity
    /// Taken as it is; it is UTF-8, and ends with a line break.
    package var message: String

    package init(
        tree: ObjectID, parents: [ObjectID], author: RawCommit.Identity, committer: RawCommit.Identity, message: String
    ) {
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        self.message = message
    }

    private var headers: String {
        "tree \(tree.hex)\n" + parents.map { "parent \($0.hex)\n" }.joined()
            + "author \(author.line)\ncommitter \(committer.line)\n"
    }

    /// The bytes without a signature: those that a signature is over.
    package var payload: [UInt8] { Array((headers + "\n" + message).utf8) }

    /// The bytes with an armoured signature in their `gpgsig` header, or without one.
    package func bytes(signature: String?) -> [UInt8] {
        guard let signature else { return payload }
        let folded = signature.split(separator: "\n").joined(separator: "\n ")
        return Array((headers + "gpgsig \(folded)\n\n" + message).utf8)
    }
}

/// An annotated tag of a commit that is about to be stored.
package struct TagDraft: Hashable, Sendable {
    package var name: String
    package var commit: ObjectID
    package var tagger: RawCommit.Identity
    /// Taken as it is; it is UTF-8, and ends with a line break.
    package var message: String

    package init(name: String, commit: ObjectID, tagger: RawCommit.Identity, message: String) {
        self.name = name
        self.commit = commit
        self.tagger = tagger
        self.message = message
    }

    /// The bytes without a signature: those that a signature is over.
    package var payload: [UInt8] {
        Array("object \(commit.hex)\ntype commit\ntag \(name)\ntagger \(tagger.line)\n\n\(message)".utf8)
    }

    /// The bytes with an armoured signature behind the message, where git keeps a tag's, or without one.
    package func bytes(signature: String?) -> [UInt8] {
        payload + Array((signature.map { $0 + "\n" } ?? "").utf8)
    }
}

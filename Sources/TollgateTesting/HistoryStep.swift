/// Something that happens in a history.
package protocol HistoryStep: Sendable {
    func record(in history: inout HistoryDraft) throws
}

/// Collects the steps of a history.
@resultBuilder
package enum HistoryBuilder {
    package static func buildExpression(_ step: some HistoryStep) -> [any HistoryStep] { [step] }
    package static func buildExpression(_ steps: [any HistoryStep]) -> [any HistoryStep] { steps }
    package static func buildBlock(_ parts: [any HistoryStep]...) -> [any HistoryStep] { parts.flatMap { $0 } }
    package static func buildOptional(_ part: [any HistoryStep]?) -> [any HistoryStep] { part ?? [] }
    package static func buildEither(first part: [any HistoryStep]) -> [any HistoryStep] { part }
    package static func buildEither(second part: [any HistoryStep]) -> [any HistoryStep] { part }
    package static func buildArray(_ parts: [[any HistoryStep]]) -> [any HistoryStep] { parts.flatMap { $0 } }
}

/// A commit on the current branch.
package struct Commit: HistoryStep {
    let details: CommitDetails
    let edits: [any TreeEdit]

    /// - Parameters:
    ///   - body: What stands below the subject, behind an empty line; trailers too.
    ///   - label: A name to find the commit by, where its subject is not enough.
    ///   - at: The committer's date; an hour after the last commit when nothing is given.
    ///   - authoredAt: The author's date; the committer's when nothing is given.
    ///   - signer: Who signs the commit itself.
    ///   - agreements: What is signed over the tree that the commit makes, and `carrier` where that is written down.
    package init(
        _ subject: String, body: String? = nil, label: String? = nil, author: Author = .ada, committer: Author? = nil,
        at: Moment? = nil, authoredAt: Moment? = nil, signedBy signer: Signer? = nil, agreements: [Agreement] = [],
        carrier: Carrier = .both, @TreeEditBuilder edits: () -> [any TreeEdit] = { [] }
    ) {
        details = CommitDetails(
            subject: subject, body: body, label: label, author: author, committer: committer, at: at,
            authoredAt: authoredAt, signer: signer, agreements: agreements, carrier: carrier)
        self.edits = edits()
    }

    package func record(in history: inout HistoryDraft) throws {
        try history.commit(details, merging: [], mergesFiles: false, edits: edits)
    }
}

/// A merge commit on the current branch, never a fast-forward.
///
/// Its files are those of the current branch with what the others changed since the common ancestor. A file that both
/// changed must be among the edits; other edits make an evil merge.
package struct Merge: HistoryStep {
    let names: [String]
    let details: CommitDetails
    let mergesFiles: Bool
    let edits: [any TreeEdit]

    package init(
        _ name: String, _ subject: String? = nil, body: String? = nil, label: String? = nil, author: Author = .ada,
        committer: Author? = nil, at: Moment? = nil, authoredAt: Moment? = nil, signedBy signer: Signer? = nil,
        @TreeEditBuilder edits: () -> [any TreeEdit] = { [] }
    ) {
        self.init(
            [name], subject ?? "Merge \(name)", body: body, label: label, author: author, committer: committer, at: at,
            authoredAt: authoredAt, signedBy: signer, edits: edits)
    }

    /// With more than one name it is an octopus.
    package init(
        _ names: [String], _ subject: String, body: String? = nil, label: String? = nil, author: Author = .ada,
        committer: Author? = nil, at: Moment? = nil, authoredAt: Moment? = nil, signedBy signer: Signer? = nil,
        @TreeEditBuilder edits: () -> [any TreeEdit] = { [] }
    ) {
        self.names = names
        details = CommitDetails(
            subject: subject, body: body, label: label, author: author, committer: committer, at: at,
            authoredAt: authoredAt, signer: signer)
        mergesFiles = true
        self.edits = edits()
    }

    fileprivate init(ours names: [String], _ details: CommitDetails) {
        self.names = names
        self.details = details
        mergesFiles = false
        edits = []
    }

    package func record(in history: inout HistoryDraft) throws {
        try history.commit(details, merging: names, mergesFiles: mergesFiles, edits: edits)
    }
}

/// A merge commit that takes nothing from the other branch, as `git merge -s ours` makes it.
package struct MergeOurs: HistoryStep {
    private let merge: Merge

    package init(
        _ name: String, _ subject: String? = nil, body: String? = nil, label: String? = nil, author: Author = .ada,
        at: Moment? = nil
    ) {
        merge = Merge(
            ours: [name],
            CommitDetails(subject: subject ?? "Merge \(name)", body: body, label: label, author: author, at: at))
    }

    package func record(in history: inout HistoryDraft) throws {
        try merge.record(in: &history)
    }
}

/// Makes a branch at the current commit or at the one named, and switches to it.
package struct Branch: HistoryStep {
    let name: String
    let origin: String?

    package init(_ name: String, from origin: String? = nil) {
        self.name = name
        self.origin = origin
    }

    package func record(in history: inout HistoryDraft) throws {
        try history.makeBranch(name, at: origin.map { try history.resolve($0) } ?? history.tip)
    }
}

/// Switches to a new branch whose first commit has no parent.
package struct Orphan: HistoryStep {
    let name: String

    package init(_ name: String) {
        self.name = name
    }

    package func record(in history: inout HistoryDraft) throws {
        try history.makeBranch(name, at: nil)
    }
}

/// Switches to a branch that is there already.
package struct Switch: HistoryStep {
    let name: String

    package init(_ name: String) {
        self.name = name
    }

    package func record(in history: inout HistoryDraft) throws {
        try history.switchBranch(name)
    }
}

/// Moves the current branch to a commit, forwards or backwards, by branch, tag, label or subject.
package struct Reset: HistoryStep {
    let target: String

    package init(to target: String) {
        self.target = target
    }

    package func record(in history: inout HistoryDraft) throws {
        history.moveBranch(to: try history.resolve(target))
    }
}

/// Moves the current branch forward to another one's tip; throws where that is not ahead of it.
package struct FastForward: HistoryStep {
    let target: String

    package init(to target: String) {
        self.target = target
    }

    package func record(in history: inout HistoryDraft) throws {
        let commit = try history.resolve(target)
        guard let tip = history.tip, history.ancestors(of: commit).contains(tip) else {
            throw CommandFailure("`\(target)` is not ahead of `\(history.branch)`")
        }
        history.moveBranch(to: commit)
    }
}

/// A tag at the current commit: annotated when it has a message.
package struct Tag: HistoryStep {
    let name: String
    let message: String?
    let tagger: Author

    package init(_ name: String, message: String? = nil, tagger: Author = .ada) {
        self.name = name
        self.message = message
        self.tagger = tagger
    }

    package func record(in history: inout HistoryDraft) throws {
        try history.tag(name, message: message, tagger: tagger)
    }
}

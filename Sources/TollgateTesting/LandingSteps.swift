import GitStore

/// One commit on the current branch with all that another branch changed, as forges land what they squash.
package struct Squash: HistoryStep {
    /// What the message keeps of the messages of the branch.
    package enum Style: Sendable, CaseIterable {
        /// The title of the pull request alone.
        case title
        /// As GitHub: each commit is an item whose body stands below it.
        case gitHub
        /// As GitLab: the same, with the bodies indented.
        case gitLab
        /// As `git merge --squash`: whole commits, indented as `git log` shows them.
        case git

        fileprivate func item(_ details: CommitDetails, name: String) -> String {
            switch self {
            case .title: return ""
            case .gitHub: return "* \(details.subject)" + (details.body.map { "\n\n" + $0 } ?? "")
            case .gitLab: return "* \(details.subject)" + (details.body.map { "\n\n" + Self.indented($0, by: 2) } ?? "")
            case .git:
                let text = details.subject + (details.body.map { "\n\n" + $0 } ?? "")
                return "commit \(name)\nAuthor: \(details.author.name) <\(details.author.email)>\n\n"
                    + Self.indented(text, by: 4)
            }
        }

        private static func indented(_ text: String, by count: Int) -> String {
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
        }
    }

    let name: String
    let style: Style
    let details: CommitDetails
    let edits: [any TreeEdit]

    /// Other edits than the branch's make a squash that lands something else than was proposed.
    package init(
        _ name: String, _ style: Style, _ subject: String? = nil, label: String? = nil, author: Author = .ada,
        committer: Author? = nil, at: Moment? = nil, signedBy signer: Signer? = nil,
        @TreeEditBuilder edits: () -> [any TreeEdit] = { [] }
    ) {
        self.name = name
        self.style = style
        details = CommitDetails(
            subject: subject ?? "Squash \(name)", label: label, author: author, committer: committer, at: at,
            signer: signer)
        self.edits = edits()
    }

    package func record(in history: inout HistoryDraft) throws {
        let mark = try history.resolve(name)
        var details = details
        let items = try history.missing(mark).map { mark in
            style.item(history.nodes[mark - 1].details, name: style == .git ? try history.name(of: mark).hex : "")
        }
        if style != .title {
            details.body =
                (style == .git ? "Squashed commit of the following:\n\n" : "") + items.joined(separator: "\n\n")
        }
        try history.squash(mark, details, edits: edits)
    }
}

/// The change of one commit once more, on the current branch, with its message and author.
package struct CherryPick: HistoryStep {
    let name: String
    let committer: Author?
    let at: Moment?
    let signer: Signer?

    package init(_ name: String, committer: Author? = nil, at: Moment? = nil, signedBy signer: Signer? = nil) {
        self.name = name
        self.committer = committer
        self.at = at
        self.signer = signer
    }

    package func record(in history: inout HistoryDraft) throws {
        try history.replay(try history.resolve(name), committer: committer, at: at, signer: signer)
    }
}

/// Makes the commits of the current branch anew on top of another one; merges among them are left out, as git does.
package struct Rebase: HistoryStep {
    let target: String
    let committer: Author?
    let signer: Signer?

    package init(onto target: String, committer: Author? = nil, signedBy signer: Signer? = nil) {
        self.target = target
        self.committer = committer
        self.signer = signer
    }

    package func record(in history: inout HistoryDraft) throws {
        guard let old = history.tip else { throw CommandFailure("there is nothing to rebase") }
        history.moveBranch(to: try history.resolve(target))
        for mark in history.missing(old) where history.nodes[mark - 1].parents.count < 2 {
            try history.replay(mark, committer: committer, at: nil, signer: signer)
        }
    }
}

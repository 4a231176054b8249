/// An address that stands on a commit, and for what. Anybody can type any: it only ever adds people to the authors.
package struct CommitAddress: Hashable, Sendable {
    package enum Part: String, Sendable {
        case author
        case committer
        case coAuthor = "co-author"
    }

    /// As typed by whoever made the commit.
    package let email: String
    package let part: Part
    /// The 40 hexadecimal digits of the commit.
    package let commit: String

    package init(email: String, part: Part, commit: String) {
        self.email = email
        self.part = part
        self.commit = commit
    }
}

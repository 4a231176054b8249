/// Somebody whose address stands on a commit that adds readings to a ledger.
package struct ReadingAuthor: Hashable, Sendable {
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

import PlanModel

/// What a commit does to one file.
enum DemoEdit: Sendable {
    case write(path: String, text: String)
    case append(path: String, text: String)
}

/// What somebody signs in a commit, over the files that it makes.
struct DemoAgreement: Sendable {
    /// Nothing for the policy and the people.
    let initiative: String?
    let gate: String
    /// Nothing for a submission.
    let role: String?
    let by: DemoPerson
}

/// One commit, as its author made it.
struct DemoCommit: Sendable {
    let subject: String
    var body: String?
    /// The initiatives that its trailer `Initiative` names.
    var initiatives: [String] = []
    let author: DemoPerson
    let at: Timestamp
    var edits: [DemoEdit] = []
    /// The sign-offs that it carries, as trailers and, unless `hasRecords` is false, as records.
    var agreements: [DemoAgreement] = []
    var hasRecords = true
}

/// What one landing brings to `main`, and the way that it takes.
struct DemoLanding: Sendable {
    enum Way: Sendable {
        /// A merge commit; its own edits are in neither parent.
        case merge(edits: [DemoEdit])
        /// One commit with all of it, whose message lists the commits.
        case squash
        /// One commit with all of it, and nothing but a title.
        case squashToTitle
        /// Each commit anew on top of main.
        case rebase

        static let merge = Way.merge(edits: [])
    }

    let title: String
    let way: Way
    /// Who lands it.
    let by: DemoPerson
    let at: Timestamp
    let commits: [DemoCommit]
    /// An annotated tag of the landing.
    var tag: String?

    var isRebased: Bool { if case .rebase = way { true } else { false } }
}

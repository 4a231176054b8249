/// Who a new commit is by.
package struct CommitIdentity: Hashable, Sendable {
    package let author: RawCommit.Identity
    package let committer: RawCommit.Identity

    /// Reads names, addresses and dates as git does: from `GIT_AUTHOR_*` and `GIT_COMMITTER_*`, else from `author.*`,
    /// `committer.*` and `user.*` of git's configuration. Where git would make a name up from the machine's, there is none.
    ///
    /// A date that nothing names is `now`, in seconds since 1970, at offset zero.
    package init(environment: [String: String], repository: Repository, now: Int64) throws(GitError) {
        let settings = try repository.settings()
        author = try Self.identity("author", environment, settings, now)
        committer = try Self.identity("committer", environment, settings, now)
    }

    private static func identity(
        _ role: String, _ environment: [String: String], _ settings: borrowing Settings, _ now: Int64
    ) throws(GitError) -> RawCommit.Identity {
        let prefix = "GIT_\(role.uppercased())_"
        func value(_ part: String) -> String? {
            environment[prefix + part.uppercased()] ?? settings.text("\(role).\(part)") ?? settings.text("user.\(part)")
        }
        let email = value("email") ?? environment["EMAIL"]
        guard let name = value("name").map(clean), let email = email.map(clean), !name.isEmpty, !email.isEmpty else {
            throw GitError(
                .noIdentity, "cannot commit", reason: "git knows no name and e-mail address for the \(role)",
                help: "run `git config user.name \"Your Name\"` and `git config user.email you@example.com`")
        }
        guard let text = environment[prefix + "DATE"], !text.isEmpty else {
            return RawCommit.Identity(name: name, email: email, seconds: now, offsetMinutes: 0)
        }
        guard let date = CommitDate(text) else {
            throw GitError(
                .noIdentity, "cannot commit", reason: "`\(prefix)DATE` is `\(text)`; it names no time with an offset",
                help: "expected \(CommitDate.expectation)")
        }
        return RawCommit.Identity(name: name, email: email, seconds: date.seconds, offsetMinutes: date.offsetMinutes)
    }

    /// The text without what git leaves out of names and addresses: line breaks and angle brackets anywhere, and blanks and
    /// punctuation around it.
    private static func clean(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars).filter {
            $0 != "<" && $0 != ">" && $0.value >= 0x20 && $0.value != 0x7F
        }
        func isCrud(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value <= 0x20 || ".,:;\"\\'".unicodeScalars.contains(scalar)
        }
        while let last = scalars.last, isCrud(last) { scalars.removeLast() }
        let kept = scalars.drop(while: isCrud)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: kept)
        return String(view)
    }
}

extension RawCommit.Identity {
    /// As a commit has it: `Name <email> seconds ±hhmm`.
    var line: String {
        let minutes = abs(offsetMinutes)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(name) <\(email)> \(seconds) \(offsetMinutes < 0 ? "-" : "+")\(two(minutes / 60))\(two(minutes % 60))"
    }
}

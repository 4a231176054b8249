extension Repository {
    /// The commit that a revision names, as far as Tollgate resolves revisions.
    ///
    /// `HEAD`, a full ref name, a branch, a remote branch, a tag, 40 hexadecimal digits or at least seven of them, each
    /// followed by any number of `~n`, `^` and `^n`. A branch wins over a tag of the same name, and over an abbreviated
    /// object name: nobody can redirect a check by making a tag. 40 digits are always the name of an object, whatever a branch
    /// is called.
    package func commit(revision text: String) throws(GitError) -> ObjectID {
        let end = text.firstIndex { $0 == "~" || $0 == "^" } ?? text.endIndex
        let name = String(text[..<end])
        guard var commit = try commit(named: name) else {
            throw GitError(
                .notFound, "there is no revision `\(name)`",
                reason: "expected HEAD, a branch, a tag, a full ref name or an object name",
                help: facts.isShallow ? "this clone is shallow: run `git fetch --unshallow`" : nil)
        }
        var rest = text[end...]
        while let mark = rest.popFirst() {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard let number = digits.isEmpty ? 1 : Int(digits), mark == "~" || mark == "^" else {
                throw GitError(
                    .notFound, "`\(text)` is not a revision", reason: "expected `~n` or `^n` behind `\(name)`")
            }
            if mark == "~" {
                for _ in 0..<number { commit = try parent(1, of: commit, text) }
            } else if number > 0 {
                commit = try parent(number, of: commit, text)
            }
        }
        return commit
    }

    private func parent(_ number: Int, of commit: ObjectID, _ text: String) throws(GitError) -> ObjectID {
        let parents = try objects.commit(commit).parents
        let isNamed = number >= 1 && number <= parents.count
        guard isNamed, objects.contains(parents[number - 1]) else {
            throw GitError(
                .notFound, "there is no revision `\(text)`",
                reason: isNamed
                    ? "\(parents[number - 1].short), a parent of \(commit.short), is not in this clone"
                    : "\(commit.short) has \(parents.count) parent\(parents.count == 1 ? "" : "s")",
                help: facts.isShallow ? "this clone is shallow: run `git fetch --unshallow`" : nil)
        }
        return parents[number - 1]
    }

    private func commit(named name: String) throws(GitError) -> ObjectID? {
        if name.isEmpty { return nil }
        if name == "HEAD" || name == "@" { return facts.head }
        if name.hasPrefix("refs/") { return try commit(ofRef: name) }
        if name.utf8.count == 40, let id = ObjectID(hex: name) { return try commit(named: id, as: name) }
        for prefix in ["refs/heads/", "refs/tags/", "refs/remotes/"] {
            if let found = try commit(ofRef: prefix + name) { return found }
        }
        guard name.utf8.count >= 7, name.utf8.count < 40,
            name.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 })
        else { return nil }
        guard let id = try objects.complete(prefix: name) else { return nil }
        return try commit(named: id, as: name)
    }

    /// The commit of this name; nothing where there is no such object.
    private func commit(named id: ObjectID, as name: String) throws(GitError) -> ObjectID? {
        guard objects.contains(id) else { return nil }
        let kind = try objects.kind(id)
        guard kind == "commit" else {
            throw GitError(.notFound, "`\(name)` is a \(kind)", reason: "expected a commit")
        }
        return id
    }
}

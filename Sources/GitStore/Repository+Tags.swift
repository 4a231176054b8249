internal import CLibgit2

extension Repository {
    /// A tag, by the commit that it leads to.
    package struct TaggedCommit: Hashable, Sendable {
        /// The tag's name, without `refs/tags/`; invalid UTF-8 repaired.
        package let name: String
        package let commit: ObjectID
    }

    /// The tags that lead to a commit, be it through other tags, by name. One of a tree or of a file leads to none.
    package func taggedCommits() throws(GitError) -> [TaggedCommit] {
        var iterator: OpaquePointer?
        try Libgit2.check(git_reference_iterator_glob_new(&iterator, pointer, "refs/tags/*"), "cannot list tags")
        defer { git_reference_iterator_free(iterator) }
        var peeling = TagPeeling(objects)
        var result: [TaggedCommit] = []
        while true {
            var reference: OpaquePointer?
            let next = git_reference_next(&reference, iterator)
            if git_error_code(next) == GIT_ITEROVER { break }
            try Libgit2.check(next, "cannot list tags")
            defer { git_reference_free(reference) }
            // The ref itself is followed and not its name, which need not be text.
            let name = git_reference_name(reference).map { String(cString: $0) } ?? ""
            let resolved = Handle(
                try Libgit2.make("cannot read \(name)", code: .missingObject) { git_reference_resolve($0, reference) },
                free: git_reference_free)
            guard let target = git_reference_target(resolved.pointer),
                let commit = try peeling.commit(of: ObjectID(target.pointee))
            else { continue }
            result.append(TaggedCommit(name: String(name.dropFirst("refs/tags/".count)), commit: commit))
        }
        git_error_clear()
        return result.sorted { $0.name < $1.name }
    }
}

/// Follows tags to what they stand for. Each is read once, however many stand for one another.
private struct TagPeeling {
    private let objects: ObjectDatabase
    /// Where a tag ends: a commit, or nothing where it stands for something else.
    private var ends: [ObjectID: ObjectID?] = [:]

    init(_ objects: ObjectDatabase) {
        self.objects = objects
    }

    mutating func commit(of id: ObjectID) throws(GitError) -> ObjectID? {
        var way: [ObjectID] = []
        var next = id
        var end: ObjectID?
        follow: while true {
            if let known = ends[next] {
                end = known
                break
            }
            switch try objects.kind(next) {
            case "commit":
                end = next
                break follow
            case "tag":
                // Damaged objects could stand for one another in a circle: they lead nowhere.
                ends[next] = .some(nil)
                way.append(next)
                next = try objects.target(ofTag: next)
            default: break follow
            }
        }
        for tag in way { ends[tag] = .some(end) }
        return end
    }
}

internal import CLibgit2
import Glibc

/// An open repository. Deliberately not `Sendable`: whoever works elsewhere opens its own from the `RepositoryLocation`.
package final class Repository {
    package let objects: ObjectDatabase
    package let facts: RepositoryFacts
    private let handle: Handle
    /// The index file that a hook named; the repository's own otherwise.
    let indexFile: String?
    private var knownIndex: GitIndex?
    /// Whether libgit2 has been given an index to look for attributes in.
    var hasAttributeIndex = false

    var pointer: OpaquePointer { handle.pointer }

    /// Opens a repository. Errors say what kind of repository it is when it is one that cannot be judged.
    package init(_ location: RepositoryLocation, verifiesHashes: Bool = false) throws(GitError) {
        Libgit2.started
        var indexFile: String?
        var alternates: [String] = []
        let pointer: OpaquePointer
        switch location {
        case .containing(let folder):
            pointer = try Self.open(folder, searching: true)
        case .hook(let folder, let environment):
            func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : folder + "/" + path }
            if let gitDirectory = environment["GIT_DIR"] {
                pointer = try Self.open(absolute(gitDirectory), searching: false)
            } else {
                pointer = try Self.open(folder, searching: true)
            }
            if let workTree = environment["GIT_WORK_TREE"] {
                try Libgit2.check(
                    git_repository_set_workdir(pointer, absolute(workTree), 0), "cannot use the work tree \(workTree)")
            } else if environment["GIT_DIR"] != nil, git_repository_is_bare(pointer) == 0 {
                // As git does: the current folder is the top of the work tree when GIT_DIR stands alone.
                try Libgit2.check(git_repository_set_workdir(pointer, folder, 0), "cannot use the work tree \(folder)")
            }
            indexFile = environment["GIT_INDEX_FILE"].map(absolute)
            if let quarantine = environment["GIT_OBJECT_DIRECTORY"] { alternates.append(absolute(quarantine)) }
            alternates +=
                environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"]?.split(separator: ":").map { absolute(String($0)) }
                ?? []
        }
        let handle = Handle(pointer, free: git_repository_free)
        let objects = try ObjectDatabase(repository: pointer, verifiesHashes: verifiesHashes)
        for folder in alternates { try objects.addAlternate(folder) }
        self.handle = handle
        self.objects = objects
        self.indexFile = indexFile
        facts = try Self.facts(pointer)
    }

    private static func open(_ path: String, searching: Bool) throws(GitError) -> OpaquePointer {
        let flags = searching ? 0 : GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
        do {
            return try Libgit2.make("cannot open the repository at \(path)") {
                git_repository_open_ext($0, path, flags, nil)
            }
        } catch {
            throw Self.explained(error, path: path)
        }
    }

    /// Gives the refusals of libgit2 that people meet a code and a way out.
    private static func explained(_ error: GitError, path: String) -> GitError {
        // Where no directory is declared safe, libgit2 1.5 says only that this setting was not found.
        if error.code == .foreignOwner || error.reason.contains("not owned by current user")
            || error.reason.contains("safe.directory")
        {
            return GitError(
                .foreignOwner, error.operation, reason: "it belongs to another user",
                help: "if you trust it, run `git config --global --add safe.directory <path of the repository>`")
        }
        if error.reason.contains("objectformat") {
            return GitError(
                .objectFormat, error.operation, reason: "its objects are named by SHA-256, which is not supported yet",
                help: "use a clone with SHA-1 names")
        }
        if error.reason.contains("unsupported extension") || error.reason.contains("repository version") {
            return GitError(
                .unknownExtension, error.operation, reason: error.reason,
                help: "git itself can read it; Tollgate needs a clone without that extension")
        }
        if error.code == .notFound {
            return GitError(
                .notARepository, error.operation, reason: "there is no git repository there or in a folder above",
                help: "change to a repository, name one with `-C <dir>`, or run `git init`")
        }
        return error
    }

    private static func facts(_ pointer: OpaquePointer) throws(GitError) -> RepositoryFacts {
        let common = git_repository_commondir(pointer).map { String(cString: $0) } ?? ""
        let workTree = git_repository_workdir(pointer).map { String(cString: $0) }
        var facts = RepositoryFacts(
            gitDirectory: git_repository_path(pointer).map { String(cString: $0) } ?? "",
            workTree: workTree.map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 },
            isShallow: isNonEmptyFile(common + "shallow"), isPartial: try isPartial(pointer), replaceRefs: [],
            hasGrafts: isNonEmptyFile(common + "info/grafts"), headBranch: nil, head: nil)
        facts.replaceRefs = try refNames(pointer, matching: "refs/replace/*")
        var reference: OpaquePointer?
        if git_reference_lookup(&reference, pointer, "HEAD") == 0 {
            facts.headBranch = git_reference_symbolic_target(reference).map { String(cString: $0) }
            git_reference_free(reference)
        }
        var oid = git_oid()
        if git_reference_name_to_id(&oid, pointer, "HEAD") == 0 { facts.head = ObjectID(oid) }
        git_error_clear()
        return facts
    }

    private static func isNonEmptyFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
    }

    private static func isPartial(_ pointer: OpaquePointer) throws(GitError) -> Bool {
        let config = Handle(
            try Libgit2.make("cannot read the configuration") { git_repository_config_snapshot($0, pointer) },
            free: git_config_free)
        for expression in [
            "^extensions\\.partialclone$", "^remote\\..*\\.promisor$", "^remote\\..*\\.partialclonefilter$",
        ] {
            var iterator: OpaquePointer?
            try Libgit2.check(
                git_config_iterator_glob_new(&iterator, config.pointer, expression), "cannot read the configuration")
            defer { git_config_iterator_free(iterator) }
            var entry: UnsafeMutablePointer<git_config_entry>?
            if git_config_next(&entry, iterator) == 0 { return true }
        }
        git_error_clear()
        return false
    }

    static func refNames(_ pointer: OpaquePointer, matching glob: String) throws(GitError) -> [String] {
        var iterator: OpaquePointer?
        try Libgit2.check(git_reference_iterator_glob_new(&iterator, pointer, glob), "cannot list refs")
        defer { git_reference_iterator_free(iterator) }
        var names: [String] = []
        var name: UnsafePointer<CChar>?
        while git_reference_next_name(&name, iterator) == 0 {
            if let name { names.append(String(cString: name)) }
        }
        git_error_clear()
        return names.sorted()
    }

    // MARK: - Configuration

    /// A text of git's configuration, such as `user.name`; nothing where it is not set.
    package func configuration(_ name: String) throws(GitError) -> String? {
        let config = Handle(
            try Libgit2.make("cannot read the configuration") { git_repository_config_snapshot($0, pointer) },
            free: git_config_free)
        var text: UnsafePointer<CChar>?
        let result = git_config_get_string(&text, config.pointer, name)
        if git_error_code(result) == GIT_ENOTFOUND {
            git_error_clear()
            return nil
        }
        try Libgit2.check(result, "cannot read `\(name)` in the configuration")
        return text.map { String(cString: $0) }
    }

    // MARK: - Refs

    /// The commit that a ref of this full name points to, tags peeled; nothing where there is no such ref.
    package func commit(ofRef name: String) throws(GitError) -> ObjectID? {
        var reference: OpaquePointer?
        let result = git_reference_lookup(&reference, pointer, name)
        if git_error_code(result) == GIT_ENOTFOUND || git_error_code(result) == GIT_EINVALIDSPEC {
            git_error_clear()
            return nil
        }
        try Libgit2.check(result, "cannot read \(name)")
        defer { git_reference_free(reference) }
        var object: OpaquePointer?
        let peeled = git_reference_peel(&object, reference, GIT_OBJECT_COMMIT)
        if git_error_code(peeled) == GIT_ENOTFOUND, name.hasPrefix("refs/heads/") || name == "HEAD" {
            git_error_clear()
            return nil
        }
        try Libgit2.check(peeled, "\(name) does not lead to a commit")
        defer { git_object_free(object) }
        return git_object_id(object).map { ObjectID($0.pointee) }
    }

    // MARK: - Index

    /// What is staged; empty where there is no index file. It is read once: whoever wants to see a change opens anew.
    package func index() throws(GitError) -> GitIndex {
        if let known = knownIndex { return known }
        let index = try IndexReader.read(indexFile ?? facts.gitDirectory + "index")
        knownIndex = index
        return index
    }

    // MARK: - Merging

    /// The files of the tree that merging `theirs` into `ours` would give, without rename detection. Nothing is written.
    package func mergedEntries(ours: ObjectID, theirs: ObjectID) throws(GitError) -> MergeOutcome {
        try objects.keepNewObjectsInMemory()
        func lookUp(_ id: ObjectID) throws(GitError) -> Handle {
            var oid = id.oid
            return Handle(
                try Libgit2.make("cannot read commit \(id)", code: .missingObject) {
                    git_commit_lookup($0, pointer, &oid)
                },
                free: git_commit_free)
        }
        let our = try lookUp(ours)
        let their = try lookUp(theirs)
        var options = git_merge_options()
        git_merge_options_init(&options, UInt32(GIT_MERGE_OPTIONS_VERSION))
        options.flags = 0
        let index = Handle(
            try Libgit2.make("cannot merge \(theirs.short) into \(ours.short)") {
                git_merge_commits($0, pointer, our.pointer, their.pointer, &options)
            },
            free: git_index_free)
        let entries = IndexEntry.all(in: index.pointer)
        // Up to three entries stand behind each other for one path.
        let conflicts = entries.filter { $0.stage != 0 }.map(\.path).reduce(into: [[UInt8]]()) { paths, path in
            if paths.last != path { paths.append(path) }
        }
        return conflicts.isEmpty ? .merged(entries) : .conflict(paths: conflicts)
    }

    /// Whether `ancestor` can be reached from `commit`, itself included.
    package func isAncestor(_ ancestor: ObjectID, of commit: ObjectID) throws(GitError) -> Bool {
        if ancestor == commit { return true }
        var (a, b) = (ancestor.oid, commit.oid)
        return try Libgit2.check(
            git_graph_descendant_of(pointer, &b, &a), "cannot compare \(ancestor.short) and \(commit.short)",
            code: .missingObject) == 1
    }

    /// A best common ancestor of two commits; nothing where they have no history in common.
    package func mergeBase(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> ObjectID? {
        var (a, b) = (left.oid, right.oid)
        var base = git_oid()
        let result = git_merge_base(&base, pointer, &a, &b)
        if git_error_code(result) == GIT_ENOTFOUND {
            git_error_clear()
            return nil
        }
        try Libgit2.check(result, "cannot compare \(left.short) and \(right.short)", code: .missingObject)
        return ObjectID(base)
    }

    // MARK: - Ignored files

    package func isIgnored(_ path: String) throws(GitError) -> Bool {
        var ignored: Int32 = 0
        try Libgit2.check(git_ignore_path_is_ignored(&ignored, pointer, path), "cannot tell whether \(path) is ignored")
        return ignored == 1
    }
}

/// What merging two commits gives.
package enum MergeOutcome: Sendable {
    case merged([IndexEntry])
    case conflict(paths: [[UInt8]])
}

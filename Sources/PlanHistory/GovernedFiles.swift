import Diagnostics
package import GitStore
package import PlanModel

/// What is governed in a repository: everything below the policy's folder, and every file that a document entry matches.
package struct GovernedScope: Sendable {
    package let policy: Policy
    /// The folder that holds the policy, such as `plans`; empty for the top of the repository; nothing where the policy lies
    /// outside the repository.
    package let root: String?

    package init(policy: Policy, root: String?) {
        self.policy = policy
        self.root = root
    }

    private var rootBytes: [UInt8]? { root.map { Array($0.utf8) } }

    package func governs(_ path: [UInt8]) -> Bool {
        if let root = rootBytes, Self.isBelow(root, path) { return true }
        return policy.entry(for: path) != nil || belongsToDocuments(path)
    }

    /// Whether a file may be a ledger or evidence, which lie where the documents of an entry with a ledger do. Only asked where
    /// the policy lies outside the repository: otherwise everything below its folder is governed.
    private func belongsToDocuments(_ path: [UInt8]) -> Bool {
        guard root == nil else { return false }
        return policy.documents.contains { entry in
            entry.ledger != nil
                && entry.matches.contains { pattern in
                    let folder = pattern.literalPrefix.joined(separator: [0x2F])
                    return Self.isBelow(Array(folder), path)
                }
        }
    }

    /// Whether governed files can lie below a folder.
    func canEnter(_ folder: [UInt8]) -> Bool {
        if let root = rootBytes, Self.isBelow(root, folder) || root == folder || Self.isBelow(folder, root) {
            return true
        }
        let parts = folder.split(separator: 0x2F)
        return policy.documents.contains { entry in entry.matches.contains { $0.canMatch(below: parts) } }
    }

    /// The topmost folders that hold everything governed.
    package var folders: [String] {
        var result = policy.documents.flatMap(\.matches)
            .map { $0.literalPrefix.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") }
        if let root { result.append(root) }
        let sorted = Set(result).sorted()
        return sorted.filter { folder in !sorted.contains { $0 != folder && ($0.isEmpty || folder.hasPrefix($0 + "/")) }
        }
    }

    private static func isBelow(_ folder: [UInt8], _ path: [UInt8]) -> Bool {
        folder.isEmpty || path.count > folder.count && path[folder.count] == 0x2F && path.starts(with: folder)
    }
}

/// The governed files of a tree or index, sorted by path.
package struct GovernedFiles: Sendable {
    package struct Entry: Sendable {
        package let path: [UInt8]
        package let mode: FileMode
        package let id: ObjectID

        package init(path: [UInt8], mode: FileMode, id: ObjectID) {
            self.path = path
            self.mode = mode
            self.id = id
        }

        /// The bytes of the file's name without its last extension.
        package var stem: ArraySlice<UInt8> {
            let name = path.lastIndex(of: 0x2F).map { path[($0 + 1)...] } ?? path[...]
            guard let dot = name.lastIndex(of: 0x2E), dot != name.startIndex else { return name }
            return name[..<dot]
        }

        /// The file as rules see it.
        package var listed: ListedFile {
            ListedFile(rawPath: path, path: Printable.path(path), kind: ListedFile.Kind(mode))
        }
    }

    package let entries: [Entry]

    /// The governed entries of an index or of a merge that was only tried.
    package init(_ index: [IndexEntry], scope: GovernedScope) {
        entries = index.filter { $0.stage == 0 && !$0.isIntentToAdd && scope.governs($0.path) }
            .map { Entry(path: $0.path, mode: $0.mode, id: $0.id) }
            .sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    package init(sorting entries: [Entry]) {
        self.entries = entries.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    /// The list without some paths.
    package func without(_ paths: Set<[UInt8]>) -> GovernedFiles {
        paths.isEmpty ? self : GovernedFiles(sorting: entries.filter { !paths.contains($0.path) })
    }

    package func entry(at path: [UInt8]) -> Entry? {
        let index = firstIndex(notBefore: path)
        return index < entries.count && entries[index].path == path ? entries[index] : nil
    }

    /// The entries whose paths begin with these bytes.
    package func entries(startingWith prefix: [UInt8]) -> ArraySlice<Entry> {
        let start = firstIndex(notBefore: prefix)
        return entries[start...].prefix { $0.path.starts(with: prefix) }
    }

    private func firstIndex(notBefore path: [UInt8]) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].path.lexicographicallyPrecedes(path) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The paths at which two lists differ, with what stands there in each.
    package static func differences(
        from old: GovernedFiles, to new: GovernedFiles
    ) -> [(old: Entry?, new: Entry?)] {
        var result: [(Entry?, Entry?)] = []
        var (i, j) = (0, 0)
        while i < old.entries.count || j < new.entries.count {
            if j == new.entries.count
                || i < old.entries.count && old.entries[i].path.lexicographicallyPrecedes(new.entries[j].path)
            {
                result.append((old.entries[i], nil))
                i += 1
            } else if i == old.entries.count || new.entries[j].path.lexicographicallyPrecedes(old.entries[i].path) {
                result.append((nil, new.entries[j]))
                j += 1
            } else {
                let (a, b) = (old.entries[i], new.entries[j])
                if a.id != b.id || a.mode != b.mode { result.append((a, b)) }
                i += 1
                j += 1
            }
        }
        return result
    }
}

extension ListedFile.Kind {
    package init(_ mode: FileMode) {
        switch mode {
        case .file: self = .regular
        case .executable: self = .executable
        case .link: self = .link
        case .submodule: self = .submodule
        default: self = .unusual(mode.octal)
        }
    }
}

/// Lists the governed files of trees, and remembers the trees that it read.
package struct GovernedTreeReader {
    package let scope: GovernedScope
    /// What was irregular in the trees, each reported once.
    package var problems: [HistoryProblem] { trees.problems }
    private var trees: TreeReader

    package init(_ repository: Repository, scope: GovernedScope) {
        trees = TreeReader(repository.objects)
        self.scope = scope
    }

    /// The governed files of a commit's tree.
    package mutating func files(ofTree tree: ObjectID, at commit: ObjectID) throws(GitError) -> GovernedFiles {
        var entries: [GovernedFiles.Entry] = []
        try list(tree, [], 0, commit, &entries)
        return GovernedFiles(sorting: entries)
    }

    private mutating func list(
        _ id: ObjectID, _ folder: [UInt8], _ depth: Int, _ commit: ObjectID,
        _ entries: inout [GovernedFiles.Entry]
    ) throws(GitError) {
        let tree = try trees.tree(id, at: folder, depth: depth, of: commit)
        for entry in tree.entries {
            let name = tree.name(of: entry)
            let path = folder.isEmpty ? Array(name) : folder + [0x2F] + name
            if entry.mode.isTree {
                if scope.canEnter(path) { try list(entry.id, path, depth + 1, commit, &entries) }
            } else if scope.governs(path) {
                entries.append(GovernedFiles.Entry(path: path, mode: entry.mode, id: entry.id))
            }
        }
    }
}

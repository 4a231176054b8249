import Diagnostics
package import GitStore
package import PlanModel

/// What is governed in a repository: everything below the policy's folder, every file that a document entry matches, and what
/// the policy protects, wherever it lies.
package struct GovernedScope: Sendable {
    package let policy: Policy
    /// The folder that holds the policy, such as `plans`; empty for the top of the repository; nothing where the policy lies
    /// outside the repository.
    package let root: String?

    private let rootBytes: [UInt8]?
    /// Where ledgers and evidence may lie, asked for only where the policy lies outside the repository: otherwise everything
    /// below its folder is governed.
    private let ledgerFolders: [[UInt8]]
    /// What may change by the gate of the policy only; nothing where the policy lies outside the repository, since it has no
    /// gate there.
    private let protected: ProtectedPaths

    package init(policy: Policy, root: String?) {
        self.policy = policy
        self.root = root
        rootBytes = root.map { Array($0.utf8) }
        ledgerFolders =
            root == nil
            ? policy.documents.filter { $0.ledger != nil }.flatMap(\.matches)
                .map { Array($0.literalPrefix.joined(separator: [0x2F])) }
            : []
        protected = ProtectedPaths(root == nil ? [] : policy.protected)
    }

    package func governs(_ path: [UInt8]) -> Bool { isOfPlans(path) || protects(path) }

    /// Whether the policy protects a file, be it one of plans or not.
    package func protects(_ path: [UInt8]) -> Bool { !protected.isEmpty && protected.contains(path) }

    /// Whether a file is one of plans or of what says how they are judged: the rules about files are for these alone, and no
    /// business of a workflow that is protected.
    package func isOfPlans(_ path: [UInt8]) -> Bool {
        if let root = rootBytes, Self.isBelow(root, path) { return true }
        return policy.entry(for: path) != nil || ledgerFolders.contains { Self.isBelow($0, path) }
    }

    /// Whether governed files can lie below a folder.
    func canEnter(_ folder: [UInt8]) -> Bool { canHoldPlans(folder) || canHoldProtected(folder) }

    /// Whether a folder is that of the policy or lies below it, so that everything in it is of plans.
    func holdsOnlyPlans(_ folder: [UInt8]) -> Bool {
        rootBytes.map { $0 == folder || Self.isBelow($0, folder) } ?? false
    }

    /// Whether files that the policy protects can lie below a folder.
    package func canHoldProtected(_ folder: [UInt8]) -> Bool { !protected.isEmpty && protected.canEnter(folder) }

    /// Whether there is anything to look for outside of the folders of plans.
    package var protectsAnything: Bool { !protected.isEmpty }

    private func canHoldPlans(_ folder: [UInt8]) -> Bool {
        if let root = rootBytes, Self.isBelow(root, folder) || root == folder || Self.isBelow(folder, root) {
            return true
        }
        if ledgerFolders.contains(where: { $0 == folder || Self.isBelow($0, folder) }) { return true }
        let parts = folder.split(separator: 0x2F)
        return policy.documents.contains { entry in entry.matches.contains { $0.canMatch(below: parts) } }
    }

    /// The topmost folders that hold everything of plans.
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
            var start = path.count
            var end = path.count
            while start > 0, path[start - 1] != 0x2F {
                start -= 1
                if path[start] == 0x2E, end == path.count { end = start }
            }
            return path[start..<(end == start ? path.count : end)]
        }

        /// How many bytes the stem has.
        fileprivate var stemLength: Int {
            var start = path.count
            var end = start
            while start > 0, path[start - 1] != 0x2F {
                start -= 1
                if path[start] == 0x2E, end == path.count { end = start }
            }
            return (end == start ? path.count : end) - start
        }

        /// The file as rules see it.
        package var listed: ListedFile {
            ListedFile(rawPath: path, path: Printable.path(path), kind: ListedFile.Kind(mode))
        }
    }

    package let entries: [Entry]

    /// The governed entries of an index or of a merge that was only tried.
    package init(_ index: [IndexEntry], scope: GovernedScope) {
        var found: [Entry] = []
        found.reserveCapacity(index.count)
        for position in index.indices
        where index[position].stage == 0 && !index[position].isIntentToAdd && scope.governs(index[position].path) {
            found.append(
                Entry(path: index[position].path, mode: index[position].mode, id: index[position].id))
        }
        self.init(sorting: found)
    }

    package init(sorting entries: [Entry]) {
        // What comes from an index or from a tree is sorted already.
        let isSorted = entries.indices.dropFirst().allSatisfy {
            PathOrder.compare(entries[$0 - 1].path, entries[$0].path) <= 0
        }
        self.entries = isSorted ? entries : entries.sorted { PathOrder.precedes($0.path, $1.path) }
    }

    private init(sorted entries: [Entry]) {
        self.entries = entries
    }

    /// The list without some paths.
    package func without(_ paths: Set<[UInt8]>) -> GovernedFiles {
        paths.isEmpty ? self : GovernedFiles(sorting: entries.filter { !paths.contains($0.path) })
    }

    /// The list with an entry in place of the one at its path.
    package func replacing(_ entry: Entry) -> GovernedFiles {
        GovernedFiles(sorting: entries.filter { $0.path != entry.path } + [entry])
    }

    package func entry(at path: [UInt8]) -> Entry? {
        let index = firstIndex(notBefore: path)
        return index < entries.count && entries[index].path == path ? entries[index] : nil
    }

    /// The entries whose files have one of these stems.
    package func entries(withStems stems: some Sequence<String>) -> [Entry] {
        let wanted = Set(stems.map { PathKey(Array($0.utf8)) })
        if wanted.isEmpty { return [] }
        var isLength = [Bool](repeating: false, count: (stems.map(\.utf8.count).max() ?? 0) + 1)
        for stem in stems { isLength[stem.utf8.count] = true }
        return entries.filter { entry in
            // There may be thousands, and few have a stem of the right length.
            let length = entry.stemLength
            return length < isLength.count && isLength[length] && wanted.contains(PathKey(Array(entry.stem)))
        }
    }

    /// The entries whose paths begin with these bytes.
    package func entries(startingWith prefix: [UInt8]) -> ArraySlice<Entry> {
        let start = firstIndex(notBefore: prefix)
        // What begins with the bytes stands together, and in front of their successor, where they have one.
        guard let last = prefix.last, last < 0xFF else {
            return entries[start...].prefix { $0.path.starts(with: prefix) }
        }
        return entries[start..<firstIndex(notBefore: Array(prefix.dropLast()) + [last + 1])]
    }

    private func firstIndex(notBefore path: [UInt8]) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if PathOrder.precedes(entries[middle].path, path) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The list with what stands at some paths put in the place of what stood there. The changes are sorted by path.
    package func applying(_ changes: [(old: Entry?, new: Entry?)]) -> GovernedFiles {
        if changes.isEmpty { return self }
        var result: [Entry] = []
        result.reserveCapacity(entries.count + changes.count)
        var rest = entries[...]
        for change in changes {
            guard let path = change.new?.path ?? change.old?.path else { continue }
            var end = firstIndex(notBefore: path)
            result += rest[rest.startIndex..<max(end, rest.startIndex)]
            if end < entries.count, entries[end].path == path { end += 1 }
            rest = entries[max(end, rest.startIndex)...]
            if let new = change.new { result.append(new) }
        }
        return GovernedFiles(sorted: result + rest)
    }

    /// The entries that can matter to whether a path collides with another one or belongs to a document: those of its own
    /// folder, and those whose paths differ from it first in a name that is the same where case does not count, or that is not
    /// plain ASCII.
    package func near(_ path: [UInt8]) -> [Entry] {
        let folderEnd = path.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
        return entries.filter { entry in
            let other = entry.path
            var index = 0
            let end = min(path.count, other.count)
            while index < end, path[index] == other[index] { index += 1 }
            if index >= folderEnd { return true }
            return Self.isSameName(path, other, at: index)
        }
    }

    /// Whether the names that two paths have around a place, where they differ, are the same but for case.
    private static func isSameName(_ left: [UInt8], _ right: [UInt8], at index: Int) -> Bool {
        var start = index
        while start > 0, left[start - 1] != 0x2F { start -= 1 }
        var place = start
        while true {
            let a: UInt8 = place < left.count ? left[place] : 0x2F
            let b: UInt8 = place < right.count ? right[place] : 0x2F
            if a >= 0x80 || b >= 0x80 { return true }
            if a == 0x2F || b == 0x2F { return a == b }
            func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
            if lower(a) != lower(b) { return false }
            place += 1
        }
    }

    /// The paths at which two lists differ, with what stands there in each.
    package static func differences(
        from old: GovernedFiles, to new: GovernedFiles
    ) -> [(old: Entry?, new: Entry?)] {
        var result: [(Entry?, Entry?)] = []
        var (i, j) = (0, 0)
        while i < old.entries.count || j < new.entries.count {
            let order =
                i == old.entries.count
                ? 1
                : j == new.entries.count ? -1 : PathOrder.compare(old.entries[i].path, new.entries[j].path)
            if order < 0 {
                result.append((old.entries[i], nil))
                i += 1
            } else if order > 0 {
                result.append((nil, new.entries[j]))
                j += 1
            } else {
                if old.entries[i].id != new.entries[j].id || old.entries[i].mode != new.entries[j].mode {
                    result.append((old.entries[i], new.entries[j]))
                }
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

    /// The governed files of a commit's tree. Of folders that the index has unchanged, as far as git has noted it, the trees
    /// are not read: what is in them is what is staged.
    package mutating func files(
        ofTree tree: ObjectID, at commit: ObjectID, besides staged: (index: GitIndex, files: GovernedFiles)? = nil
    ) throws(GitError) -> GovernedFiles {
        var entries: [GovernedFiles.Entry] = []
        try list(tree, [], 0, commit, staged, &entries)
        return GovernedFiles(sorting: entries)
    }

    /// The governed files in which two trees differ, sorted by path. What did not change is not read.
    package mutating func changes(
        from old: ObjectID?, to new: ObjectID, at commit: ObjectID
    ) throws(GitError) -> [(old: GovernedFiles.Entry?, new: GovernedFiles.Entry?)] {
        var before: [GovernedFiles.Entry] = []
        var after: [GovernedFiles.Entry] = []
        try compare(old, new, [], 0, commit, &before, &after)
        return GovernedFiles.differences(
            from: GovernedFiles(sorting: before), to: GovernedFiles(sorting: after))
    }

    private mutating func compare(
        _ old: ObjectID?, _ new: ObjectID?, _ folder: [UInt8], _ depth: Int, _ commit: ObjectID,
        _ before: inout [GovernedFiles.Entry], _ after: inout [GovernedFiles.Entry]
    ) throws(GitError) {
        guard old != new else { return }
        func tree(_ id: ObjectID?) throws(GitError) -> RawTree {
            guard let id else { return .empty }
            return try trees.tree(id, at: folder, depth: depth, of: commit)
        }
        for difference in RawTree.differences(from: try tree(old), to: try tree(new)) {
            let path = folder.isEmpty ? Array(difference.name) : folder + [0x2F] + difference.name
            func subtree(_ entry: RawTree.Entry?) -> ObjectID? { entry.flatMap { $0.mode.isTree ? $0.id : nil } }
            let (oldTree, newTree) = (subtree(difference.old), subtree(difference.new))
            if oldTree != nil || newTree != nil, scope.canEnter(path) {
                try compare(oldTree, newTree, path, depth + 1, commit, &before, &after)
            }
            guard scope.governs(path) else { continue }
            if let entry = difference.old, !entry.mode.isTree {
                before.append(GovernedFiles.Entry(path: path, mode: entry.mode, id: entry.id))
            }
            if let entry = difference.new, !entry.mode.isTree {
                after.append(GovernedFiles.Entry(path: path, mode: entry.mode, id: entry.id))
            }
        }
    }

    private mutating func list(
        _ id: ObjectID, _ folder: [UInt8], _ depth: Int, _ commit: ObjectID,
        _ staged: (index: GitIndex, files: GovernedFiles)?, _ entries: inout [GovernedFiles.Entry]
    ) throws(GitError) {
        if let staged, staged.index.holds(id, at: folder) {
            entries += staged.files.entries(startingWith: folder.isEmpty ? [] : folder + [0x2F])
            return
        }
        let tree = try trees.tree(id, at: folder, depth: depth, of: commit)
        for entry in tree.entries {
            let name = tree.name(of: entry)
            let path = folder.isEmpty ? Array(name) : folder + [0x2F] + name
            if entry.mode.isTree {
                if scope.canEnter(path) { try list(entry.id, path, depth + 1, commit, staged, &entries) }
            } else if scope.governs(path) {
                entries.append(GovernedFiles.Entry(path: path, mode: entry.mode, id: entry.id))
            }
        }
    }
}

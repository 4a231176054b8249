package import Diagnostics
package import GitStore
import PlanText
package import Timeline

/// Finds who wrote the readings that a landing brings: whose addresses stand on the commits that added them.
///
/// A merge only lands what others wrote, unless it has readings that none of its parents has.
package struct ReadingAuthors {
    /// A ledger with readings that a landing brings.
    package struct Search: Sendable {
        /// Where it lay before, and where it lies after the landing.
        fileprivate let paths: Set<String>
        /// What the readings are about.
        fileprivate let figures: Set<ReadingRows.Figure>

        /// Nothing where the landing adds no reading.
        package init?(before: SourceText?, after: SourceText) {
            let old = before.map { ReadingRows($0.bytes) } ?? ReadingRows()
            figures = ReadingRows(after.bytes).beyond(old).figures
            if figures.isEmpty { return nil }
            paths = Set([before?.path, after.path].compactMap { $0 })
        }
    }

    /// The blobs of one ledger that two trees do not have in common.
    private struct Change {
        var old: [ObjectID] = []
        var new: [ObjectID] = []
    }

    /// How many versions of ledgers are kept; the next commit mostly has one of the last again.
    private static let kept = 16

    private let objects: ObjectDatabase
    private let searches: [Search]
    /// The ledgers by folder and name.
    private var folders: [(path: [UInt8], names: [PathKey: [Int]])] = []
    private var trees: TreeReader
    /// Nothing for what is too large to read.
    private var versions: [ObjectID: ReadingRows?] = [:]

    /// The authors of each search, by the commits from `base` (without it) to `tip`, newest first.
    package static func find(
        _ repository: Repository, from base: ObjectID, to tip: ObjectID, _ searches: [Search]
    ) throws(GitError) -> [[ReadingAuthor]] {
        var result = searches.map { _ in [ReadingAuthor]() }
        if searches.isEmpty { return result }
        var walk = ReadingAuthors(repository, searches)
        for commit in try repository.commits(from: base, to: tip) {
            for index in try walk.written(by: commit) { result[index] += identities(commit) }
        }
        return result
    }

    private init(_ repository: Repository, _ searches: [Search]) {
        objects = repository.objects
        trees = TreeReader(repository.objects)
        self.searches = searches
        var byFolder: [PathKey: [PathKey: [Int]]] = [:]
        var paths: [PathKey: [UInt8]] = [:]
        for (index, search) in searches.enumerated() {
            for path in search.paths {
                let bytes = Array(path.utf8)
                let end = bytes.lastIndex(of: 0x2F)
                let folder = end.map { Array(bytes[..<$0]) } ?? []
                let name = end.map { Array(bytes[($0 + 1)...]) } ?? bytes
                paths[PathKey(folder)] = folder
                byFolder[PathKey(folder), default: [:]][PathKey(name), default: []].append(index)
            }
        }
        folders = byFolder.compactMap { key, names in paths[key].map { (path: $0, names: names) } }
    }

    // MARK: - Commits

    /// The searches to whose readings a commit adds.
    private mutating func written(by commit: RawCommit) throws(GitError) -> [Int] {
        var changes: [[Int: Change]] = []
        if commit.parents.isEmpty { changes.append(try self.changes(from: nil, to: commit)) }
        for parent in commit.parents {
            changes.append(try self.changes(from: try objects.commit(parent), to: commit))
            // What is as in one parent was written there or before.
            if changes.last?.isEmpty ?? true { return [] }
        }
        var result: [Int] = []
        for index in (changes.first ?? [:]).keys.sorted()
        where try adds(to: searches[index], changes.map { $0[index] }) {
            result.append(index)
        }
        return result
    }

    private mutating func adds(to search: Search, _ changes: [Change?]) throws(GitError) -> Bool {
        var added: ReadingRows?
        for change in changes {
            guard let change, let new = try rows(change.new) else {
                // Too large to read is not known to add nothing; what did not change adds nothing.
                if change == nil { return false }
                continue
            }
            let rows = new.beyond(try rows(change.old) ?? ReadingRows())
            added = added?.shared(with: rows) ?? rows
        }
        guard let added else { return true }
        return !added.figures.isDisjoint(with: search.figures)
    }

    /// The readings of these blobs together; nothing where one is too large to read.
    private mutating func rows(_ blobs: [ObjectID]) throws(GitError) -> ReadingRows? {
        if blobs.count == 1 { return try version(blobs[0]) }
        var result = ReadingRows()
        for blob in blobs {
            guard case .bytes(let bytes) = try objects.blob(blob, limit: TextLimits.bytes) else { return nil }
            result.add(bytes)
        }
        return result
    }

    private mutating func version(_ blob: ObjectID) throws(GitError) -> ReadingRows? {
        if let known = versions[blob] { return known }
        var rows: ReadingRows?
        if case .bytes(let bytes) = try objects.blob(blob, limit: TextLimits.bytes) { rows = ReadingRows(bytes) }
        if versions.count >= Self.kept { versions = [:] }
        versions[blob] = .some(rows)
        return rows
    }

    // MARK: - Trees

    /// The ledgers in which two commits differ. What has a file's name counts, whatever its mode says.
    private mutating func changes(from parent: RawCommit?, to commit: RawCommit) throws(GitError) -> [Int: Change] {
        var result: [Int: Change] = [:]
        if parent?.tree == commit.tree { return result }
        for (path, names) in folders {
            var old = RawTree.empty
            if let parent { old = try tree(path, of: parent) }
            let new = try tree(path, of: commit)
            if old.id == new.id { continue }
            for difference in RawTree.differences(from: old, to: new) {
                for index in names[PathKey(Array(difference.name))] ?? [] {
                    if let entry = difference.old, Self.isBlob(entry) {
                        result[index, default: Change()].old.append(entry.id)
                    }
                    if let entry = difference.new, Self.isBlob(entry) {
                        result[index, default: Change()].new.append(entry.id)
                    }
                }
            }
        }
        return result
    }

    private static func isBlob(_ entry: RawTree.Entry) -> Bool { !entry.mode.isTree && entry.mode != .submodule }

    private mutating func tree(_ path: [UInt8], of commit: RawCommit) throws(GitError) -> RawTree {
        var tree = try trees.tree(commit.tree, at: [], depth: 0, of: commit.id)
        for (depth, name) in path.split(separator: 0x2F).enumerated() {
            guard let entry = tree.entries.first(where: { $0.mode.isTree && tree.name(of: $0).elementsEqual(name) })
            else { return .empty }
            tree = try trees.tree(entry.id, at: path, depth: depth + 1, of: commit.id)
        }
        return tree.irregularities.isEmpty ? tree : tree.unambiguous
    }

    // MARK: - People

    /// Every address on a commit, each once.
    private static func identities(_ commit: RawCommit) -> [ReadingAuthor] {
        var seen: Set<String> = []
        let all =
            [(commit.author?.email, ReadingAuthor.Part.author), (commit.committer?.email, .committer)]
            + coAuthors(commit.message).map { ($0, .coAuthor) }
        return all.compactMap { email, part in
            guard let email, seen.insert(email.lowercased()).inserted else { return nil }
            return ReadingAuthor(email: email, part: part, commit: commit.id.hex)
        }
    }

    /// The addresses of every line that looks like a trailer `Co-authored-by`, wherever it stands: they only add people.
    private static func coAuthors(_ message: ArraySlice<UInt8>) -> [String] {
        message.split(separator: 0x0A).compactMap { bytes in
            let line = String(decoding: bytes, as: UTF8.self).drop(while: \.isWhitespace)
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "co-authored-by" else {
                return nil
            }
            let value = line[line.index(after: colon)...]
            guard let open = value.lastIndex(of: "<") else {
                return value.split(whereSeparator: \.isWhitespace).last.map(String.init)
            }
            return String(value[value.index(after: open)...].prefix { $0 != ">" })
        }
    }
}

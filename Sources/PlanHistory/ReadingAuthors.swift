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

    /// How many versions of ledgers are kept; the next commit mostly has one of the last again.
    private static let kept = 16

    private let objects: ObjectDatabase
    private let searches: [Search]
    /// The ledgers by the places of their searches.
    private var comparison: PathComparison
    /// Nothing for what is too large to read.
    private var versions: [ObjectID: ReadingRows?] = [:]

    /// The authors of each search, by the commits from `base` (without it) to `tip`, newest first.
    package static func find(
        _ repository: Repository, from base: ObjectID, to tip: ObjectID, _ searches: [Search]
    ) throws(GitError) -> [[CommitAddress]] {
        var result = searches.map { _ in [CommitAddress]() }
        if searches.isEmpty { return result }
        var walk = ReadingAuthors(repository, searches)
        for commit in try repository.commits(from: base, to: tip) {
            for index in try walk.written(by: commit) { result[index] += CommitAddresses.all(commit) }
        }
        return result
    }

    private init(_ repository: Repository, _ searches: [Search]) {
        objects = repository.objects
        comparison = PathComparison(
            repository,
            searches.enumerated().flatMap { index, search in search.paths.map { (Array($0.utf8), index) } })
        self.searches = searches
    }

    // MARK: - Commits

    /// The searches to whose readings a commit adds.
    private mutating func written(by commit: RawCommit) throws(GitError) -> [Int] {
        var changes: [[Int: PathComparison.Change]] = []
        if commit.parents.isEmpty { changes.append(try comparison.changes(from: nil, to: commit)) }
        for parent in commit.parents {
            changes.append(try comparison.changes(from: try objects.commit(parent), to: commit))
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

    private mutating func adds(to search: Search, _ changes: [PathComparison.Change?]) throws(GitError) -> Bool {
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
}

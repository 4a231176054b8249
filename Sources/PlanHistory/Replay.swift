package import GitStore
package import PlanModel
import PlanText
package import Timeline

/// The history of a branch, replayed: one timeline for each initiative.
package struct Replay: Sendable {
    package let tip: ObjectID
    /// How many landings were examined.
    package let landings: Int
    package let timelines: [InitiativeTimeline]
    package let unreadableVersions: Int
    package let problems: [HistoryProblem]
    private let blobs: [ObjectID]
    /// The document entries of the paths that ever held a document, by the paths as they are shown.
    private let entries: [String: Int]

    /// Replays a branch from its root to a tip, oldest landing first; with `until`, only what was recorded by then.
    package init(
        _ repository: Repository, tip: ObjectID, policy: Policy, until: Timestamp? = nil,
        progress: (Int) -> Void = { _ in }
    ) async throws(GitError) {
        var chain = FirstParentChain(from: tip)
        if let until {
            chain = try FirstParentChain.read(repository, from: tip, progress: progress).chain.cut(at: until.seconds)
        }
        var walk = ChangeWalk(repository, policy: policy)
        var reader = VersionReader(repository, policy: policy)
        let rows = try await Self.rows(&chain, repository, &walk, &reader, policy, progress)
        self.tip = chain.ids.first ?? tip
        landings = chain.count
        var fold = TimelineFold(ladder: policy.ladder)
        for (row, changes) in rows.reversed() {
            let landing = Landing(
                order: chain.count - 1 - row, commit: chain.ids[row].hex,
                recorded: Timestamp(seconds: chain.committed[row]), authored: Timestamp(seconds: chain.authored[row]))
            fold.apply(
                landing,
                changes.map { PathChange(path: walk.paths[$0.path].text, version: $0.request.map(reader.version)) })
        }
        timelines = fold.timelines
        unreadableVersions = fold.unreadableVersions
        problems = walk.problems
        blobs = reader.blobs
        entries = Dictionary(walk.paths.map { ($0.text, $0.entry) }, uniquingKeysWith: { first, _ in first })
    }

    private typealias Row = (row: Int, changes: [(path: Int, request: VersionReader.Request?)])

    /// How many commits are read before their landings are walked: they lie side by side in packs, and while the first of them
    /// are walked there is something to parse already.
    private static let blockSize = 256

    /// The landings that touch initiatives, newest first: the order in which git packs objects. The chain is read on the way.
    private static func rows(
        _ chain: inout FirstParentChain, _ repository: Repository, _ walk: inout ChangeWalk,
        _ reader: inout VersionReader, _ policy: Policy, _ progress: (Int) -> Void
    ) async throws(GitError) -> [Row] {
        let outcome: Result<[Row], GitError> = await withTaskGroup { group in
            var rows: [Row] = []
            repository.objects.reserveMemory()
            do throws(GitError) {
                var row = 0
                while true {
                    // A landing is compared with the one behind it.
                    if row + 1 >= chain.count { try chain.extend(by: blockSize, repository) }
                    guard row < chain.count else { break }
                    var found: [(path: Int, request: VersionReader.Request?)] = []
                    for change in try walk.changes(at: row, of: chain) {
                        let path = walk.paths[change.path]
                        guard policy.documents[path.entry].kind == .initiative else { continue }
                        guard let blob = change.blob else {
                            found.append((change.path, nil))
                            continue
                        }
                        let request = try reader.request(blob, mode: change.mode, path: path) { batch in
                            group.addTask { batch.parsed() }
                        }
                        found.append((change.path, request))
                    }
                    if !found.isEmpty { rows.append((row, found)) }
                    row += 1
                    if row & 1023 == 0 { progress(row) }
                }
                reader.put(reader.takeBatch().parsed())
                for await results in group { reader.put(results) }
                return .success(rows)
            } catch {
                group.cancelAll()
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// A timeline with an event for each field that changed between its versions, read again for the purpose.
    package func withFields(
        _ timeline: InitiativeTimeline, _ repository: Repository, policy: Policy
    ) throws(GitError) -> InitiativeTimeline {
        var changes: [(landing: Landing, path: String, change: FieldChange)] = []
        var last: PlanDocument?
        // Among them links and submodules, which have no text at all.
        let unreadable = Set(
            timeline.events.filter { if case .unreadable = $0.kind { true } else { false } }.map(\.landing.order))
        for version in timeline.versions where !unreadable.contains(version.landing.order) {
            guard let index = entries[version.path] else { continue }
            let entry = policy.documents[index]
            let document = try VersionReader.read(
                blobs[version.blob], path: version.path, entry: entry, from: repository.objects)
            guard let new = document.text.tree?.root, document.initiative != nil else { continue }
            let ownEvents = Set(
                ["id", "stage", "state"].compactMap { entry.isAdapted ? entry.fields[$0]?.description : $0 })
            if let old = last?.text.tree?.root {
                for change in FieldChange.between(old, new) where !ownEvents.contains(change.field) {
                    changes.append((version.landing, version.path, change))
                }
            }
            last = document
        }
        return timeline.adding(changes)
    }
}

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
        let rows = try await LandingRows.read(&chain, repository, &walk, &reader, policy, progress)
        self.tip = chain.ids.first ?? tip
        landings = chain.count
        var fold = TimelineFold(ladder: policy.ladder)
        for row in rows.reversed() {
            fold.apply(
                chain.landing(at: row.row),
                row.versions.map { PathChange(path: walk.paths[$0.path].text, version: $0.request.map(reader.version)) }
            )
        }
        timelines = fold.timelines
        unreadableVersions = fold.unreadableVersions
        problems = walk.problems
        blobs = reader.blobs
        entries = Dictionary(walk.paths.map { ($0.text, $0.entry) }, uniquingKeysWith: { first, _ in first })
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
            let ownEvents = entry.ways(of: ["id", "stage", "state"])
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

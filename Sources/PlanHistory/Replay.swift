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

    /// Replays a branch from its root to a tip, oldest landing first; with `until`, only what was recorded by then.
    package init(
        _ repository: Repository, tip: ObjectID, policy: Policy, until: Timestamp? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws(GitError) {
        var chain = try FirstParentChain.read(repository, from: tip, progress: progress).chain
        if let until { chain = chain.cut(at: until.seconds) }
        self.tip = chain.ids.first ?? tip
        landings = chain.count
        // Newest first, in the order in which git packs objects; the fold then goes the other way.
        var walk = ChangeWalk(repository, policy: policy)
        var rows: [(row: Int, changes: [ChangeWalk.Change])] = []
        for row in 0..<chain.count {
            let parent = row + 1 < chain.count ? chain.trees[row + 1] : nil
            let changes = try walk.changes(from: parent, to: chain.trees[row], at: chain.ids[row])
            if !changes.isEmpty { rows.append((row, changes)) }
            if row & 1023 == 1023 { progress(row + 1) }
        }
        var reader = VersionReader(repository, policy: policy)
        var folded: [(landing: Landing, changes: [PathChange])] = []
        folded.reserveCapacity(rows.count)
        for (row, changes) in rows {
            let landing = Landing(
                order: chain.count - 1 - row, commit: chain.ids[row].hex,
                recorded: Timestamp(seconds: chain.committed[row]), authored: Timestamp(seconds: chain.authored[row]))
            var versions: [PathChange] = []
            for change in changes {
                let path = walk.paths[change.path]
                guard policy.documents[path.entry].kind == .initiative else { continue }
                let version: FileVersion?
                if let blob = change.blob {
                    version = try reader.version(blob, mode: change.mode, path: path)
                } else {
                    version = nil
                }
                versions.append(PathChange(path: path.text, version: version))
            }
            if !versions.isEmpty { folded.append((landing, versions)) }
        }
        var fold = TimelineFold(ladder: policy.ladder)
        for (landing, changes) in folded.reversed() { fold.apply(landing, changes) }
        timelines = fold.timelines
        unreadableVersions = fold.unreadableVersions
        problems = walk.problems
        blobs = reader.blobs
    }

    /// A timeline with an event for each field that changed between its versions, read again for the purpose.
    package func withFields(
        _ timeline: InitiativeTimeline, _ repository: Repository, policy: Policy
    ) throws(GitError) -> InitiativeTimeline {
        var changes: [(landing: Landing, path: String, change: FieldChange)] = []
        var last: PlanDocument?
        for version in timeline.versions {
            guard let entry = policy.entry(for: Array(version.path.utf8)) else { continue }
            let document = try VersionReader.read(
                blobs[version.blob], path: version.path, entry: entry, from: repository.objects)
            guard let new = document.text.tree?.root, document.initiative != nil else { continue }
            if let old = last?.text.tree?.root {
                let ownEvents = Set(["id", "stage", "state"].map { entry.fields[$0]?.description ?? $0 })
                for change in FieldChange.between(old, new) where !ownEvents.contains(change.field) {
                    changes.append((version.landing, version.path, change))
                }
            }
            last = document
        }
        return timeline.adding(changes)
    }
}

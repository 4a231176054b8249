package import PlanModel

/// Folds landings, oldest first, into one timeline for each initiative. A pure value: the same landings give the same
/// timelines, however they were read.
package struct TimelineFold: Sendable {
    /// In the order of their creation, by path within one landing.
    package private(set) var timelines: [InitiativeTimeline] = []
    /// How many versions could not be read.
    package private(set) var unreadableVersions = 0
    /// The places of the timelines that the last landing touched, each once.
    private(set) var touched: [Int] = []
    private let ladder: StageLadder
    /// The living initiatives by path: index of the timeline and the version there.
    private var living: [String: (timeline: Int, version: FileVersion)] = [:]

    package init(ladder: StageLadder) {
        self.ladder = ladder
    }

    /// The initiatives that exist now, by path.
    package var livingPaths: [String] { living.keys.sorted() }

    /// Takes in one landing. A path stands at most once in `changes`.
    package mutating func apply(_ landing: Landing, _ changes: [PathChange]) {
        touched.removeAll(keepingCapacity: true)
        if changes.count == 1, let change = changes.first, let version = change.version, let state = living[change.path]
        {
            // The usual landing: one file with new bytes.
            advance(state.timeline, from: change.path, to: change.path, version, landing)
            living[change.path] = (state.timeline, version)
            return
        }
        let changes = changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        let before = changes.compactMap { change in living[change.path].map { (path: change.path, state: $0) } }
        let sources = Pairing.pair(
            before: before.map { ($0.path, $0.state.version, timelines[$0.state.timeline].current?.id) },
            after: changes.compactMap { change in change.version.map { (change.path, $0) } })
        for item in before { living[item.path] = nil }
        let states = Dictionary(before.map { ($0.path, $0.state) }, uniquingKeysWith: { first, _ in first })
        var continued: Set<String> = []
        for change in changes {
            guard let version = change.version else { continue }
            if let source = sources[change.path], let state = states[source] {
                continued.insert(source)
                advance(state.timeline, from: source, to: change.path, version, landing)
                living[change.path] = (state.timeline, version)
            } else {
                create(change.path, version, landing)
                living[change.path] = (timelines.count - 1, version)
            }
        }
        for item in before where !continued.contains(item.path) {
            touched.append(item.state.timeline)
            timelines[item.state.timeline].isRemoved = true
            record(item.state.timeline, landing, .removed)
        }
    }

    private mutating func record(_ timeline: Int, _ landing: Landing, _ kind: Event.Kind) {
        timelines[timeline].events.append(Event(landing: landing, path: timelines[timeline].path, kind: kind))
    }

    private mutating func create(_ path: String, _ version: FileVersion, _ landing: Landing) {
        var timeline = InitiativeTimeline(path: path)
        timeline.current = version.initiative
        timeline.versions = [.init(landing: landing, path: path, blob: version.blob)]
        timelines.append(timeline)
        let index = timelines.count - 1
        touched.append(index)
        record(index, landing, .created(stage: version.initiative?.stageAsWritten, state: version.initiative?.state))
        noteUnreadable(index, version, landing)
    }

    private mutating func noteUnreadable(_ index: Int, _ version: FileVersion, _ landing: Landing) {
        guard case .unreadable(let reason) = version.content else { return }
        unreadableVersions += 1
        record(index, landing, .unreadable(reason))
    }

    private mutating func advance(
        _ index: Int, from source: String, to path: String, _ version: FileVersion, _ landing: Landing
    ) {
        touched.append(index)
        timelines[index].path = path
        timelines[index].versions.append(.init(landing: landing, path: path, blob: version.blob))
        if source != path { record(index, landing, .moved(from: source)) }
        noteUnreadable(index, version, landing)
        guard let new = version.initiative else { return }
        defer { timelines[index].current = new }
        // Nothing is known to compare with while no version could be read.
        guard let old = timelines[index].current else { return }
        if old.id != new.id { record(index, landing, .renamed(from: old.id, to: new.id)) }
        if old.stage != new.stage {
            let move = ladder.move(from: old.stage, to: new.stage)
            record(
                index, landing,
                .transition(StageTransition(from: old.stageAsWritten, to: new.stageAsWritten, move: move)))
        }
        if old.effectiveState != new.effectiveState {
            record(
                index, landing,
                .stateChanged(from: old.effectiveState, to: new.effectiveState, because: new.because))
        }
    }
}

/// Decides which file of a landing continues which file before it.
enum Pairing {
    /// The path before, by the path after, for every file that continues one.
    ///
    /// The same path and id comes first. Then a removed file and a new one with equal bytes, then with equal ids, each only
    /// where no other file could be meant. What is left continues at its path, whatever its id. No similarity is searched.
    static func pair(
        before: [(path: String, version: FileVersion, id: String?)], after: [(path: String, version: FileVersion)]
    ) -> [String: String] {
        var sources: [String: String] = [:]
        var open = Dictionary(before.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var rest: [(path: String, version: FileVersion)] = []
        for file in after {
            if let old = open[file.path], file.version.initiative == nil || file.version.initiative?.id == old.id {
                sources[file.path] = file.path
                open[file.path] = nil
            } else {
                rest.append(file)
            }
        }
        guard !rest.isEmpty, !open.isEmpty else { return sources }
        let taken = Set(after.map(\.path))
        match(&rest, &open, &sources, old: { taken.contains($0.path) ? nil : $0.version.blob }, new: { $0.blob })
        match(&rest, &open, &sources, old: { $0.id }, new: { $0.initiative?.id })
        for file in rest where open[file.path] != nil {
            sources[file.path] = file.path
            open[file.path] = nil
        }
        return sources
    }

    private typealias Old = (path: String, version: FileVersion, id: String?)

    private static func match<Key: Hashable>(
        _ rest: inout [(path: String, version: FileVersion)], _ open: inout [String: Old],
        _ sources: inout [String: String],
        old oldKey: (Old) -> Key?, new newKey: (FileVersion) -> Key?
    ) {
        var candidates: [Key: [String]] = [:]
        for old in open.values { if let key = oldKey(old) { candidates[key, default: []].append(old.path) } }
        var wanted: [Key: Int] = [:]
        for file in rest { if let key = newKey(file.version) { wanted[key, default: 0] += 1 } }
        rest.removeAll { file in
            guard let key = newKey(file.version), wanted[key] == 1, let paths = candidates[key], paths.count == 1 else {
                return false
            }
            sources[file.path] = paths[0]
            open[paths[0]] = nil
            return true
        }
    }
}

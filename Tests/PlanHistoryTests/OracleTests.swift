import GitStore
import PlanHistory
import PlanModel
import Realisation
import Testing
import Timeline
import TollgateTesting

@Suite("Replay: the same as plain git tells")
struct OracleTests {
    static let seeds: Range<UInt64> = 1..<49

    @Test("changes of stage, moves, removals and unreadable versions are those of the oracle", arguments: seeds)
    func oracle(_ seed: UInt64) async throws {
        let repository = try TestRepository(isBare: true)
        try GeneratedHistory(seed: seed).write(to: repository)
        let oracle = try Oracle(repository)
        let replay = try await Told(repository)
        #expect(replay.landings == oracle.landings)
        #expect(replay.rows.difference(from: oracle.rows).isEmpty)
        #expect(replay.events.difference(from: oracle.events.sorted()).isEmpty)
        #expect(replay.problems.isEmpty)
        #expect(replay.unreadable == oracle.events.count { $0.hasSuffix(": unreadable") })
    }

    @Test("the generated histories have every kind of landing and of edit in them")
    func variety() {
        var done: [String: Int] = [:]
        for seed in Self.seeds {
            let history = GeneratedHistory(seed: seed)
            #expect(history.mainline.count >= 20 && history.mainline.count <= 66)
            done.merge(history.done) { $0 + $1 }
        }
        let kinds = [
            "linear", "empty landing", "earlier tree again", "everything removed", "merge", "squash", "octopus",
            "evil merge", "ours", "theirs", "criss-cross", "foxtrot", "clock running backwards", "created", "status",
            "prose", "id changed", "move", "move with edit", "swap", "move onto another", "copy", "one became two",
            "deletion", "unreadable", "mode", "link or submodule", "out of the patterns", "into the patterns",
            "file became a folder", "outside",
        ]
        for kind in kinds { #expect(done[kind, default: 0] >= 10, "\(kind)") }
    }
}

/// A replay in the words of the oracle.
struct Told {
    let landings: Int
    let rows: [Oracle.Row]
    /// Sorted.
    let events: [String]
    let unreadable: Int
    let problems: [HistoryProblem]
    let timelines: [Everything]

    init(_ repository: TestRepository, policy: Policy = SamplePolicy.read(SamplePolicy.foreign)) async throws {
        let opened = try repository.open()
        let replay = try await Replay(opened, tip: repository.id("main"), policy: policy)
        self.init(replay)
    }

    init(_ replay: Replay) {
        landings = replay.landings
        unreadable = replay.unreadableVersions
        problems = replay.problems
        timelines = replay.timelines.map(Everything.init)
        rows = Transitions(replay.timelines).rows.map {
            Oracle.Row(
                order: $0.landing.order, commit: $0.landing.commit, recorded: $0.landing.recorded.seconds,
                authored: $0.landing.authored.seconds, path: $0.path, initiative: $0.initiative, from: $0.from,
                to: $0.to,
                kind: $0.kind.rawValue)
        }
        events = replay.timelines.flatMap(\.events).compactMap { event in
            Self.words(event.kind).map { "\(event.landing.order) \(event.path): \($0)" }
        }.sorted()
    }

    private static func words(_ kind: Event.Kind) -> String? {
        switch kind {
        case .created(let stage, _): "created \(stage ?? "-")"
        case .moved(let from): "moved from \(from)"
        case .removed: "removed"
        case .unreadable: "unreadable"
        case .renamed(let from, let to): "id \(from ?? "-") > \(to ?? "-")"
        case .transition, .stateChanged, .fieldChanged, .locked, .rebaselined, .handover, .recorded: nil
        }
    }
}

/// Everything that a timeline holds, for comparing two of them.
struct Everything: Hashable {
    let path: String
    let current: Initiative?
    let isRemoved: Bool
    let events: [Event]
    let versions: [InitiativeTimeline.Version]

    init(_ timeline: InitiativeTimeline) {
        path = timeline.path
        current = timeline.current
        isRemoved = timeline.isRemoved
        events = timeline.events
        versions = timeline.versions
    }
}

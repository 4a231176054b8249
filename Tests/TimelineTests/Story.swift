import Diagnostics
@testable import PlanModel
import PlanText
import Timeline

/// Landings told one after the other, and what the fold made of them in words.
struct Story {
    static let ladder = StageLadder(stages: ["identified", "detailed", "decided", "closed"], ends: ["dropped"])
    private static let entry = DocumentEntry(kind: .initiative, matches: [])

    private(set) var fold = TimelineFold(ladder: ladder)
    private var landings = 0

    var timelines: [InitiativeTimeline] { fold.timelines }

    /// Folds one landing more. Nothing stands for a file that was removed.
    mutating func land(_ changes: KeyValuePairs<String, FileVersion?>) {
        fold.apply(Self.landing(landings), changes.map { PathChange(path: $0.key, version: $0.value) })
        landings += 1
    }

    static func landing(_ order: Int) -> Landing {
        Landing(
            order: order, commit: "c\(order)", recorded: Timestamp(seconds: Int64(order) * 86_400),
            authored: Timestamp(seconds: Int64(order) * 86_400 - 3600))
    }

    /// What a timeline tells: landing, path, and what happened, an event a line.
    static func lines(_ timeline: InitiativeTimeline) -> [String] {
        timeline.events.map { "\($0.landing.order) \($0.path): \(words($0.kind))" }
    }

    /// What all timelines tell, in their order.
    var lines: [[String]] { timelines.map(Self.lines) }

    private static func words(_ kind: Event.Kind) -> String {
        switch kind {
        case .created(let stage, let state): "created \(stage ?? "-")" + (state.map { " \($0)" } ?? "")
        case .moved(let from): "moved from \(from)"
        case .removed: "removed"
        case .unreadable(let reason): "unreadable, \(reason)"
        case .renamed(let from, let to): "id \(from ?? "-") > \(to ?? "-")"
        case .transition(let step): "\(step.from ?? "-") > \(step.to ?? "-") \(step.move.rawValue)"
        case .stateChanged(let from, let to, let because):
            "state \(from) > \(to)" + (because.map { " because \($0)" } ?? "")
        case .fieldChanged(let change): "field \(change.field)"
        case .locked(let stage): "locked by \(stage)"
        case .rebaselined(let parts): "rebaselined \(parts.joined(separator: " "))"
        case .handover(let role, let from, let to): "\(role) \(from ?? "-") > \(to ?? "-")"
        case .recorded(let record, let line): "line \(line) \(record.series.rawValue) \(record.item) \(record.value)"
        }
    }

    // MARK: - Files

    /// A readable version. Its bytes are told by everything that it says, and by `bytes`.
    static func file(
        _ id: String?, _ stage: String?, state: String? = nil, because: String? = nil, bytes: Int = 0,
        entry: DocumentEntry = entry
    ) -> FileVersion {
        var text = "schema: tollgate/initiative/v1\ntitle: An initiative\n"
        if let id { text += "id: \(id)\n" }
        if let stage { text += "stage: \(stage)\n" }
        if let state { text += "state: \(state)\n" }
        if let because { text += "because: \(because)\n" }
        guard
            let initiative = PlanDocument.read(SourceText(path: "x.yaml", bytes: Array(text.utf8)), entry: entry)
                .initiative
        else { preconditionFailure("not an initiative: \(text)") }
        return FileVersion(blob: Self.number(of: text + "\(bytes)"), content: .readable(initiative))
    }

    /// A version that cannot be read.
    static func broken(_ bytes: Int = 0) -> FileVersion {
        FileVersion(blob: number(of: "broken \(bytes)"), content: .unreadable("not YAML"))
    }

    /// The same number for the same text in every run: FNV-1a.
    private static func number(of text: String) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int(truncatingIfNeeded: hash)
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

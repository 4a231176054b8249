import Diagnostics
@testable import PlanModel
import PlanText
import Realisation
import Testing
import Timeline

@Suite("Transitions")
struct TransitionsTests {
    private static let ladder = StageLadder(stages: ["identified", "detailed", "decided"], ends: ["dropped"])

    private static func file(_ id: String?, _ stage: String?) -> FileVersion {
        let text = "title: An initiative\n" + (id.map { "id: \($0)\n" } ?? "") + (stage.map { "stage: \($0)\n" } ?? "")
        let document = PlanDocument.read(
            SourceText(path: "x.yaml", bytes: Array(text.utf8)), entry: DocumentEntry(kind: .initiative, matches: []))
        guard let initiative = document.initiative else { preconditionFailure("not an initiative: \(text)") }
        // Never equal: nothing here moves by its bytes.
        return FileVersion(blob: text.utf8.reduce(7) { ($0 &* 31) &+ Int($1) }, content: .readable(initiative))
    }

    private static func fold(_ landings: [KeyValuePairs<String, FileVersion?>]) -> [InitiativeTimeline] {
        var fold = TimelineFold(ladder: ladder)
        for (order, changes) in landings.enumerated() {
            let moment = Timestamp(seconds: Int64(order))
            fold.apply(
                Landing(order: order, commit: "c\(order)", recorded: moment, authored: moment),
                changes.map { PathChange(path: $0.key, version: $0.value) })
        }
        return fold.timelines
    }

    private static func lines(_ timelines: [InitiativeTimeline]) -> [String] {
        Transitions(timelines).rows.map {
            "\($0.landing.order) \($0.path) \($0.initiative): \($0.from ?? "-") > \($0.to ?? "-") \($0.kind)"
        }
    }

    private static let sample = fold([
        [
            "z.yaml": file("Z", "identified"), "a.yaml": file("A", "identified"), "B.yaml": file("B", "identified"),
            "ä.yaml": file("Ä", "identified"),
        ],
        ["ä.yaml": file("Ä", "detailed"), "a.yaml": file("A", "decided"), "B.yaml": file("B", "dropped")],
        ["z.yaml": file("Z", "detailed")],
        ["z.yaml": file("Z", "identified"), "B.yaml": file("B", "detailed"), "a.yaml": nil],
    ])

    private static let sampleLines = [
        "1 B.yaml B: identified > dropped end", "1 a.yaml A: identified > decided skip",
        "1 ä.yaml Ä: identified > detailed forward", "2 z.yaml Z: identified > detailed forward",
        "3 B.yaml B: dropped > detailed resume", "3 z.yaml Z: detailed > identified back",
    ]

    @Test("rows come in landing order, by the bytes of the path within a landing, removed initiatives among them")
    func order() {
        #expect(Self.lines(Self.sample) == Self.sampleLines)
    }

    @Test("the order of the timelines does not matter")
    func orderOfTimelines() {
        #expect(Self.lines(Self.sample.reversed()) == Self.sampleLines)
    }

    @Test("a row has the id of its landing, not today's")
    func ids() {
        let timelines = Self.fold([
            ["a.yaml": Self.file("OLD", "identified")],
            ["a.yaml": Self.file("OLD", "detailed")],
            ["a.yaml": Self.file("MIDDLE", "decided")],
            ["a.yaml": Self.file("MIDDLE", "detailed")],
            ["a.yaml": Self.file("NEW", "detailed")],
            ["a.yaml": Self.file("NEW", "identified")],
        ])
        #expect(
            Self.lines(timelines) == [
                "1 a.yaml OLD: identified > detailed forward", "2 a.yaml MIDDLE: detailed > decided forward",
                "3 a.yaml MIDDLE: decided > detailed back", "5 a.yaml NEW: detailed > identified back",
            ])
    }

    @Test("an initiative without an id goes by its path at that landing")
    func paths() {
        let timelines = Self.fold([
            ["a.yaml": Self.file(nil, "identified")],
            ["a.yaml": Self.file(nil, "detailed")],
            ["a.yaml": Self.file("A", "detailed")],
            ["a.yaml": nil, "b.yaml": Self.file("A", "decided")],
            ["b.yaml": Self.file(nil, "detailed")],
        ])
        #expect(
            Self.lines(timelines) == [
                "1 a.yaml a.yaml: identified > detailed forward", "3 b.yaml A: detailed > decided forward",
                "4 b.yaml b.yaml: decided > detailed back",
            ])
    }

    @Test("a row tells stages as written, and a field that is not there")
    func asWritten() {
        let timelines = Self.fold([
            ["a.yaml": Self.file("A", nil)], ["a.yaml": Self.file("A", "Detailed")], ["a.yaml": Self.file("A", nil)],
        ])
        #expect(
            Self.lines(timelines) == ["1 a.yaml A: - > Detailed undeclared", "2 a.yaml A: Detailed > - undeclared"])
    }

    @Test("creation, removal, moves and changes of state are no rows")
    func others() {
        let timelines = Self.fold([
            ["a.yaml": Self.file("A", "identified"), "b.yaml": Self.file("B", "detailed")],
            ["a.yaml": nil, "c.yaml": Self.file("A", "identified"), "b.yaml": nil],
        ])
        #expect(Transitions(timelines).rows.isEmpty)
        #expect(Transitions([]).rows.isEmpty)
    }
}

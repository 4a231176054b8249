@testable import PlanModel
import PlanText
import Testing
import Timeline

@Suite("TimelineFold")
struct TimelineFoldTests {
    // MARK: - Coming and going

    @Test("a new file is created, with stage and state as written")
    func created() {
        var story = Story()
        story.land(["p/A-1.yaml": Story.file("A-1", "identified")])
        story.land(["p/A-2.yaml": Story.file("A-2", "detailed", state: "on-hold")])
        story.land(["p/A-3.yaml": Story.file("A-3", nil)])
        #expect(
            story.lines == [
                ["0 p/A-1.yaml: created identified"], ["1 p/A-2.yaml: created detailed on-hold"],
                ["2 p/A-3.yaml: created -"],
            ])
        #expect(story.timelines.map(\.name) == ["A-1", "A-2", "A-3"])
        #expect(story.fold.livingPaths == ["p/A-1.yaml", "p/A-2.yaml", "p/A-3.yaml"])
    }

    @Test("timelines come in the order of their creation, by path within one landing")
    func order() {
        var story = Story()
        story.land(["z.yaml": Story.file("Z", "identified"), "b.yaml": Story.file("B", "identified")])
        story.land(["a.yaml": Story.file("A", "identified"), "B.yaml": Story.file("BB", "identified")])
        #expect(story.timelines.map(\.path) == ["b.yaml", "z.yaml", "B.yaml", "a.yaml"])
    }

    @Test("a removed file ends its timeline, which keeps path and last fields")
    func removed() {
        var story = Story()
        story.land(["p/A-1.yaml": Story.file("A-1", "identified")])
        story.land(["p/A-1.yaml": nil])
        #expect(story.lines == [["0 p/A-1.yaml: created identified", "1 p/A-1.yaml: removed"]])
        #expect(story.timelines[0].isRemoved)
        #expect(story.timelines[0].path == "p/A-1.yaml")
        #expect(story.timelines[0].current?.stage == "identified")
        #expect(story.timelines[0].versions.count == 1)
        #expect(story.fold.livingPaths.isEmpty)
    }

    @Test("a file that is created again at a later landing gets a timeline of its own")
    func createdAgain() {
        var story = Story()
        let file = Story.file("A-1", "identified")
        story.land(["p/A-1.yaml": file])
        story.land(["p/A-1.yaml": nil])
        story.land(["p/A-1.yaml": file])
        story.land(["p/A-1.yaml": Story.file("A-1", "detailed")])
        #expect(
            story.lines == [
                ["0 p/A-1.yaml: created identified", "1 p/A-1.yaml: removed"],
                ["2 p/A-1.yaml: created identified", "3 p/A-1.yaml: identified > detailed forward"],
            ])
        #expect(story.timelines.map(\.isRemoved) == [true, false])
    }

    @Test("removing a path at which nothing lives changes nothing")
    func removedNothing() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["b.yaml": nil])
        story.land(["b.yaml": nil, "c.yaml": nil])
        story.land([:])
        #expect(story.lines == [["0 a.yaml: created identified"]])
        #expect(story.fold.livingPaths == ["a.yaml"])
    }

    // MARK: - Stages and states

    static let steps: [(from: String?, to: String?, kind: StageMove)] = [
        ("identified", "detailed", .forward), ("identified", "decided", .skip), ("identified", "closed", .skip),
        ("decided", "detailed", .back), ("closed", "identified", .back), ("detailed", "dropped", .end),
        ("dropped", "detailed", .resume), ("dropped", "closed", .resume), ("detailed", "parked", .undeclared),
        ("parked", "detailed", .undeclared), ("detailed", nil, .undeclared), (nil, "detailed", .undeclared),
        ("parked", "dropped", .undeclared),
    ]

    @Test("a change of stage is a transition of its kind", arguments: steps)
    func transitions(_ from: String?, _ to: String?, _ kind: StageMove) {
        var story = Story()
        story.land(["a.yaml": Story.file("A", from)])
        story.land(["a.yaml": Story.file("A", to)])
        #expect(
            story.lines == [["0 a.yaml: created \(from ?? "-")", "1 a.yaml: \(from ?? "-") > \(to ?? "-") \(kind)"]])
        #expect(story.timelines[0].inStageSince?.order == 1)
    }

    @Test("other bytes with the same stage and state are a version and no event")
    func sameStage() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified", bytes: 1)])
        story.land(["a.yaml": Story.file("A", "identified", bytes: 2)])
        #expect(story.lines == [["0 a.yaml: created identified"]])
        #expect(story.timelines[0].versions.map(\.landing.order) == [0, 1])
        #expect(story.timelines[0].inStageSince?.order == 0)
    }

    @Test("a stage in other words of the document is no transition")
    func synonyms() {
        let entry = DocumentEntry(
            kind: .initiative, matches: [],
            fields: ["id": FieldPath(steps: [.key("id")]), "stage": FieldPath(steps: [.key("stage")])],
            stageValues: ["done": "closed", "finished": "closed"])
        var story = Story()
        story.land(["a.yaml": Story.file("A", "decided", entry: entry)])
        story.land(["a.yaml": Story.file("A", "done", entry: entry)])
        story.land(["a.yaml": Story.file("A", "finished", entry: entry)])
        #expect(story.lines == [["0 a.yaml: created decided", "1 a.yaml: decided > done forward"]])
        #expect(story.timelines[0].current?.stage == "closed")
        #expect(story.timelines[0].current?.stageAsWritten == "finished")
    }

    @Test("a change of state is told with its reason; none at all means active")
    func states() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": Story.file("A", "identified", state: "active")])
        story.land(["a.yaml": Story.file("A", "identified", state: "on-hold", because: "no money")])
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": Story.file("A", "detailed", state: "cancelled")])
        #expect(
            story.lines == [
                [
                    "0 a.yaml: created identified", "2 a.yaml: state active > on-hold because no money",
                    "3 a.yaml: state on-hold > active", "4 a.yaml: identified > detailed forward",
                    "4 a.yaml: state active > cancelled",
                ]
            ])
        #expect(story.timelines[0].inStageSince?.order == 4)
    }

    @Test("another id at one path is told, and the timeline goes on")
    func idChanged() {
        var story = Story()
        story.land(["a.yaml": Story.file("A-1", "identified")])
        story.land(["a.yaml": Story.file("A-2", "detailed")])
        story.land(["a.yaml": Story.file(nil, "detailed"), "b.yaml": Story.file("B", "detailed")])
        #expect(
            story.lines == [
                [
                    "0 a.yaml: created identified", "1 a.yaml: id A-1 > A-2",
                    "1 a.yaml: identified > detailed forward", "2 a.yaml: id A-2 > -",
                ], ["2 b.yaml: created detailed"],
            ])
        #expect(story.timelines[0].name == "a.yaml")
    }

    // MARK: - Unreadable versions

    @Test("what an unreadable version hides is compared once it can be read again")
    func unreadable() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": Story.broken(1)])
        story.land(["a.yaml": Story.broken(2)])
        story.land(["a.yaml": Story.file("A", "decided")])
        #expect(
            story.lines == [
                [
                    "0 a.yaml: created identified", "1 a.yaml: unreadable, not YAML", "2 a.yaml: unreadable, not YAML",
                    "3 a.yaml: identified > decided skip",
                ]
            ])
        #expect(story.fold.unreadableVersions == 2)
        #expect(story.timelines[0].versions.count == 4)
    }

    @Test("while a version is unreadable the last readable one stays known")
    func lastReadable() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": Story.broken()])
        #expect(story.timelines[0].current?.id == "A")
        #expect(story.timelines[0].name == "A")
        story.land(["a.yaml": Story.file("A", "identified")])
        #expect(story.lines == [["0 a.yaml: created identified", "1 a.yaml: unreadable, not YAML"]])
    }

    @Test("a file that was never readable has nothing to be compared with when it is")
    func unreadableFirst() {
        var story = Story()
        story.land(["a.yaml": Story.broken()])
        #expect(story.timelines[0].name == "a.yaml")
        story.land(["a.yaml": Story.file("A", "decided", state: "on-hold")])
        story.land(["a.yaml": Story.file("A", "closed", state: "on-hold")])
        #expect(
            story.lines == [
                ["0 a.yaml: created -", "0 a.yaml: unreadable, not YAML", "2 a.yaml: decided > closed forward"]
            ])
    }

    // MARK: - Fields

    @Test("events about fields stand behind what the fold found at their landing, in their order")
    func adding() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": Story.file("A", "detailed")])
        story.land(["a.yaml": Story.file("A", "decided")])
        func change(_ field: String) -> FieldChange { FieldChange(field: field, old: "1", new: "2") }
        let timeline = story.timelines[0].adding([
            (Story.landing(1), "a.yaml", change("owner")), (Story.landing(2), "a.yaml", change("title")),
            (Story.landing(1), "a.yaml", change("sponsor")),
        ])
        #expect(
            Story.lines(timeline) == [
                "0 a.yaml: created identified", "1 a.yaml: identified > detailed forward", "1 a.yaml: field owner",
                "1 a.yaml: field sponsor", "2 a.yaml: detailed > decided forward", "2 a.yaml: field title",
            ])
        #expect(timeline.inStageSince?.order == 2)
    }
}

import Testing
import Timeline

@Suite("Files that move")
struct MoveTests {
    @Test("equal bytes at another path are the same initiative")
    func equalBytes() {
        var story = Story()
        let file = Story.file("A", "identified")
        story.land(["old/a.yaml": file])
        story.land(["old/a.yaml": nil, "new/a.yaml": file])
        story.land(["new/a.yaml": Story.file("A", "detailed")])
        #expect(
            story.lines == [
                [
                    "0 old/a.yaml: created identified", "1 new/a.yaml: moved from old/a.yaml",
                    "2 new/a.yaml: identified > detailed forward",
                ]
            ])
        #expect(story.timelines[0].versions.map(\.path) == ["old/a.yaml", "new/a.yaml", "new/a.yaml"])
        #expect(story.fold.livingPaths == ["new/a.yaml"])
    }

    @Test("equal ids with other bytes at another path are the same initiative")
    func equalID() {
        var story = Story()
        story.land(["old.yaml": Story.file("A", "identified")])
        story.land(["old.yaml": nil, "new.yaml": Story.file("A", "detailed")])
        #expect(
            story.lines == [
                [
                    "0 old.yaml: created identified", "1 new.yaml: moved from old.yaml",
                    "1 new.yaml: identified > detailed forward",
                ]
            ])
    }

    @Test("files without ids and with other bytes are not the same")
    func noID() {
        var story = Story()
        story.land(["old.yaml": Story.file(nil, "identified", bytes: 1)])
        story.land(["old.yaml": nil, "new.yaml": Story.file(nil, "identified", bytes: 2)])
        #expect(
            story.lines == [
                ["0 old.yaml: created identified", "1 old.yaml: removed"], ["1 new.yaml: created identified"],
            ])
    }

    @Test("a file without an id moves by its bytes")
    func noIDEqualBytes() {
        var story = Story()
        story.land(["old.yaml": Story.file(nil, "identified")])
        story.land(["old.yaml": nil, "new.yaml": Story.file(nil, "identified")])
        #expect(story.lines == [["0 old.yaml: created identified", "1 new.yaml: moved from old.yaml"]])
    }

    @Test("equal bytes come before equal ids")
    func bytesBeforeIDs() {
        var story = Story()
        story.land([
            "a.yaml": Story.file("A", "identified", bytes: 1), "b.yaml": Story.file("A", "identified", bytes: 2),
        ])
        story.land([
            "a.yaml": nil, "b.yaml": nil, "c.yaml": Story.file("A", "identified", bytes: 2),
            "d.yaml": Story.file("A", "identified", bytes: 3),
        ])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 d.yaml: moved from a.yaml"],
                ["0 b.yaml: created identified", "1 c.yaml: moved from b.yaml"],
            ])
    }

    @Test("two files that swap their paths keep their timelines")
    func swap() {
        var story = Story()
        let (a, b) = (Story.file("A", "identified"), Story.file("B", "decided"))
        story.land(["a.yaml": a, "b.yaml": b])
        story.land(["a.yaml": b, "b.yaml": a])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 b.yaml: moved from a.yaml"],
                ["0 b.yaml: created decided", "1 a.yaml: moved from b.yaml"],
            ])
        story.land(["a.yaml": Story.file("B", "closed")])
        #expect(Story.lines(story.timelines[1]).last == "2 a.yaml: decided > closed forward")
    }

    @Test("three files that go round keep their timelines, edited on the way")
    func rotation() {
        var story = Story()
        story.land([
            "a.yaml": Story.file("A", "identified"), "b.yaml": Story.file("B", "identified"),
            "c.yaml": Story.file("C", "identified"),
        ])
        story.land([
            "a.yaml": Story.file("C", "detailed"), "b.yaml": Story.file("A", "detailed"),
            "c.yaml": Story.file("B", "detailed"),
        ])
        #expect(story.timelines.map(\.path) == ["b.yaml", "c.yaml", "a.yaml"])
        #expect(story.timelines.map(\.name) == ["A", "B", "C"])
        #expect(story.timelines.allSatisfy { $0.events.count == 3 })
    }

    @Test("a file that takes the place of another: the one moved, the other is gone")
    func takesThePlace() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified"), "b.yaml": Story.file("B", "decided")])
        story.land(["a.yaml": nil, "b.yaml": Story.file("A", "identified")])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 b.yaml: moved from a.yaml"],
                ["0 b.yaml: created decided", "1 b.yaml: removed"],
            ])
        #expect(story.timelines.map(\.isRemoved) == [false, true])
    }

    @Test("a new file at a path whose file moved away is a new initiative")
    func pathUsedAgain() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": Story.file("B", "identified"), "b.yaml": Story.file("A", "identified")])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 b.yaml: moved from a.yaml"], ["1 a.yaml: created identified"],
            ])
    }

    @Test(
        "a copy is a new initiative, whether the original changes in the same landing or not", arguments: [true, false])
    func copy(_ isEdited: Bool) {
        var story = Story()
        let file = Story.file("A", "identified")
        story.land(["a.yaml": file])
        if isEdited {
            story.land(["a.yaml": Story.file("A", "detailed"), "b.yaml": file])
        } else {
            story.land(["b.yaml": file])
        }
        #expect(story.timelines.map(\.path) == ["a.yaml", "b.yaml"])
        #expect(Story.lines(story.timelines[1]) == ["1 b.yaml: created identified"])
        #expect(!story.timelines[0].isRemoved)
    }

    @Test("ids that stand twice are told apart by path")
    func sameIDTwice() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified", bytes: 1), "b.yaml": Story.file("A", "decided", bytes: 2)])
        story.land(["b.yaml": Story.file("A", "closed"), "a.yaml": Story.file("A", "detailed")])
        story.land(["a.yaml": nil, "b.yaml": Story.file("A", "decided")])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 a.yaml: identified > detailed forward", "2 a.yaml: removed"],
                ["0 b.yaml: created decided", "1 b.yaml: decided > closed forward", "2 b.yaml: closed > decided back"],
            ])
    }

    // MARK: - What could be two things is none

    @Test("one file that became two with equal bytes did not move")
    func oneToTwo() {
        var story = Story()
        let file = Story.file("A", "identified")
        story.land(["a.yaml": file])
        story.land(["a.yaml": nil, "b.yaml": file, "c.yaml": file])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 a.yaml: removed"], ["1 b.yaml: created identified"],
                ["1 c.yaml: created identified"],
            ])
    }

    @Test("two files with equal bytes that became one did not move")
    func twoToOne() {
        var story = Story()
        let file = Story.file("A", "identified")
        story.land(["a.yaml": file, "b.yaml": file])
        story.land(["a.yaml": nil, "b.yaml": nil, "c.yaml": file])
        #expect(story.timelines.map(\.isRemoved) == [true, true, false])
        #expect(Story.lines(story.timelines[2]) == ["1 c.yaml: created identified"])
    }

    @Test("two files of one id that became two others did not move")
    func twoToTwo() {
        var story = Story()
        story.land([
            "a.yaml": Story.file("A", "identified", bytes: 1), "b.yaml": Story.file("A", "identified", bytes: 2),
        ])
        story.land([
            "a.yaml": nil, "b.yaml": nil, "c.yaml": Story.file("A", "identified", bytes: 3),
            "d.yaml": Story.file("A", "identified", bytes: 4),
        ])
        #expect(story.timelines.map(\.isRemoved) == [true, true, false, false])
    }

    @Test("ids decide where equal bytes cannot")
    func idsDecide() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified"), "b.yaml": Story.file("B", "identified")])
        story.land([
            "a.yaml": nil, "b.yaml": nil, "c.yaml": Story.file("B", "identified", bytes: 1),
            "d.yaml": Story.file("A", "identified", bytes: 2),
        ])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 d.yaml: moved from a.yaml"],
                ["0 b.yaml: created identified", "1 c.yaml: moved from b.yaml"],
            ])
    }

    // MARK: - Unreadable files

    @Test("an unreadable file moves by its bytes")
    func unreadableMoves() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": Story.broken()])
        story.land(["a.yaml": nil, "b.yaml": Story.broken()])
        story.land(["b.yaml": Story.file("A", "detailed")])
        #expect(
            story.lines == [
                [
                    "0 a.yaml: created identified", "1 a.yaml: unreadable, not YAML", "2 b.yaml: moved from a.yaml",
                    "2 b.yaml: unreadable, not YAML", "3 b.yaml: identified > detailed forward",
                ]
            ])
    }

    @Test("a file that is mended while it moves is known by the id it had when it could last be read")
    func mendedWhileMoving() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": Story.broken()])
        story.land(["a.yaml": nil, "b.yaml": Story.file("A", "decided")])
        #expect(
            Story.lines(story.timelines[0]).suffix(2) == [
                "2 b.yaml: moved from a.yaml", "2 b.yaml: identified > decided skip",
            ])
    }

    @Test("a file that breaks while it moves is another one: nothing says that it is the same")
    func brokenWhileMoving() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified")])
        story.land(["a.yaml": nil, "b.yaml": Story.broken()])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 a.yaml: removed"],
                ["1 b.yaml: created -", "1 b.yaml: unreadable, not YAML"],
            ])
    }

    @Test("a file that breaks at its path stays itself, whatever else moves")
    func brokenInPlace() {
        var story = Story()
        story.land(["a.yaml": Story.file("A", "identified"), "b.yaml": Story.broken()])
        story.land(["a.yaml": Story.broken(), "b.yaml": nil])
        #expect(
            story.lines == [
                ["0 a.yaml: created identified", "1 a.yaml: unreadable, not YAML"],
                ["0 b.yaml: created -", "0 b.yaml: unreadable, not YAML", "1 b.yaml: removed"],
            ])
    }
}

import Diagnostics
import PlanText
import Testing

@testable import PlanModel

@Suite("Documents of a plan")
struct PlanDocumentTests {
    private static let entry = DocumentEntry(kind: .initiative, matches: [])
    private static let adapted: DocumentEntry = {
        var entry = DocumentEntry(kind: .initiative, matches: [])
        let ways = [
            "id": "number", "title": "title", "stage": "status", "owner": "authors[0]", "because": "history.last",
            "state": "state",
        ]
        entry.fields = ways.compactMapValues(FieldPath.init)
        entry.stageValues = ["implementable": "decided", "Draft": "idea"]
        entry.allowsUnknownKeys = true
        return entry
    }()

    private static func document(_ text: String, path: String = "plans/p/WH-12.yaml", entry: DocumentEntry = entry)
        -> PlanDocument
    {
        PlanDocument.read(SourceText(path: path, bytes: Array(text.utf8)), entry: entry)
    }

    @Test(
        "The stem is the name without its last extension",
        arguments: [
            ("plans/p/SD-104.yaml", "SD-104"), ("SD-1.md", "SD-1"), ("a/b.c/SD-1", "SD-1"), ("SD-1.v2.yaml", "SD-1.v2"),
            (".hidden", ".hidden"),
            ("a/.yaml", ".yaml"), ("", ""), ("a/", "a"), ("keps/12-x/kep.yaml", "kep"), ("größe.yaml", "größe"),
        ])
    func knowsItsStem(path: String, stem: String) {
        #expect(Self.document("id: x", path: path).stem == stem)
    }

    @Test("The core fields of an initiative are read")
    func readsCoreFields() throws {
        let initiative = try #require(Self.document(Samples.initiative).initiative)
        #expect(initiative.id == "WH-12")
        #expect(initiative.title == "Meters report on their own")
        #expect(initiative.stage == "decided" && initiative.stageAsWritten == "decided")
        #expect(initiative.state == "on-hold" && initiative.effectiveState == "on-hold" && !initiative.isActive)
        #expect(initiative.because == "the supplier changes its protocol")
        #expect(
            initiative.owner == "mia.chen" && initiative.sponsor == "ola_nord" && initiative.controller == "dana-weiss")
    }

    @Test("Without a word about it an initiative is active")
    func isActiveByItself() throws {
        let initiative = try #require(Self.document(Mistake.initiative).initiative)
        #expect(initiative.state == nil && initiative.effectiveState == "active" && initiative.isActive)
        #expect(initiative.owner == nil && initiative.because == nil)
    }

    @Test(
        "A field that is no text, or an empty one, is not there",
        arguments: ["id:", "id: ~", "id: ''", "id: [WH-1]", "id: {a: b}", "id: ' '", "id: *x"])
    func skipsWhatIsNoText(line: String) throws {
        let document = Self.document(line + "\ntitle: T\n")
        #expect(try #require(document.initiative).id == nil)
        #expect(document.name == "plans/p/WH-12.yaml")
    }

    @Test("An initiative is called by its id")
    func hasAName() {
        #expect(Self.document(Mistake.initiative).name == "WH-1")
        #expect(Self.document("[").name == "plans/p/WH-12.yaml")
    }

    @Test("An adapted document is read by the names that the policy gives")
    func readsAdaptedDocuments() throws {
        let document = Self.document(
            """
            number: 1287
            title: "In-place: resize"
            status: implementable
            authors: ["@vinay", "@wang"]
            owner: nobody
            stage: nowhere
            history: {first: a, last: done at last}
            latest-milestone: v1.35
            """, path: "keps/1287-x/kep.yaml", entry: Self.adapted)
        let initiative = try #require(document.initiative)
        #expect(initiative.id == "1287")
        #expect(initiative.title == "In-place: resize")
        #expect(initiative.stageAsWritten == "implementable" && initiative.stage == "decided")
        #expect(initiative.owner == "@vinay")
        #expect(initiative.because == "done at last")
        #expect(initiative.sponsor == nil && initiative.controller == nil && initiative.state == nil)
        #expect(document.diagnostics.isEmpty)
        #expect(document.node("owner")?.location.range?.start == TextPosition(line: 4, column: 11))
        #expect(document.location("stage").range?.start == TextPosition(line: 3, column: 9))
        #expect(document.node("sponsor") == nil)
    }

    @Test("Stages without a word of ours stay as they are")
    func keepsOtherStages() throws {
        let initiative = try #require(Self.document("status: provisional\n", entry: Self.adapted).initiative)
        #expect(initiative.stage == "provisional" && initiative.stageAsWritten == "provisional")
    }

    @Test(
        "An author who is not there is nobody",
        arguments: ["authors: []", "authors: x", "authors: {0: x}", "authors:", "title: x"])
    func findsNobody(line: String) throws {
        #expect(try #require(Self.document(line + "\n", entry: Self.adapted).initiative).owner == nil)
    }

    @Test("Headers are read by the same names")
    func readsHeaders() throws {
        var entry = DocumentEntry(kind: .initiative, matches: [])
        entry.syntax = .headers
        entry.fields = ["id": "PEP", "title": "Title", "stage": "Status", "owner": "Author"].compactMapValues(
            FieldPath.init)
        entry.stageValues = ["Draft": "idea"]
        let document = Self.document(
            "PEP: 9999\nTitle: T: t\nAuthor: Mia Chen,\n  Ana Ruiz\nStatus: Draft\n\nStatus: Final\n",
            path: "peps/pep-9999.txt", entry: entry)
        let initiative = try #require(document.initiative)
        #expect(initiative.id == "9999" && initiative.title == "T: t" && initiative.stage == "idea")
        #expect(initiative.owner == "Mia Chen,\n  Ana Ruiz")
        #expect(document.stem == "pep-9999")
        #expect(document.diagnostics.isEmpty)
    }

    @Test(
        "A document that cannot be read has findings and no initiative",
        arguments: ["id: [", "", "\u{0}", "id: 1\n---\nid: 2\n"])
    func survivesUnreadableDocuments(text: String) {
        for entry in [Self.entry, Self.adapted] {
            let document = Self.document(text, entry: entry)
            #expect(document.initiative == nil)
            #expect(document.text.unreadable != nil)
            #expect(document.diagnostics.contains { $0.preventsReading })
            #expect(document.node("id") == nil)
            #expect(document.location("id") == Location(path: "plans/p/WH-12.yaml"))
        }
    }

    @Test("A document that is no mapping is readable and no initiative", arguments: ["- a\n", "text\n", "---\n"])
    func refusesOtherRoots(text: String) {
        for entry in [Self.entry, Self.adapted] {
            let document = Self.document(text, entry: entry)
            #expect(document.initiative == nil)
            #expect(document.text.unreadable == nil)
            #expect(document.diagnostics.map(\.code) == [.notAMapping])
        }
    }

    @Test("A Markdown plan is read from its front matter")
    func readsMarkdown() {
        let document = Self.document("---\n" + Mistake.initiative + "---\n# Prose\n", path: "plans/p/WH-1.md")
        #expect(document.initiative?.id == "WH-1" && document.stem == "WH-1")
        #expect(document.diagnostics.isEmpty)
        #expect(document.location("id").range?.start == TextPosition(line: 3, column: 5))
    }

    @Test("A field that is missing is looked for at the first field")
    func pointsSomewhere() {
        #expect(Self.document("# why\ntitle: T\n").location("owner").range?.start == TextPosition(line: 2, column: 1))
        #expect(Self.document("- a\n").location("owner").range?.start == TextPosition(line: 1, column: 1))
    }

    @Test("Findings about text and shape come together and name the initiative")
    func reportsFindings() {
        let document = Self.document(Mistake.initiative + "ownr: ana # \u{200B}\n")
        #expect(document.diagnostics.map(\.code) == [.zeroWidthCharacter, .unknownKey])
        #expect(document.diagnostics.map(\.initiative) == ["WH-1", "WH-1"])
    }

    @Test("Unknown keys are findings unless the entry allows them, and never in an adapted document")
    func judgesUnknownKeys() {
        let text = Mistake.initiative + "colour: blue\n"
        #expect(Self.document(text).diagnostics.map(\.code) == [.unknownKey])
        var lenient = Self.entry
        lenient.allowsUnknownKeys = true
        #expect(Self.document(text, entry: lenient).diagnostics.isEmpty)
        var strict = Self.adapted
        strict.allowsUnknownKeys = false
        #expect(Self.document("status: x\ncolour: blue\n", entry: strict).diagnostics.isEmpty)
    }

    @Test("A change plan is no initiative, and has a shape of its own")
    func readsChangePlans() {
        let entry = DocumentEntry(kind: .plan, matches: [])
        let document = Self.document(Samples.changePlan, path: "plans/p/plan.yaml", entry: entry)
        #expect(document.initiative == nil && document.diagnostics.isEmpty)
        #expect(Self.document(Mistake.initiative, entry: entry).diagnostics.map(\.code).contains(.schemaMismatch))
    }

    @Test("Files match their entry's globs, but for what it excludes")
    func matchesFiles() throws {
        var entry = DocumentEntry(
            kind: .initiative, matches: try [#require(PathPattern("a/*.yaml")), #require(PathPattern("b/**"))])
        entry.excludes = [try #require(PathPattern("b/x/**"))]
        for (path, isMatch) in [
            ("a/1.yaml", true), ("b/y/z", true), ("b/x/z", false), ("c", false), ("a/b/1.yaml", false),
        ] {
            #expect(entry.matches(Array(path.utf8)) == isMatch, "\(path)")
        }
    }
}

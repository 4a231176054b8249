import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("Foreign repositories")
struct ForeignTests {
    private func document(_ path: String, _ text: String) -> ForeignDocument? {
        ForeignDocument(SourceText(path: path, bytes: Array(text.utf8)))
    }

    @Test(
        "fields are read from whatever a document begins with",
        arguments: [
            ("a/kep.yaml", "title: X\nauthors: [li, ana]\nstatus: draft\n", "yaml authors[0]=li status=draft title=X"),
            ("a/1.md", "---\nnumber: 42\nstatus: draft\n---\n# X\n", "yaml number=42 status=draft"),
            ("a/1.md", "---\ntitle: a: b: c\nstatus: draft\n---\n# X\n", "headers status=draft title=a: b: c"),
            (
                "pep-1.rst", "PEP: 1\nAuthor: Ada,\n  Bob\nStatus: Final\n\nText\n",
                "headers Author=Ada,\n  Bob PEP=1 Status=Final"
            ),
            ("a/1.txt", "Status: Final\nText\n", nil), ("a/1.md", "- Feature: x\n- Status: y\n", nil),
            ("a/1.md", "# Title\n\nStatus: x\n", nil), ("a/1.yaml", "- 1\n- 2\n", nil), ("a/1.yaml", "a: [\n", nil),
        ] as [(String, String, String?)])
    func reads(_ path: String, _ text: String, _ expected: String?) {
        let read = document(path, text).map { document in
            ([document.syntax.rawValue] + document.fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
                .joined(separator: " ")
        }
        #expect(read == expected)
    }

    private func group(_ paths: [String], _ text: (Int) -> String) throws -> ForeignGroup {
        let documents = paths.enumerated().compactMap { document($1, text($0)) }
        return try #require(ForeignGroup.find(documents).first)
    }

    @Test("a file of one name in many folders is found by its name, without its template")
    func namedFiles() throws {
        let paths = ["NNNN-template", "1-a", "2-b", "3-c"].map { "keps/sig/\($0)/kep.yaml" }
        let group = try group(paths) {
            "title: T\nkep-number: \($0)\nauthors: [\"@x\"]\nstatus: \($0 < 2 ? "open" : "done")\nstage: beta\n"
        }
        #expect(group.match == "keps/**/kep.yaml" || group.match == "keps/sig/**/kep.yaml")
        #expect(group.excludes == ["keps/sig/NNNN-template/**"])
        #expect(group.documents == 3)
        #expect(group.fields == ["id": "kep-number", "title": "title", "stage": "status", "owner": "authors[0]"])
        #expect(group.words == ["open": 1, "done": 2])
        #expect(group.syntax == .yaml)
    }

    @Test("files of one folder are found by what their names begin and end with")
    func oneFolder() throws {
        let group = try group(["peps/pep-0001.rst", "peps/pep-0002.rst", "peps/pep-0003.rst"]) {
            "PEP: \($0)\nTitle: T\nAuthor: Ada\nStatus: \($0 == 0 ? "Draft" : "Final")\n\nText\n"
        }
        #expect(group.match == "peps/pep-*.rst")
        #expect(group.syntax == .headers)
        #expect(group.fields == ["id": "PEP", "title": "Title", "stage": "Status", "owner": "Author"])
    }

    @Test("where some of a folder are no YAML, all are read line by line; where hardly any, as YAML")
    func mixedSyntax() throws {
        func mixed(_ count: Int) throws -> ForeignGroup {
            try group((0..<count).map { "p/\($0).md" }) {
                "---\nNumber: \($0)\nTitle: \($0 == 1 ? "a: b" : "T")\nStatus: \($0 % 2 == 0 ? "Draft" : "Final")\n---\n"
            }
        }
        let few = try mixed(3)
        #expect(few.syntax == .headers && few.documents == 3)
        let many = try mixed(30)
        #expect(many.syntax == .yaml && many.documents == 29)
    }

    @Test("a stage that is called something else is found by its few words")
    func unnamedStage() throws {
        let group = try group((0..<12).map { "p/\($0).md" }) {
            "---\nname: Title number \($0)\nwhere: \(["here", "there", "gone"][$0 % 3])\n---\n"
        }
        #expect(group.fields["stage"] == "where")
        #expect(!group.isStageNamed)
        #expect(group.fields["title"] == "name")
    }

    @Test("where no field has few words there is no group")
    func noStage() {
        let documents = (0..<9).compactMap { document("p/\($0).md", "---\ntitle: T\($0)\nowner: o\($0)\n---\n") }
        #expect(documents.count == 9)
        #expect(ForeignGroup.find(documents).isEmpty)
        #expect(ForeignGroup.find([]).isEmpty)
    }

    // MARK: - The order of stages

    private func moves(_ moves: [(String, String, Int)]) -> [(from: String, to: String)] {
        moves.flatMap { move in (0..<move.2).map { _ in (move.0, move.1) } }
    }

    @Test("stages stand in the order in which documents move, however busy the middle is")
    func order() {
        let order = StageOrder(
            documents: ["provisional": 60, "implementable": 279, "implemented": 287, "withdrawn": 9],
            moves: moves([
                ("provisional", "implementable", 70), ("implementable", "implemented", 230),
                ("implementable", "provisional", 4), ("implemented", "implementable", 9),
                ("provisional", "withdrawn", 3), ("implementable", "withdrawn", 6),
            ]))
        #expect(order.ladder.map(\.text) == ["provisional", "implementable", "implemented"])
        #expect(order.ends.map(\.text) == ["withdrawn"])
        #expect(order.ladder[1].arrivals == 79 && order.ladder[1].departures == 240)
    }

    @Test("other spellings and rare slips are taken for the words they are")
    func spellings() {
        let order = StageOrder(
            documents: ["draft": 40, "Draft": 2, "final": 90, "finla": 1, "Final": 1],
            moves: moves([("draft", "final", 30), ("Draft", "final", 1)]))
        #expect(order.ladder.map(\.text) == ["draft", "final"])
        #expect(order.ladder.map { $0.spellings.sorted() } == [["Draft"], ["Final", "finla"]])
        #expect(order.ladder.map(\.documents) == [42, 92])
    }

    @Test("words that never move stand where such words usually do")
    func unmoved() {
        let order = StageOrder(documents: ["accepted": 1, "draft": 1, "rejected": 1, "odd": 1], moves: [])
        #expect(order.ladder.map(\.text) == ["odd", "draft", "accepted"])
        #expect(order.ends.map(\.text) == ["rejected"])
    }

    @Test("a ladder is never empty, and the order is the same whatever order the moves come in")
    func deterministic() {
        #expect(StageOrder(documents: ["rejected": 2], moves: []).ladder.map(\.text) == ["rejected"])
        let all = moves([("a", "b", 3), ("b", "c", 3), ("c", "a", 3), ("b", "d", 1)])
        let first = StageOrder(documents: [:], moves: all)
        for _ in 0..<10 {
            let again = StageOrder(documents: [:], moves: all.shuffled())
            #expect(again.ladder == first.ladder && again.ends == first.ends)
        }
        #expect(Set((first.ladder + first.ends).map(\.text)) == ["a", "b", "c", "d"])
    }

    @Test("hundreds of words are no ladder: those that move most are put in order, and none is lost")
    func manyWords() {
        let words = (100..<400).map { "w\($0)" }
        let busy = moves([("alpha", "beta", 50), ("beta", "gamma", 40), ("beta", "alpha", 2)])
        let order = StageOrder(documents: [:], moves: zip(words, words.dropFirst()).map { (from: $0, to: $1) } + busy)
        let ladder = order.ladder.map(\.text)
        #expect(Set(ladder + order.ends.map(\.text)) == Set(words + ["alpha", "beta", "gamma"]))
        #expect(ladder.filter { ["alpha", "beta"].contains($0) } == ["alpha", "beta"])
    }

    @Test("what is proposed is a policy")
    func text() throws {
        let group = try group((0..<4).map { "p/x \($0).md" }) {
            "---\nnumber: \($0)\nstatus: \($0 == 0 ? "in review" : "Final (v1.0)")\nowner name: x\n---\n"
        }
        let order = StageOrder(documents: group.words, moves: [(from: "in review", to: "Final (v1.0)")])
        let text = ForeignPolicyText(
            group: group, order: order, origin: "main (1234567)", moves: 1, unusable: ["a|b\nc"]
        ).text
        let reading = readPolicy(text)
        #expect(reading.diagnostics.map(\.message) == [])
        let policy = try #require(reading.policy)
        #expect(policy.ladder.stages == ["in review", "Final (v1.0)"])
        #expect(policy.entry(for: Array("p/x 1.md".utf8))?.fields["id"]?.description == "number")
    }
}

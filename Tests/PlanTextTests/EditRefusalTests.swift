import Diagnostics
import PlanText
import Testing
import TollgateTesting

@Suite("Edits that are refused")
struct EditRefusalTests {
    private func refusal(_ edit: () throws -> [UInt8]) -> EditRefusal? {
        do {
            _ = try edit()
            return nil
        } catch {
            return error as? EditRefusal
        }
    }

    @Test(
        "A document that cannot be edited is refused, with a way out",
        arguments: [
            ("", "the document cannot be read: the document is empty; expected a mapping"),
            ("# only a comment\n", "the document cannot be read: the document is empty; expected a mapping"),
            ("a: [\n", "the document cannot be read: not YAML"), ("a: 1\n---\nb: 2\n", "a second document begins here"),
            ("a: \u{0}\n", "the document cannot be read"), ("- a\n", "the document is a list; expected a mapping"),
            ("text\n", "the document is a text; expected a mapping"), ("a: 1\r\nb: 2\r\n", "line breaks other than LF"),
            ("a: 1\nb: 2\u{2028}\n", "line breaks other than LF"),
            ("b: &x {c: 1}\na: *x\n", "anchors or aliases, which say one thing at two places"),
        ])
    func refusesDocuments(text: String, message: String) {
        for refused in [
            refusal { try read(text).setting("a", to: .text("x")) }, refusal { try read(text).removing("a") },
        ] {
            #expect(refused?.message.contains(message) == true, "\(refused?.message ?? "not refused")")
            #expect(refused?.help.isEmpty == false)
        }
    }

    @Test("Headers that are not YAML are refused")
    func refusesHeaders() {
        let refused = refusal {
            try readHeaders(Samples.header).setting("Status", to: .text("Final"))
        }
        #expect(refused?.message == "the document's header is not YAML, and only YAML is edited")
        #expect(refused?.help == "change `Status` by hand")
    }

    @Test(
        "A way that leads nowhere is refused",
        arguments: [
            ("a: x\n", "a.b", "`a` is a text; `a.b` would stand below it"),
            ("a: x\n", "a[0]", "`a` is a text; `a[0]` would stand below it"),
            ("a: ''\n", "a.b", "`a` is a text; `a.b` would stand below it"),
            ("a: [x]\n", "a.b", "`a` is a list; it cannot have a field `b`"),
            ("a: {b: x}\n", "a[0]", "`a` is a mapping; it has no elements"),
            ("a: [x]\n", "a[2]", "`a` has 1 elements; there is no place 2"),
            ("a:\n", "a[1]", "`a[1]` asks for an element of a list that is not there yet"),
            ("a: 1\n", "b[3].c", "`b[3].c` asks for an element of a list that is not there yet"),
        ])
    func refusesWays(text: String, way: String, message: String) {
        let refused = refusal { try read(text).setting(way, to: .text("x")) }
        #expect(refused?.message == message)
        #expect(refused?.help.isEmpty == false)
    }

    @Test("The document itself is no field")
    func refusesTheRoot() {
        let refused = refusal {
            try read("a: 1\n").setting(FieldPath(steps: []), to: .text("x"))
        }
        #expect(refused?.message == "no field is named")
    }

    @Test(
        "A character that no document may hold is refused, wherever it stands",
        arguments: ["\u{0}", "\u{1B}", "\r", "\u{85}", "\u{2028}", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{7F}"])
    func refusesCharacters(character: String) {
        for value in [
            NewValue.text("a" + character), .list([.text("x"), .text(character)]),
            .mapping([("k", .mapping([(character, .text("x"))]))]),
        ] {
            let refused = refusal { try read("a: 1\n").setting("a", to: value) }
            #expect(refused?.message.contains("which no document may hold") == true)
        }
        let key = refusal { try read("a: 1\n").setting("b" + character, to: .text("x")) }
        #expect(key?.message.contains("which no document may hold") == true)
    }

    @Test("An edit that would take something else with it is refused")
    func refusesSideEffects() {
        // No key on one line is longer than 1024 characters; `?` would be needed.
        let long = String(repeating: "k", count: 1_100)
        let refused = refusal { try read("a: 1\n").setting(long, to: .text("x")) }
        #expect(refused?.message.contains("cannot be changed without changing something else") == true)
        // Of two equal keys, the other one would come to light.
        let twice = refusal { try read("a: 1\na: 2\nb: 3\n").removing("a") }
        #expect(twice?.message == "the key `a` stands twice")
    }

    @Test("A text that would become too large or nest too deep is refused")
    func refusesWhatIsTooMuch() {
        let large = String(repeating: "x", count: TextLimits.bytes)
        let size = refusal { try read("a: 1\n").setting("a", to: .text(large)) }
        #expect(size?.message.contains("at most 1048576 (1 MiB) are read") == true)
        let way = FieldPath(steps: Array(repeating: .key("a"), count: TextLimits.depth + 1))
        let depth = refusal { try read("b: 1\n").setting(way, to: .text("x")) }
        #expect(depth?.message.contains("deeper than 32 levels") == true)
    }

    @Test("Collections nest as deep as they may")
    func editsDeepNesting() throws {
        let way = FieldPath(steps: Array(repeating: .key("a"), count: TextLimits.depth))
        let made = try read("b: 1\n").setting(way, to: .text("x"))
        #expect(read(made).isClean)
        let again = try read(made).setting(way, to: .text("y"))
        #expect(again.count == made.count && zip(made, again).count { $0 != $1 } == 1)
        let gone = try read(again).removing(way)
        #expect(read(gone).isClean)
        let flow = String(repeating: "{a: ", count: 31) + "[x]" + String(repeating: "}", count: 31)
        let deep = FieldPath(steps: Array(repeating: .key("a"), count: 31) + [.index(0)])
        #expect(
            try read(flow).setting(deep, to: .text("y")).elementsEqual(flow.replacing("x", with: "y").utf8))
    }

    @Test("A document as large as it may be is edited, at its end and with all its fields")
    func editsLargeDocuments() throws {
        var text = ""
        var count = 0
        while text.utf8.count < TextLimits.bytes - 100 {
            text += "field-\(count): [a, {b: c}] # \(count)\n"
            count += 1
        }
        let large = read(text)
        let set = try large.setting("field-\(count - 1)[1].b", to: .text("d"))
        #expect(set.count == text.utf8.count && zip(set, text.utf8).count { $0 != $1 } == 1)
        #expect(try large.setting("new", to: .text("x")).elementsEqual((text + "new: x\n").utf8))
    }

    @Test("Whatever the bytes are, an edit is refused or reads as intended", arguments: 0..<8)
    func survivesAnyBytes(batch: Int) {
        var random = SeededGenerator(seed: UInt64(9_000 + batch))
        let dictionary = [
            "- ", "? ", ": ", "{", "}", "[", "]", ",", "#", "\n", "|", ">", "&a ", "*a", "!t ", "\"", "'",
        ]
        for _ in 0..<150 {
            let bytes = random.mutated(Array(Samples.initiative.utf8), with: dictionary.map { Array($0.utf8) })
            let text = read(bytes)
            guard let root = text.tree?.root, root.kind == .mapping else { continue }
            let ways = root.content.ways
            guard !ways.isEmpty else { continue }
            let way = random.pick(ways)
            if let outcome = try? text.setting(way, to: .text("new value")) {
                #expect(way.node(in: read(outcome).tree?.root ?? root)?.string == "new value")
            }
            if let outcome = try? text.removing(way) { #expect(read(outcome).tree != nil) }
        }
    }
}

import Diagnostics
import PlanText
import Testing

@Suite("Positions of nodes")
struct PositionTests {
    @Test("A node covers exactly its own characters", arguments: Marked.values + Marked.collections + Marked.otherTexts)
    func coversItsOwnCharacters(example: Marked) throws {
        let text = read(example.text)
        let node = try #require(text.tree?.root.at(example.way), "\(text.diagnostics.map(\.message))")
        #expect(node.cut == example.covered)
        #expect(node.bytes == example.bytes)
        if let content = example.content { #expect(node.content == .scalar(content)) }
    }

    @Test(
        "Its range goes from the first to the last character",
        arguments: Marked.values + Marked.collections + Marked.otherTexts)
    func placesFirstAndLastCharacter(example: Marked) throws {
        let range = try #require(read(example.text).tree?.root.at(example.way)?.location.range)
        #expect(range.start == example.first)
        #expect(range.end == example.last)
        #expect(range.bytes == example.bytes)
    }

    @Test("Lines and columns are those that an editor shows")
    func countsAsEditorsDo() throws {
        let text = read(
            """
            # Übersicht
            title: "😀 größer"
            owner: {id: ana.ruiz, имя: 'Ана'}
            problem: |
              Erste Zeile
              𝒳 zweite

            metrics:
              - id: first
                limit:
            """)
        let root = try #require(text.tree?.root)
        let expected = [
            ("title", "2:8-2:17"), ("owner", "3:8-3:33"), ("owner.?id", "3:9-3:10"), ("owner.id", "3:13-3:20"),
            ("owner.?имя", "3:23-3:25"), ("owner.имя", "3:28-3:32"), ("problem", "4:10-6:10"), ("?metrics", "8:1-8:7"),
            ("metrics", "9:3-10:10"), ("metrics.0", "9:5-10:10"), ("metrics.0.id", "9:9-9:13"),
            ("metrics.0.limit", "10:11-10:11"),
        ]
        for (way, place) in expected {
            let range = try #require(root.at(way)?.location.range, "\(way)")
            #expect(
                "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)" == place, "\(way)")
        }
        #expect(root.location.range?.start == TextPosition(line: 2, column: 1))
        #expect(root.location.range?.end == TextPosition(line: 10, column: 10))
    }

    @Test("A location names the path and carries the text, so that a frame can be drawn")
    func carriesItsText() throws {
        let text = read("a: 1\n")
        let location = try #require(text.tree?.root["a"]?.location)
        #expect(location.path == "plans/p/SD-1.yaml")
        #expect(location.source == text.source)
    }

    @Test(
        "Styles are told apart",
        arguments: [
            ("a: x", PlanNode.ScalarStyle.plain), ("a: 'x'", .singleQuoted), ("a: \"x\"", .doubleQuoted),
            ("a: |\n  x", .literal),
            ("a: >\n  x", .folded), ("a:", .plain), ("a: [x]", .none), ("a: {x: y}", .none),
        ])
    func tellsStylesApart(text: String, style: PlanNode.ScalarStyle) throws {
        #expect(try #require(read(text).tree?.root["a"]).style == style)
    }

    @Test(
        "Only what is not written counts as null",
        arguments: [
            ("a:", true, true), ("a: ~", true, true), ("a: null", true, true), ("a: Null", false, false),
            ("a: ''", false, true), ("a: 'null'", false, false), ("a: \"~\"", false, false), ("a: '  '", false, true),
            ("a: |\n\n", false, true), ("a: x", false, false), ("a: []", false, true), ("a: {}", false, true),
            ("a: [~]", false, false), ("a: 0", false, false), ("a: no", false, false),
        ])
    func knowsNullAndEmpty(text: String, isNull: Bool, isEmpty: Bool) throws {
        let node = try #require(read(text).tree?.root["a"])
        #expect(node.isNull == isNull)
        #expect(node.isEmpty == isEmpty)
    }

    @Test(
        "Scalars stay the text they are",
        arguments: [
            "no", "yes", "on", "1:30", "0o14", "014", "1_000", "0x1F", "1e3", ".5", "+1", "-.inf", "2026-03-14",
            "2026-03", "=", "0.10",
        ])
    func keepsTexts(text: String) throws {
        #expect(try #require(read("a: \(text)\nb: {c: \(text)}").tree?.root.at("a")).string == text)
        #expect(try #require(read("a: \(text)\nb: {c: \(text)}").tree?.root.at("b.c")).string == text)
    }

    @Test("Nodes of one kind have nothing of another")
    func keepsKindsApart() throws {
        let root = try #require(read("s: x\nl: [a, b]\nm: {k: v}\nr: *x").tree?.root)
        let (scalar, list, mapping, alias) = try (
            #require(root["s"]), #require(root["l"]), #require(root["m"]), #require(root["r"])
        )
        #expect(scalar.elements.isEmpty && scalar.pairs.isEmpty && scalar["k"] == nil && scalar.count == 0)
        #expect(
            list.elements.count == 2 && list.count == 2 && list.pairs.isEmpty && list.string == nil && list.utf8.isEmpty
        )
        #expect(mapping.pairs.count == 1 && mapping.count == 1 && mapping.elements.isEmpty && mapping.string == nil)
        #expect(alias.kind == .alias && alias.string == nil && !alias.isNull && !alias.isEmpty)
    }
}

/// A text in which `⟦` and `⟧` stand around the characters that a node should cover.
struct Marked: Sendable, CustomTestStringConvertible {
    let name: String
    /// The way to the node, as in `PlanNode.at`.
    let way: String
    /// What the node says, where it is a scalar and that is worth a look.
    let content: String?
    let text: String
    let covered: String
    let bytes: Range<Int>
    let first: TextPosition
    let last: TextPosition

    init(_ name: String, _ marked: String, at way: String, is content: String? = nil) {
        let parts = marked.unicodeScalars.split(maxSplits: 2, omittingEmptySubsequences: false) {
            $0 == "⟦" || $0 == "⟧"
        }
        precondition(parts.count == 3, "\(name) has no marks")
        self.name = name
        self.way = way
        self.content = content
        covered = String(parts[1])
        text = parts.map { String($0) }.joined()
        let start = String(parts[0]).utf8.count
        bytes = start..<start + covered.utf8.count
        first = Self.place(behind: Array(parts[0]))
        last = parts[1].isEmpty ? first : Self.place(behind: Array(parts[0]) + Array(parts[1]).dropLast())
    }

    var testDescription: String { name }

    /// The place of the next character, counted by hand.
    private static func place(behind scalars: [Unicode.Scalar]) -> TextPosition {
        let line = scalars.split(separator: "\n", omittingEmptySubsequences: false)
        return TextPosition(line: line.count, column: (line.last?.count ?? 0) + 1)
    }
}

extension Marked {
    /// Scalars in every style.
    static let values = [
        Marked("plain", "a: ⟦plain text⟧\nb: 2\n", at: "a", is: "plain text"),
        Marked("plain, at the end of the text", "b: 2\na: ⟦plain text⟧", at: "a", is: "plain text"),
        Marked("plain, one character", "a: ⟦1⟧\n", at: "a", is: "1"),
        Marked("plain, with a comment behind it", "a: ⟦x#y⟧   # why\n", at: "a", is: "x#y"),
        Marked("plain, with blanks behind it", "a: ⟦x⟧   \nb: 1\n", at: "a", is: "x"),
        Marked("plain, on several lines", "a: ⟦one\n  two\n\n  three⟧\n\n# why\nb: 1\n", at: "a", is: "one two\nthree"),
        Marked("plain, on the line below", "a:\n  ⟦x y⟧\nb: 1\n", at: "a", is: "x y"),
        Marked("plain, on the line below a comment", "a: # why\n  # because\n\n  ⟦x y⟧\nb: 1\n", at: "a", is: "x y"),
        Marked("plain, with signs that mean nothing inside", "a: ⟦x:y - ? z, [w] {v} & * ! | > ' \"⟧\n", at: "a"),
        Marked("single quotes", "a: ⟦'it''s # x'⟧ # why\n", at: "a", is: "it's # x"),
        Marked("single quotes, empty", "a: ⟦''⟧\n", at: "a", is: ""),
        Marked("single quotes on several lines", "a: ⟦'one\n  two\n\n  three'⟧\nb: 1\n", at: "a", is: "one two\nthree"),
        Marked("double quotes", "a: ⟦\"x\\n\\u00e9\\x41\\\"\"⟧ # why\n", at: "a", is: "x\n\u{E9}A\""),
        Marked("double quotes, empty", "a: ⟦\"\"⟧\n", at: "a", is: ""),
        Marked(
            "double quotes on several lines", "a: ⟦\"one\n  two\\\n  three\\\n  \\ four\"⟧\nb: 1\n", at: "a",
            is: "one twothree four"),
        Marked("literal", "a: ⟦|\n  one\n   two⟧\n\n# why\nb: 1\n", at: "a", is: "one\n two\n"),
        Marked("literal, at the end of the text", "a: ⟦|\n  one\n  two⟧", at: "a", is: "one\ntwo"),
        Marked("literal that keeps its last lines", "a: ⟦|+\n  one⟧\n\n\nb: 1\n", at: "a", is: "one\n\n\n"),
        Marked("literal with an indentation of its own", "a: ⟦|2-\n    one⟧\n\nb: 1\n", at: "a", is: "  one"),
        Marked("literal with a comment behind its sign", "a: ⟦| # why\n  one⟧\nb: 1\n", at: "a", is: "one\n"),
        Marked("literal without a line", "a: ⟦|⟧\nb: 1\n", at: "a", is: ""),
        Marked(
            "literal with something like a comment inside", "a: ⟦|\n  # one\n  two⟧\n# why\n", at: "a",
            is: "# one\ntwo\n"),
        Marked("folded", "a: ⟦>\n  one\n  two\n\n  three⟧\n\nb: 1\n", at: "a", is: "one two\nthree\n"),
        Marked("folded, stripped", "- ⟦>-\n  one\n  two⟧\n- b\n", at: "0", is: "one two"),
        Marked("no value", "a:⟦⟧\nb: 1\n", at: "a", is: ""),
        Marked("no value, with a comment behind it", "a:⟦⟧   # why\n\n# because\nb: 1\n", at: "a", is: ""),
        Marked("no value at the end of the text", "b: 1\na:⟦⟧", at: "a", is: ""),
        Marked("no value in a list", "- x\n-⟦⟧ # why\n- y\n", at: "1", is: ""),
        Marked("no value in a flow mapping", "a: {b:⟦⟧ , c: d}\n", at: "a.b", is: ""),
        Marked("no value in a flow mapping, before a comment", "a: {b:⟦⟧ # why: not\n  , c: d}\n", at: "a.b", is: ""),
        Marked("a flow key on its own", "a: {b⟦⟧   , c: d}\n", at: "a.b", is: ""),
        Marked("a flow key on its own at the end", "a: {c: d, b⟦⟧ # why: not\n  }\n", at: "a.b", is: ""),
        Marked("an explicit key without a value", "? a⟦⟧\n\n# why: not\n? b\n: c\n", at: "a", is: ""),
        Marked("an explicit key with a value", "? a\n: ⟦x⟧\n? b\n: c\n", at: "a", is: "x"),
        Marked("an explicit key with an empty value", "? a # why: not\n# - because\n:⟦⟧ # x\n? b\n", at: "a", is: ""),
        Marked("null", "a: ⟦~⟧ # why\n", at: "a", is: "~"),
        Marked("key", "b: 1\n⟦a⟧: x\n", at: "?a", is: "a"),
        Marked("quoted key", "⟦\"a\"⟧: x\n", at: "?a", is: "a"),
        Marked("key of a flow mapping", "x: {b: 1, ⟦a⟧: x}\n", at: "x.?a", is: "a"),
        Marked("explicit key", "?   ⟦a⟧\n: x\n", at: "?a", is: "a"),
    ]

    /// Collections end with their last character, not with the blank lines and comments behind it.
    static let collections = [
        Marked("flow list", "a: ⟦[x, y]⟧ # why\n", at: "a"),
        Marked("element of a flow list", "a: [x, ⟦y z⟧ , w]\n", at: "a.1", is: "y z"),
        Marked("last element of a flow list", "a: [x, ⟦y z⟧]\n", at: "a.1", is: "y z"),
        Marked("empty flow list", "a: ⟦[]⟧\n", at: "a"),
        Marked("flow list on several lines", "a: ⟦[x, # why\n  y,\n]⟧\nb: 1\n", at: "a"),
        Marked("flow list in a flow list", "a: [[x], ⟦[y, [z]]⟧]\n", at: "a.1"),
        Marked("flow mapping", "a: ⟦{b: 1, c: 2}⟧ # why\n", at: "a"),
        Marked("empty flow mapping", "a: ⟦{ }⟧\n", at: "a"),
        Marked("flow mapping in a flow list", "a: [⟦{b: 1}⟧, x]\n", at: "a.0"),
        Marked("a pair in a flow list", "a: [⟦b: c⟧ , d]\n", at: "a.0"),
        Marked("a pair without a value in a flow list", "a: [⟦b:⟧ , d]\n", at: "a.0"),
        Marked("an explicit key in a flow list", "a: [⟦? b⟧ , d]\n", at: "a.0"),
        Marked("block list", "a:\n  ⟦- x\n  - y⟧\n\n# why\nb: 1\n", at: "a"),
        Marked("block list below its key", "a:\n⟦- x\n- y⟧\nb: 1\n", at: "a"),
        Marked(
            "block list below its key, with comments", "a:\n# why\n⟦- x\n\n# because\n- y⟧ # so\n# and\nb: 1\n", at: "a"
        ),
        Marked("block list that ends with nothing", "a:\n  ⟦- x\n  -⟧ # why\n\nb: 1\n", at: "a"),
        Marked("list in a list", "- ⟦- x\n  - y⟧\n- z\n", at: "0"),
        Marked("block mapping", "a:\n  ⟦b: 1\n  # why\n  c: 2⟧\n  # because\n\nd: 3\n", at: "a"),
        Marked("block mapping that ends with nothing", "a:\n  ⟦b: 1\n  c:⟧\n\n  # why\nd: 3\n", at: "a"),
        Marked("block mapping that ends with a literal", "a:\n  ⟦b: |\n    x⟧\n\n  # why\nd: 3\n", at: "a"),
        Marked("block mapping that ends with a flow list", "a:\n  ⟦b: [x]⟧ # why\nd: 3\n", at: "a"),
        Marked("block mapping that ends with an explicit key", "a:\n  ⟦? b⟧\n\n  # why: not\nd: 3\n", at: "a"),
        Marked("block mapping in a list", "- ⟦a: 1\n  b: 2⟧\n\n- c: 3\n", at: "0"),
        Marked("mapping in a list in a mapping", "m:\n  - a: 1\n  - ⟦a: 2\n    b: {c: d}⟧ # why\n\nn: 1\n", at: "m.1"),
        Marked("list of mappings", "m:\n  ⟦- a: 1\n  - a: 2\n    b:\n      - c⟧\n\n\nn: 1\n", at: "m"),
        Marked("the whole", "# why\n\n⟦a: 1\nb:\n  - c⟧\n\n# because\n", at: ""),
        Marked("the whole between marks of a document", "---\n⟦a: 1\nb: 2⟧\n...\n", at: ""),
        Marked("the whole behind the mark of a document", "--- # why\n⟦{a: 1}⟧ # because\n", at: ""),
        Marked("the whole, a scalar", "⟦just text⟧\n", at: "", is: "just text"),
        Marked("the whole, nothing behind a mark", "---⟦⟧\n# why\n", at: "", is: ""),
    ]

    /// Texts that are not plain ASCII with LF, or that break a rule and can be read all the same.
    static let otherTexts = [
        Marked("two bytes for each letter", "ключ: ⟦значение⟧ # комментарий\n", at: "ключ", is: "значение"),
        Marked("behind four-byte scalars on the same line", "{😀𝒳: x, é: ⟦中文⟧, y: z}\n", at: "é", is: "中文"),
        Marked("four-byte scalars in quotes", "\"😀😀\": ⟦\"𝒳 \\U0001F600\"⟧ # 😀\n", at: "😀😀", is: "𝒳 😀"),
        Marked("a list behind four-byte scalars", "😀: ⟦[𝒳, {é: 😀}]⟧ # 😀\n", at: "😀"),
        Marked("combining marks", "e\u{301}: ⟦e\u{301}x⟧\n", at: "e\u{301}", is: "e\u{301}x"),
        Marked("four-byte scalars in comments before", "# 😀\na: x # 😀😀\nb: ⟦y⟧\n", at: "b", is: "y"),
        Marked("literal with four-byte scalars", "a: ⟦|\n  😀\n  𝒳⟧\nb: 1\n", at: "a", is: "😀\n𝒳\n"),
        Marked("CRLF, plain", "a: 1\r\nb: ⟦x⟧\r\nc: 2\r\n", at: "b", is: "x"),
        Marked("CRLF, no value", "a:⟦⟧\r\nb: x\r\n", at: "a", is: ""),
        Marked("CRLF, literal", "a: ⟦|\r\n  one\r\n  two⟧\r\n\r\nb: x\r\n", at: "a", is: "one\ntwo\n"),
        Marked("CRLF, list", "a:\r\n  ⟦- x\r\n  - y⟧\r\n\r\nb: x\r\n", at: "a"),
        Marked("CRLF, flow on several lines", "a: ⟦[é,\r\n  😀]⟧\r\nb: x\r\n", at: "a"),
        Marked("CRLF, plain on several lines", "a: ⟦é\r\n  😀⟧\r\nb: x\r\n", at: "a", is: "é 😀"),
        Marked("byte order mark", "\u{FEFF}a: ⟦x⟧\n", at: "a", is: "x"),
        Marked("byte order mark before a key", "\u{FEFF}⟦a⟧: x\n", at: "?a", is: "a"),
        Marked("byte order mark and letters of two bytes", "\u{FEFF}é: ⟦ü⟧\n", at: "é", is: "ü"),
        Marked("two byte order marks", "\u{FEFF}\u{FEFF}a: ⟦x⟧\n", at: "a", is: "x"),
        Marked("lone CR, which breaks no line of ours", "a: 1\rb: ⟦x⟧\n", at: "b", is: "x"),
        Marked("U+0085, which breaks no line of ours", "a: 1\u{85}b: ⟦x⟧\n", at: "b", is: "x"),
        Marked("U+2028, which breaks no line of ours", "a: 1\u{2028}b: ⟦x⟧\nc: 1\n", at: "b", is: "x"),
        Marked("bidirectional control", "a: 1 # \u{202E}\nb: ⟦\u{202E}x⟧\n", at: "b", is: "\u{202E}x"),
        Marked("alias", "a: ⟦*x⟧ # why\n", at: "a"),
        Marked("alias at the end", "a: [⟦*x⟧]\n", at: "a.0"),
        Marked("anchor with a value", "a: ⟦&x y⟧ # why\n", at: "a", is: "y"),
        Marked("tag with a value", "a: ⟦!!str y⟧ # why\n", at: "a", is: "y"),
        Marked("tag without a value", "a: ⟦!!str⟧\nb: 1\n", at: "a", is: ""),
    ]
}

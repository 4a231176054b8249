import PlanText
import Testing

@Suite("Edits in each style")
struct EditStyleTests {
    private struct Example: CustomTestStringConvertible, Sendable {
        let name: String
        let before: String
        let way: String
        let value: NewValue?
        let sibling: String?
        let after: String

        /// Sets a field; removes it where there is no value.
        init(
            _ name: String, _ before: String, _ way: String, _ value: NewValue?, after sibling: String? = nil,
            gives after: String
        ) {
            (self.name, self.before, self.way, self.value, self.sibling, self.after) =
                (name, before, way, value, sibling, after)
        }

        var testDescription: String { name }
    }

    private static let scalars: [Example] = [
        Example("plain stays plain", "stage: a  # now\n", "stage", .text("b c"), gives: "stage: b c  # now\n"),
        Example("plain over several lines", "a: one\n  two # x\nb: 1\n", "a", .text("z"), gives: "a: z # x\nb: 1\n"),
        Example("plain that cannot hold it", "a: x # c\n", "a", .text("y: z"), gives: "a: \"y: z\" # c\n"),
        Example("single quotes stay", "a: 'x'\n", "a", .text("it's"), gives: "a: 'it''s'\n"),
        Example("single quotes around nothing", "a: 'x'\n", "a", .text(""), gives: "a: ''\n"),
        Example("double quotes stay", "a: \"4711\" # c\n", "a", .text("4712"), gives: "a: \"4712\" # c\n"),
        Example("double quotes escape", "a: \"x\"\n", "a", .text("\"\\\n\t"), gives: "a: \"\\\"\\\\\\n\\t\"\n"),
        Example(
            "literal stays literal", "a: |  # why\n    one\n    two\n\nb: 1\n", "a", .text("x\ny\n"),
            gives: "a: |  # why\n    x\n    y\n\nb: 1\n"),
        Example(
            "literal without a line break at its end", "a: |\n one\nb: 1\n", "a", .text("x\n\n y"),
            gives: "a: |-\n x\n\n  y\nb: 1\n"),
        Example(
            "literal that begins with a blank", "a: |\n one\n", "a", .text(" x\n"), gives: "a: |1\n  x\n"),
        Example(
            "indentation that was said", "a: |3-\n    one\nb: 1\n", "a", .text("x"), gives: "a: |-\n    x\nb: 1\n"),
        Example(
            "literal that kept its empty lines", "a: |+\n  one\n\nb: 1\n", "a", .text("x\n"),
            gives: "a: |\n  x\n\nb: 1\n"),
        Example("literal that becomes empty", "a: | # c\n  x\nb: 1\n", "a", .text(""), gives: "a: \"\" # c\nb: 1\n"),
        Example(
            "folded stays folded", "a: >-\n  one\n  two\nb: 1\n", "a", .text("x y\nz"),
            gives: "a: >-\n  x y\n\n  z\nb: 1\n"),
        Example(
            "folded breaks long lines", "a: >-\n  one\n", "a",
            .text(String(repeating: "word ", count: 30) + "end"),
            gives: "a: >-\n  " + String(repeating: "word ", count: 16).dropLast() + "\n  "
                + String(repeating: "word ", count: 14) + "end\n"),
        Example(
            "folded that cannot hold it", "a: >-\n  one\n", "a", .text("x\n  y\n"), gives: "a: |\n  x\n    y\n"),
        Example("nothing is filled", "a:   # why\nb: 1\n", "a", .text("x"), gives: "a: x   # why\nb: 1\n"),
        Example("nothing at the end of the text", "a:", "a", .text("x"), gives: "a: x"),
        Example("null is a value that is not there", "a: ~\n", "a", .text("null"), gives: "a: \"null\"\n"),
        Example(
            "nothing becomes a literal", "a: # why\nb: 1\n", "a", .text("x\ny"),
            gives: "a: |- # why\n  x\n  y\nb: 1\n"),
        Example(
            "plain becomes a literal", "a: x # c\nb: 1\n", "a", .text("x\ny\n"), gives: "a: | # c\n  x\n  y\nb: 1\n"),
        Example(
            "value on the next line", "a:\n   # c\n   x\nb: 1\n", "a", .text("y"), gives: "a:\n   # c\n   y\nb: 1\n"),
        Example("quoted key", "\"a\\x62\" : x\n", "ab", .text("y"), gives: "\"a\\x62\" : y\n"),
        Example("key with a question mark", "? a\n: x\nb: 1\n", "a", .text("y"), gives: "? a\n: y\nb: 1\n"),
        Example("no line break at the end", "a: x", "a", .text("y"), gives: "a: y"),
        Example("in a list", "a:\n- x\n- 'y' # c\n", "a[1]", .text("z"), gives: "a:\n- x\n- 'z' # c\n"),
        Example(
            "literal in a list", "a:\n  - x\n  -\n", "a[1]", .text("p\nq\n"), gives: "a:\n  - x\n  - |\n    p\n    q\n"),
        Example(
            "in flow", "a: {b: x, c: [y, z]} # c\n", "a.c[1]", .text("p, q"), gives: "a: {b: x, c: [y, \"p, q\"]} # c\n"
        ),
        Example("several lines in flow", "a: {b: x}\n", "a.b", .text("p\nq"), gives: "a: {b: \"p\\nq\"}\n"),
        Example("key alone in flow", "a: {b, c: 1}\n", "a.b", .text("x"), gives: "a: {b: x, c: 1}\n"),
        Example("pair in a list in flow", "a: [b: x]\n", "a[0].b", .text("y"), gives: "a: [b: y]\n"),
        Example("letters of every script", "a: größer # ü\nb: 1\n", "a", .text("中文 😀"), gives: "a: 中文 😀 # ü\nb: 1\n"),
    ]

    private static let collections: [Example] = [
        Example(
            "list for a text", "a: x # c\nb: 1\n", "a", .list([.text("p"), .text("q")]),
            gives: "a: # c\n  - p\n  - q\nb: 1\n"),
        Example(
            "text for a block list", "a: # c\n  # d\n  - p\n  - q # e\nb: 1\n", "a", .text("x"),
            gives: "a: x # c\n  # d\nb: 1\n"),
        Example(
            "block list for a block list", "a:\n- p\n- q # e\nb: 1\n", "a", .list([.text("x")]),
            gives: "a:\n- x # e\nb: 1\n"),
        Example(
            "block mapping for a list at the left", "a:\n- p\nb: 1\n", "a", .mapping([("x", .text("y"))]),
            gives: "a:\n  x: y\nb: 1\n"),
        Example(
            "flow stays flow", "a: [p, q] # c\n", "a", .list([.text("x"), .mapping([("k", .text("v w"))])]),
            gives: "a: [x, {k: v w}] # c\n"),
        Example("empty list", "a:\n  - p\nb: 1\n", "a", .list([]), gives: "a: []\nb: 1\n"),
        Example(
            "nested", "a:\n", "a", .mapping([("b", .list([.mapping([("c", .text("x")), ("d", .text("y\nz"))])]))]),
            gives: "a:\n  b:\n    - c: x\n      d: |-\n        y\n        z\n"),
        Example(
            "lists as their neighbours are", "a:\n- p\nb:\n", "b", .list([.text("x")]), gives: "a:\n- p\nb:\n- x\n"),
    ]

    private static let additions: [Example] = [
        Example("at the end", "a: 1\nb: 2\n", "c", .text("3"), gives: "a: 1\nb: 2\nc: 3\n"),
        Example("behind a sibling", "a: 1 # x\nb: 2\n", "c", .text("3"), after: "a", gives: "a: 1 # x\nc: 3\nb: 2\n"),
        Example("behind one that is not there", "a: 1\n", "c", .text("3"), after: "z", gives: "a: 1\nc: 3\n"),
        Example("no line break at the end", "a: 1", "c", .text("3"), gives: "a: 1\nc: 3"),
        Example("before comments below", "a: 1\n\n# end\n", "c", .text("3"), gives: "a: 1\nc: 3\n\n# end\n"),
        Example(
            "behind a literal", "a: |\n  x\n\nb: 2\n", "c", .text("3"), after: "a", gives: "a: |\n  x\nc: 3\n\nb: 2\n"),
        Example(
            "behind a literal that keeps its empty lines", "a: |+\n  x\n\nb: 2\n", "c", .text("3"), after: "a",
            gives: "a: |+\n  x\n\nc: 3\nb: 2\n"),
        Example(
            "behind a literal without a last line break", "a: 1\nb: |\n  x", "c", .text("3"),
            gives: "a: 1\nc: 3\nb: |\n  x"),
        Example(
            "as the last of its mapping", "a:\n  b: 1 # x\n\n# about c\nc: 2\n", "a.d", .text("3"),
            gives: "a:\n  b: 1 # x\n  d: 3\n\n# about c\nc: 2\n"),
        Example(
            "in a list", "a:\n  - id: x\n    b: 1\n  - id: y\n", "a[0].c", .text("3"), after: "id",
            gives: "a:\n  - id: x\n    c: 3\n    b: 1\n  - id: y\n"),
        Example(
            "with its parents", "a: 1\n", "b.c.d", .text("3"), gives: "a: 1\nb:\n  c:\n    d: 3\n"),
        Example("below nothing", "a: # why\nb: 1\n", "a.c", .text("3"), gives: "a: # why\n  c: 3\nb: 1\n"),
        Example("in flow", "a: {b: 1} # c\n", "a.c", .text("3"), gives: "a: {b: 1, c: 3} # c\n"),
        Example("in empty braces", "a: {}\n", "a.c", .text("3"), gives: "a: {c: 3}\n"),
        Example("in flow behind a comma", "a: {b: 1,}\n", "a.c", .text("3"), gives: "a: {b: 1, c: 3,}\n"),
        Example(
            "in flow, one a line", "a: {\n  b: 1, # x\n  c: 2, # y\n}\n", "a.d", .text("3"), after: "b",
            gives: "a: {\n  b: 1, # x\n  d: 3,\n  c: 2, # y\n}\n"),
        Example(
            "in flow, one a line, at the end", "a: {\n  b: 1,\n  c: 2 # y\n}\n", "a.d", .text("3"),
            gives: "a: {\n  b: 1,\n  c: 2, # y\n  d: 3\n}\n"),
        Example(
            "in flow over lines", "p: {2026-10: 900.00,\n    2026-11: 18.00}\n", "p.2026-12", .text("1"),
            gives: "p: {2026-10: 900.00,\n    2026-11: 18.00,\n    2026-12: 1}\n"),
        Example("pair in a list in flow", "a: [b: 1]\n", "a[0].c", .text("3"), gives: "a: [{b: 1, c: 3}]\n"),
        Example("element", "a:\n- x\n# c\nb: 1\n", "a[1]", .text("y"), gives: "a:\n- x\n- y\n# c\nb: 1\n"),
        Example("first element", "a: 1\n", "b[0].id", .text("x"), gives: "a: 1\nb:\n  - id: x\n"),
        Example("element in flow", "a: [x]\n", "a[1]", .text("y"), gives: "a: [x, y]\n"),
        Example(
            "element as its neighbours are", "a:\n  - {id: x}\n", "a[1]", .mapping([("id", .text("y"))]),
            gives: "a:\n  - {id: x}\n  - {id: y}\n"),
        Example(
            "element over several lines", "a:\n  - id: x\n", "a[1]", .mapping([("id", .text("y")), ("n", .text("z"))]),
            gives: "a:\n  - id: x\n  - id: y\n    n: z\n"),
        Example("key that needs quotes", "a: 1\n", "x # y", .text("3"), gives: "a: 1\n\"x # y\": 3\n"),
    ]

    private static let removals: [Example] = [
        Example("with its comment", "a: 1\nb: 2 # x\n# y\nc: 3\n", "b", nil, gives: "a: 1\n# y\nc: 3\n"),
        Example("the last one", "a: 1\nb: 2", "b", nil, gives: "a: 1\n"),
        Example("with all below", "a:\n  b: |\n    x\n\n    y\n  c: 1\n\nd: 2\n", "a", nil, gives: "\nd: 2\n"),
        Example("nested", "a:\n  b: 1\n  c: 2\nd: 3\n", "a.b", nil, gives: "a:\n  c: 2\nd: 3\n"),
        Example("the only one", "a:\n  b: 1\nd: 3\n", "a.b", nil, gives: "a: {}\nd: 3\n"),
        Example("the only element", "a: # x\n  - b\nd: 3\n", "a[0]", nil, gives: "a: [] # x\nd: 3\n"),
        Example("the only field", "a: 1\n", "a", nil, gives: "{}\n"),
        Example("first in an element", "a:\n  - id: x # c\n    b: 1\n", "a[0].id", nil, gives: "a:\n  - b: 1\n"),
        Example(
            "first in an element, with a comment below", "a:\n  - id: x\n    # why\n    b: 1\n", "a[0].id", nil,
            gives: "a:\n  -\n    # why\n    b: 1\n"),
        Example("an element", "a:\n- x\n- y # c\n- z\n", "a[1]", nil, gives: "a:\n- x\n- z\n"),
        Example("in flow", "a: {b: 1, c: 2, d: 3}\n", "a.c", nil, gives: "a: {b: 1, d: 3}\n"),
        Example("first in flow", "a: {b: 1, c: 2}\n", "a.b", nil, gives: "a: {c: 2}\n"),
        Example("last in flow", "a: [x, y]\n", "a[1]", nil, gives: "a: [x]\n"),
        Example("only one in flow", "a: { b: 1, }\n", "a.b", nil, gives: "a: {}\n"),
        Example(
            "in flow, one a line", "a: {\n  b: 1, # x\n  c: 2, # y\n}\n", "a.b", nil, gives: "a: {\n  c: 2, # y\n}\n"),
        Example("key with a question mark", "? a\n: 1\n? b\n: 2\n", "a", nil, gives: "? b\n: 2\n"),
        Example("what is not there", "a: 1\n", "b.c", nil, gives: "a: 1\n"),
    ]

    @Test("A field reads as set, and the rest is as it was", arguments: scalars + collections + additions + removals)
    private func edits(example: Example) {
        for (before, after, layout) in [
            (example.before, example.after, PlanText.Layout.yaml),
            ("---\n" + example.before, "---\n" + example.after, .frontMatter),
        ] {
            let isEnded = before.hasSuffix("\n")
            // Front matter always ends with a line break.
            if layout == .frontMatter, !isEnded { continue }
            let prose = layout == .frontMatter ? "---\n\n# Prose: [\n\ta: 1\n---\n" : ""
            let outcome = edited(before + prose, as: layout) { text in
                guard let value = example.value else { return try text.removing(example.way) }
                return try text.setting(example.way, to: value, after: example.sibling)
            }
            #expect(outcome == after + prose)
            let again = edited(outcome, as: layout) { text in
                guard let value = example.value else { return try text.removing(example.way) }
                return try text.setting(example.way, to: value, after: example.sibling)
            }
            if !example.way.hasSuffix("[1]") || example.value != nil { #expect(again == outcome, "a second time") }
        }
    }

    @Test("Texts that would read as something else are quoted, and others are not")
    func quotes() {
        let quoted = [
            "", "~", "null", "<<", " a", "a ", "a: b", "a:", "a #b", "# a", "- a", "-", "? a", "|", ">", "'a", "\"a",
            "@a", "`a", "%a", "*a", "&a", "!a", "[a", "{a", "]", "}", ",a", "---", "--- a", "...", ": a", "a\tb",
        ]
        for text in quoted {
            let outcome = edited("a: x\n") { try $0.setting("a", to: .text(text)) }
            #expect(outcome.hasPrefix("a: \""), "\(text)")
        }
        let plain = [
            "no", "1:30", "2026-03-14", "4711", "-5", "a:b", "a#b", "it's", "x, y", "a]", "=",
            "https://example.com/a?b=c#d",
            "größer", "?a", "Null", "50 %",
        ]
        for text in plain {
            #expect(edited("a: x\n") { try $0.setting("a", to: .text(text)) } == "a: \(text)\n", "\(text)")
        }
    }
}

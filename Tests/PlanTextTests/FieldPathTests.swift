import Diagnostics
import PlanText
import Testing

@Suite("Ways to a field")
struct FieldPathTests {
    @Test(
        "A way is keys with dots, and places in lists",
        arguments: [
            ("status", [FieldPath.Step.key("status")]),
            ("change.risk", [.key("change"), .key("risk")]),
            ("change.run-cost.amount", [.key("change"), .key("run-cost"), .key("amount")]),
            ("authors[0]", [.key("authors"), .index(0)]),
            ("a[2][10].b", [.key("a"), .index(2), .index(10), .key("b")]),
            ("a.b[1].c[0]", [.key("a"), .key("b"), .index(1), .key("c"), .index(0)]),
            ("kep number", [.key("kep number")]),
            ("größe", [.key("größe")]),
        ])
    func readsWays(text: String, steps: [FieldPath.Step]) throws {
        let path = try #require(FieldPath(text))
        #expect(path.steps == steps)
        #expect(path.description == text)
        #expect(path == FieldPath(steps: steps))
    }

    @Test(
        "Anything else is no way",
        arguments: [
            "", ".", ".a", "a.", "a..b", "[0]", "a.[0]", "a[", "a[]", "a]", "a[0", "a0]", "a[x]", "a[-1]", "a[+1]",
            "a[0]b", "a[0]]", "a[[0]]",
            "a[ 0]", "a[1.5]", "a[0]..b", "a[1234567890]", "a[٠]",
        ])
    func refusesOthers(text: String) {
        #expect(FieldPath(text) == nil)
    }

    @Test(
        "A way leads to its node, or nowhere",
        arguments: [
            ("a", "1"), ("b.c", "2"), ("l[0]", "x"), ("l[1].d", "3"), ("l[2][0]", "y"), ("l[3]", nil),
            ("l[999999999]", nil), ("a.b", nil),
            ("a[0]", nil), ("b[0]", nil), ("l.d", nil), ("z", nil), ("b.c.d", nil),
        ])
    func leadsToNodes(way: String, text: String?) throws {
        let source = SourceText(path: "p", bytes: Array("a: 1\nb: {c: 2}\nl: [x, {d: 3}, [y]]\n".utf8))
        let root = try #require(PlanText.read(source, layout: .yaml).tree?.root)
        #expect(try #require(FieldPath(way)).node(in: root)?.string == text)
    }

    @Test("A way with no step is the root")
    func standsStill() throws {
        let source = SourceText(path: "p", bytes: Array("a: 1\n".utf8))
        let root = try #require(PlanText.read(source, layout: .yaml).tree?.root)
        #expect(FieldPath(steps: []).node(in: root)?.bytes == root.bytes)
        #expect(FieldPath(steps: []).description.isEmpty)
    }

    @Test("Steps are appended at the end")
    func appendsSteps() {
        let path = FieldPath(steps: []).appending(.key("metrics")).appending(.index(3)).appending(.key("id"))
        #expect(path.description == "metrics[3].id")
    }
}

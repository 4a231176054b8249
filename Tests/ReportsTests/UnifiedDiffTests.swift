import Diagnostics
import Reports
import Testing

@Suite("Unified diffs of fixes")
struct UnifiedDiffTests {
    private func diff(_ text: String, _ edits: [(Range<Int>, String)]) -> String {
        let source = SourceText(path: "p", bytes: Array(text.utf8))
        let fix = Fix(title: "mend", edits: edits.map { .init(bytes: $0.0, replacement: $0.1) })
        let diagnostic = Diagnostic(RuleCode("SYN004"), "m", at: source.location(0..<0), fix: fix)
        return FixedText.collect([diagnostic]).map { UnifiedDiff(of: $0).text }.joined()
    }

    private static let twenty = (1...20).map { "\($0 + 10)\n" }.joined()

    @Test("Changes far apart are hunks of their own, with three lines around each")
    func hunks() {
        #expect(
            diff(Self.twenty, [(0..<2, "x"), (57..<59, "y")]) == """
                --- a/p
                +++ b/p
                @@ -1,4 +1,4 @@
                -11
                +x
                 12
                 13
                 14
                @@ -17,4 +17,4 @@
                 27
                 28
                 29
                -30
                +y

                """)
    }

    @Test("Changes near each other share a hunk, and what is added moves what follows")
    func shifts() {
        #expect(
            diff(Self.twenty, [(3..<3, "a\nb\n"), (12..<15, ""), (57..<59, "y")]) == """
                --- a/p
                +++ b/p
                @@ -1,8 +1,9 @@
                 11
                +a
                +b
                 12
                 13
                 14
                -15
                 16
                 17
                 18
                @@ -17,4 +18,4 @@
                 27
                 28
                 29
                -30
                +y

                """)
    }

    @Test("A missing line break at the end is said")
    func noLineBreak() {
        #expect(
            diff("a\nb", [(2..<3, "c")])
                == "--- a/p\n+++ b/p\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"
        )
        #expect(
            diff("a\nb", [(3..<3, "\n")])
                == "--- a/p\n+++ b/p\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n")
    }

    @Test("A line break that goes joins two lines")
    func joins() {
        #expect(diff("a\nb\nc\n", [(1..<2, "")]) == "--- a/p\n+++ b/p\n@@ -1,3 +1,2 @@\n-a\n-b\n+ab\n c\n")
    }

    @Test("Control characters are shown as escapes")
    func escapes() {
        #expect(diff("a\u{1B}[31m\n", [(0..<1, "b")]).contains("-a\\u{1b}[31m\n+b\\u{1b}[31m\n"))
    }

    @Test("Fixes that overlap are made one after the other, equal ones once")
    func collects() {
        let source = SourceText(path: "p", bytes: Array("abc\n".utf8))
        func fix(_ range: Range<Int>, _ text: String) -> Diagnostic {
            Diagnostic(
                RuleCode("SYN004"), "m", at: source.location(0..<0),
                fix: Fix(title: text, edits: [.init(bytes: range, replacement: text)]))
        }
        let texts = FixedText.collect([fix(0..<2, "x"), fix(1..<3, "y"), fix(2..<3, "z"), fix(0..<2, "x")])
        #expect(texts.map(\.titles) == [["x", "z"]])
        #expect(texts.first?.bytes == Array("xz\n".utf8))
    }
}

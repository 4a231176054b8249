import PlanModel
import Testing
import TollgateTesting

@Suite("Patterns of ids")
struct TextPatternTests {
    @Test(
        "A pattern matches these whole texts and not those",
        arguments: [
            (
                "[A-Z][A-Z0-9]{1,7}-[0-9]{1,6}", ["SD-1", "SD-104", "A1-000000", "ABCDEFGH-9"],
                [
                    "", "sd-1", "S-1", "SD-", "SD-1234567", "ABCDEFGHI-1", "SD-1 ", " SD-1", "SD-1\n", "SD–1", "ＳD-1",
                    "S\u{212A}-1",
                ]
            ),
            ("[a-z0-9][a-z0-9-]*", ["a", "go-live", "2026", "a--"], ["", "-a", "A", "a_b", "é", "a b"]),
            ("PEP-\\d{4}", ["PEP-0008"], ["PEP-8", "PEP-٠٠٠٨", "pep-0008", "PEP-00081"]),
            ("^\\d+$", ["1", "0123456789"], ["", "1a", "-1"]),
            ("a?b", ["b", "ab"], ["aab", "a"]),
            ("a.c", ["abc", "a😀c", "a.c"], ["ac", "abbc"]),
            ("a\\.c", ["a.c"], ["abc"]),
            ("[^a-c]", ["d", "é", "😀"], ["a", "b", "c", "", "de"]),
            ("[a\\-z]+", ["a-z"], ["b"]),
            ("[a-]+", ["a-", "-a"], ["b"]),
            ("[-a]+", ["a-"], ["b"]),
            ("[\\]\\[]+", ["[]"], ["a"]),
            ("\\^\\$", ["^$"], ["", "^"]),
            ("a{0}b", ["b"], ["ab"]),
            ("a{2}", ["aa"], ["a", "aaa"]),
            ("a{2,}", ["aa", "aaaaaa"], ["a", ""]),
            ("a{1,3}a", ["aa", "aaa", "aaaa"], ["a", "aaaaa"]),
            ("[à-ü]+", ["é", "äöü"], ["e\u{301}", "a"]),
            ("e\u{301}", ["e\u{301}"], ["é"]),
        ])
    func matchesTexts(source: String, matching: [String], others: [String]) throws {
        let pattern = try #require(TextPattern(source))
        for text in matching { #expect(pattern.matches(text), "\(text.debugDescription)") }
        for text in others { #expect(!pattern.matches(text), "\(text.debugDescription)") }
        #expect(pattern.description == source)
    }

    @Test(
        "What would need more than this small part of regular expressions is refused",
        arguments: [
            "", "^", "$", "^$", "(a)", "a(", "a)", "(?:a)", "(?i)a", "a|b", "|", "[", "[a", "[]", "[^]", "[z-a]",
            "[a-\\d]", "[\\d]", "[\\w]",
            "[\\1]", "\\w", "\\s", "\\b", "\\D", "\\1", "\\0", "\\x41", "\\u0041", "\\p{L}", "\\", "a\\", "*", "+a",
            "?", "{2}", "^*a", "a**", "a*?",
            "a+?", "a++", "a??", "a*+", "a{2}{3}", "a{1}?", "a{1}+", "a{1}*", "a{1,1}?", "a?{2}", "a{", "a{2", "a{}",
            "a{,3}", "a{x}", "a{2,x}",
            "a{2,1}", "a{2,3,}", "a{-1}", "a{257}", "a{1,257}", "a{ 2}", "a^b", "a$b", "^^a", "a$$", "]", "}", "a]",
            "a}",
            String(repeating: "a", count: 513), "a{256}b{256}c",
        ])
    func refusesMore(source: String) {
        #expect(TextPattern(source) == nil)
    }

    @Test("Matching agrees with Swift's regular expressions, for random patterns and texts")
    func agreesWithRegularExpressions() throws {
        var random = SeededGenerator(seed: 60)
        var matches = 0
        for _ in 0..<600 {
            let source = Self.pattern(&random)
            let pattern = try #require(TextPattern(source), "\(source)")
            let regex = try Regex(source).matchingSemantics(.unicodeScalar).dotMatchesNewlines().asciiOnlyDigits()
            for _ in 0..<20 {
                let text = (0..<random.number(0...7)).map { _ in random.pick(["a", "b", "c", "1", "2", "-", ".", "é"]) }
                    .joined()
                let expected = try regex.wholeMatch(in: text) != nil
                if expected { matches += 1 }
                #expect(pattern.matches(text) == expected, "\(source) on \(text)")
            }
        }
        #expect(matches > 500 && matches < 11_500)
    }

    @Test("Patterns made to be slow are not")
    func staysLinear() throws {
        let text = String(repeating: "a", count: 3_000)
        #expect(try !#require(TextPattern("a*a*a*a*a*a*a*a*b")).matches(text))
        #expect(
            try !#require(TextPattern(String(repeating: "a?", count: 250) + String(repeating: "a", count: 250)))
                .matches(text))
        #expect(
            try #require(TextPattern(String(repeating: "a?", count: 100) + String(repeating: "a", count: 100))).matches(
                String(repeating: "a", count: 100)))
        #expect(try #require(TextPattern("a{0,200}a{0,200}b?")).matches(String(repeating: "a", count: 400)))
        #expect(try !#require(TextPattern("a{0,200}a{0,200}b?")).matches(String(repeating: "a", count: 401)))
    }

    @Test("A text of a megabyte is matched against the ids of our own")
    func matchesALongText() {
        #expect(TextPattern.innerID.matches(String(repeating: "a-", count: 1 << 15)))
        #expect(!TextPattern.initiativeID.matches(String(repeating: "A", count: 1 << 20)))
    }

    private static func pattern(_ random: inout SeededGenerator) -> String {
        let atoms = [
            "a", "b", "c", "1", "-", "é", ".", "\\d", "\\.", "[ab]", "[a-c]", "[^a]", "[^a-c1]", "[a1-]", "[.é]",
        ]
        let quantities = ["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "{0}", "{1,3}"]
        let body = (0..<random.number(1...4)).map { _ in random.pick(atoms) + random.pick(quantities) }.joined()
        return (random.once(in: 5) ? "^" : "") + body + (random.once(in: 5) ? "$" : "")
    }
}

import Diagnostics
import PlanModel
import PlanText
import Testing
import TollgateTesting

@Suite("Ledgers that grow")
struct LedgerWritingTests {
    private static let header = LedgerLine.header + "\n"
    private static let first = "2026-03-14,milestone,pilot,,done,evidence/pilot.pdf,\n"

    @Test(
        "A ledger lies beside its plan, by the bytes of the plan's path",
        arguments: [
            ("plans/p/SD-1.yaml", "plans/p/SD-1.csv"), ("SD-1.yaml", "SD-1.csv"),
            ("plans/p/.yaml", "plans/p/.yaml.csv"), ("plans/p/a.b.md", "plans/p/a.b.csv"),
            ("plans/p/\u{301}x.yaml", "plans/p/\u{301}x.csv"),
            ("plans/evidence/SD-1.yaml", "plans/evidence/SD-1.csv"),
        ])
    func path(_ plan: String, _ ledger: String) throws {
        let policy = readPolicy(
            """
            schema: tollgate/policy/v1
            stages: [idea]
            documents: [{kind: initiative, match: "**/*.yaml", ledger: "{stem}.csv"}]

            """
        ).policy
        let entry = try #require(policy?.documents.first)
        #expect(Ledger.path(beside: Array(plan.utf8), entry) == Array(ledger.utf8))
        let source = SourceText(path: plan, bytes: [])
        #expect(Ledger.path(of: PlanDocument.read(source, entry: entry)).map { Array($0.utf8) } == Array(ledger.utf8))
    }

    private func ledger(_ text: String) -> Ledger {
        Ledger.read(SourceText(path: "plans/p/SD-1.csv", bytes: Array(text.utf8)))
    }

    private func appended(_ text: String, _ lines: [[String]]) -> String {
        do {
            return String(decoding: try ledger(text).appending(lines), as: UTF8.self)
        } catch {
            return "refused: \(error.message)"
        }
    }

    private static let reading = ["2026-06-01", "actual", "reset-contacts", "2026-05", "3900", "", "counted, twice"]
    private static let written = "2026-06-01,actual,reset-contacts,2026-05,3900,,\"counted, twice\"\n"

    @Test("Lines are put below what is there")
    func appends() {
        #expect(
            appended(Self.header + Self.first, [Self.reading, Self.reading])
                == Self.header + Self.first + Self.written + Self.written)
    }

    @Test("A ledger that is not there yet begins with its header")
    func begins() {
        #expect(appended("", [Self.reading]) == Self.header + Self.written)
        #expect(appended(Self.header, [Self.reading]) == Self.header + Self.written)
    }

    @Test("A last line without a line break gets one, and stays what it is")
    func completes() {
        #expect(
            appended(Self.header + Self.first.dropLast(), [Self.reading]) == Self.header + Self.first + Self.written)
        #expect(appended(String(Self.header.dropLast()), [Self.reading]) == Self.header + Self.written)
    }

    @Test("With no lines nothing changes, not even a ledger that is none")
    func appendsNothing() {
        for text in ["", "x", Self.header] { #expect(appended(text, []) == text) }
    }

    @Test("Old lines that are wrong stay: they cannot be taken back")
    func keepsWrongLines() {
        let wrong = "2026-13-01,actual,a,2026-05,x,,\n"
        #expect(appended(Self.header + wrong, [Self.reading]) == Self.header + wrong + Self.written)
    }

    @Test(
        "A line that no ledger may hold is refused, and says which field",
        arguments: [
            (["2026-06-01"], "a line has 1 fields; expected 7"),
            (["2026-06-01", "review", "", "2026-05", "held", "", "a\nb"], "`note` has a line break in it"),
            (["2026-06-01", "review", "", "2026-05", "held", "", "a\u{202E}b"], "the character U+202E"),
            (["2026-06-01", "review", "", "2026-05", "held", "", "a\tb"], "the character U+0009"),
            (["2026-06-01", "review", "", "2026-05", "held", "", "a\rb"], "the character U+000D"),
            (["2026-06-31", "review", "", "2026-05", "held", "", ""], "`date` is `2026-06-31`; expected a date"),
            (["2026-06-01", "actual", "a", "2026-05", "1,5", "", ""], "`value` is `1,5`; expected a decimal number"),
            (["2026-06-01", "actul", "a", "2026-05", "1", "", ""], "`series` is `actul`"),
            (["2026-06-01", "actual", "a", "", "1", "", ""], "`period` is empty"),
        ])
    func refusesLines(fields: [String], message: String) {
        for text in ["", Self.header + Self.first] {
            let outcome = appended(text, [Self.reading, fields])
            #expect(outcome.hasPrefix("refused: ") && outcome.contains(message), "\(outcome)")
        }
    }

    @Test(
        "A file that is no ledger is refused",
        arguments: [
            "date,value\n2026-01-01,1\n", "\u{FEFF}" + header, "\r\n", header.replacing("\n", with: "\r\n"), "\n",
            header + "2026-03-14,milestone,\"pilot\n",
        ])
    func refusesFiles(text: String) {
        #expect(appended(text, [Self.reading]).hasPrefix("refused: nothing can be appended to plans/p/SD-1.csv: "))
    }

    @Test("A ledger that would become too large is refused")
    func refusesTooMuch() {
        let many = String(repeating: Self.first, count: TextLimits.bytes / Self.first.utf8.count - 1)
        #expect(appended(Self.header + many, [Self.reading, Self.reading]).contains("at most 1048576"))
    }

    @Test("Whatever is appended, the old bytes are the beginning of the new ones", arguments: 0..<10)
    func keepsThePrefix(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var bytes: [UInt8] = []
        for round in 1...40 {
            let notes = ["", "a, b", "\"quoted\"", "größer 中文", " blank ", "=1+1", "'"]
            let fields = [
                "2026-06-01", "actual", random.pick(["a", "b"]), "2026-05", "\(round).50", "", random.pick(notes),
            ]
            let old = Ledger.read(SourceText(path: "SD-1.csv", bytes: bytes))
            let new = try old.appending([fields])
            #expect(new.starts(with: bytes) && new.last == 0x0A)
            let read = Ledger.read(SourceText(path: "SD-1.csv", bytes: new))
            #expect(read.diagnostics.isEmpty && read.lines.count == round && read.lines.last?.texts == fields)
            bytes = random.once(in: 4) ? Array(new.dropLast()) : new
        }
    }
}

@Suite("Ledgers that are merged")
struct LedgerMergeTests {
    private func merged(_ base: String, _ target: String, _ theirs: String) -> String {
        do throws(EditRefusal) {
            let bytes = try LedgerMerge.merge(
                base: Array(base.utf8), target: Array(target.utf8), theirs: Array(theirs.utf8))
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            return "refused: \(error.message)"
        }
    }

    @Test(
        "The target's lines stand first, then those that only the other side appended",
        arguments: [
            ("h\na\n", "h\na\nb\n", "h\na\nc\n", "h\na\nb\nc\n"), ("h\n", "h\nb\n", "h\n", "h\nb\n"),
            ("h\n", "h\n", "h\nc\n", "h\nc\n"), ("h\n", "h\nb\nc\n", "h\nc\nd\n", "h\nb\nc\nd\n"),
            ("h\n", "h\nc\n", "h\nc\nc\n", "h\nc\nc\n"), ("", "h\nb\n", "h\nc\n", "h\nb\nc\n"),
            ("", "", "h\nc\n", "h\nc\n"), ("h\n", "h\nb", "h\nc", "h\nb\nc\n"), ("h", "h", "h\nc\n", "h\nc\n"),
            ("h\na", "h\na\nb\n", "h\na\nc\n", "h\na\nb\nc\n"), ("h\n", "h\nb", "h\n", "h\nb"),
        ])
    func merges(base: String, target: String, theirs: String, expected: String) {
        #expect(merged(base, target, theirs) == expected)
    }

    @Test(
        "Where a side changed what both began with, the line is named",
        arguments: [
            ("h\na\n", "h\nx\n", "h\na\nc\n", "the target has changed line 2: `a` is now `x`"),
            ("h\na\nb\n", "h\na\nb\n", "h\nb\na\n", "the other side has changed line 2: `a` is now `b`"),
            ("h\na\n", "h\na\n", "h\n", "the other side has removed line 2, `a`"),
            ("h\na\n", "", "h\na\n", "the target has removed line 1, `h`"),
            ("h\na\n", "h\r\na\r\n", "h\na\n", "the target has changed line 1: `h` is now `h"),
            ("", "h\na\n", "g\na\n", "the two ledgers do not begin with the same header"),
        ])
    func refuses(base: String, target: String, theirs: String, message: String) {
        #expect(merged(base, target, theirs).hasPrefix("refused: " + message))
    }

    @Test("However both sides grow, the target is the beginning and every line is there as often", arguments: 0..<20)
    func keepsThePrefix(seed: Int) {
        var random = SeededGenerator(seed: UInt64(100 + seed))
        for _ in 0..<50 {
            let base = ["h"] + (0..<random.number(0...4)).map { _ in random.pick(["a", "b", "c"]) }
            let mine = (0..<random.number(0...4)).map { _ in random.pick(["a", "b", "x", "y"]) }
            let other = (0..<random.number(0...4)).map { _ in random.pick(["a", "b", "x", "z"]) }
            func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
            let outcome = merged(text(base), text(base + mine), text(base + other))
            #expect(outcome.hasPrefix(text(base + mine)))
            for line in ["a", "b", "c", "x", "y", "z"] {
                let most = max(mine.count { $0 == line }, other.count { $0 == line })
                let count = outcome.split(separator: "\n").count { $0 == line } - base.count { $0 == line }
                #expect(count == most, "\(line) of \(base) \(mine) \(other)")
            }
        }
    }
}

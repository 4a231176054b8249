import Diagnostics
import PlanModel
import Testing
import TollgateTesting

@Suite("Texts that are only appended to")
struct AppendOnlyTests {
    private static func compare(_ before: [UInt8], _ after: [UInt8]) -> AppendOnly {
        AppendOnly(
            before: SourceText(path: "before.csv", bytes: before), after: SourceText(path: "after.csv", bytes: after))
    }

    private static func compare(_ before: String, _ after: String) -> AppendOnly {
        compare(Array(before.utf8), Array(after.utf8))
    }

    /// What happened to lines, in short words: `changed 2 to 2 in [4]`.
    private static func words(_ before: String, _ after: String) -> [String] {
        switch compare(before, after).outcome {
        case .kept: ["kept"]
        case .written(let lines): ["written \(lines)"]
        case .broken(let changes):
            changes.map { change in
                switch change {
                case .changed(let old, let new, let columns): "changed \(old.number) to \(new.number) in \(columns)"
                case .removed(let old): "removed \(old.number)"
                case .inserted(let new): "inserted \(new.number)"
                case .moved(let old, let new): "moved \(old.number) to \(new.number)"
                }
            }
        }
    }

    @Test(
        "Each way to break a ledger is told by its name",
        arguments: [
            ("a,1\nb,2\n", "a,1\nb,2\nc,3\n", ["kept"]),
            ("", "a,1\n", ["kept"]),
            ("a,1\n", "a,1\n", ["kept"]),
            ("x,a,1\nx,b,2\n", "x,a,1\nx,b,3\n", ["changed 2 to 2 in [2]"]),
            ("x,a,1\nx,b,2\n", "x,a,9\nx,b,3\nx,c,4\n", ["changed 1 to 1 in [2]", "changed 2 to 2 in [2]"]),
            ("a,1\nb,2\n", "a,1\n", ["removed 2"]),
            ("a,1\nb,2\n", "b,2\n", ["removed 1"]),
            ("a,1\nb,2\n", "", ["removed 1", "removed 2"]),
            ("a,1\nb,2\n", "a,1\nc,3\nb,2\n", ["inserted 2"]),
            ("a,1\nb,2\n", "z,0\na,1\nb,2\nc,3\n", ["inserted 1"]),
            ("a,1\nb,2\n", "b,2\na,1\n", ["moved 2 to 1"]),
            ("a,1\nb,2\nc,3\n", "c,3\na,1\nb,2\n", ["moved 3 to 1"]),
            ("a,1\nb,2\n", "a,1\nc,3\n", ["removed 2"]),
            ("a,1\na,1\n", "a,1\n", ["removed 2"]),
            ("a,1\nb,2\n", "a,1\r\nb,2\r\n", ["written 2"]),
            ("a,1\nb,2\n", "\u{FEFF}a,1\nb,2\n", ["written 2"]),
            ("a,1\nb,2\n", "\"a\",\"1\"\n\"b\",\"2\"\nc,3\n", ["written 2"]),
            ("a,1\nb,2\n", "a,1\nb,2", ["written 2"]),
            // Without its end the last line is changed by what is appended to it.
            ("x,a,1\nx,b,2", "x,a,1\nx,b,23\n", ["changed 2 to 2 in [2]"]),
            ("a,1\nb,2", "a,1\nb,2\nc,3\n", ["kept"]),
        ])
    func tells(before: String, after: String, expected: [String]) {
        #expect(Self.words(before, after) == expected)
    }

    @Test("Kept is what begins with the same bytes, line by line, whatever is done to it")
    func prefix() {
        var random = SeededGenerator(seed: 61)
        let words = ["a", "b", "2026-05", "12.50", "\"x, y\"", "é", "", "done", "\r", "\""]
        func text(_ lines: Int) -> [UInt8] {
            var text = ""
            for _ in 0..<lines {
                text += (0..<random.number(1...4)).map { _ in random.pick(words) }.joined(separator: ",") + "\n"
            }
            return Array(text.utf8)
        }
        var kept = 0
        for round in 0..<6_000 {
            var before = text(random.number(0...6))
            if random.once(in: 8) { _ = before.popLast() }
            var after = before + text(random.number(0...3))
            if round % 3 != 0 { after = random.mutated(after, with: [[0x0A], Array("a,b\n".utf8), [0x0D, 0x0A]]) }
            let compared = Self.compare(before, after)
            // The oracle: the bytes are a prefix, and no line of the older text goes on in the newer one.
            let isPrefix = after.count >= before.count && Array(after[..<before.count]) == before
            let endsLine =
                before.isEmpty || before[before.count - 1] == 0x0A || after.count == before.count
                || isPrefix && after[before.count] == 0x0A
            #expect(compared.isKept == (isPrefix && endsLine))
            kept += compared.isKept ? 1 : 0
            switch compared.outcome {
            case .kept: #expect(compared.isKept)
            case .written: #expect(!compared.isKept)
            case .broken(let changes):
                #expect(!compared.isKept && !changes.isEmpty)
                for change in changes {
                    switch change {
                    case .changed(let old, let new, _), .moved(let old, let new):
                        #expect(old.bytes.upperBound <= before.count && new.bytes.upperBound <= after.count)
                    case .removed(let old): #expect(old.bytes.upperBound <= before.count)
                    case .inserted(let new): #expect(new.bytes.upperBound <= after.count)
                    }
                }
            }
        }
        #expect(kept > 1_000 && kept < 5_000)
    }

    @Test("Every line of the older text is kept, changed, moved or removed, and each once")
    func accountsForEveryLine() {
        var random = SeededGenerator(seed: 62)
        for _ in 0..<2_000 {
            let before = (0..<random.number(1...8)).map { "date,\($0),\(random.number(0...2))" }
            var after = before
            for _ in 0..<random.number(1...3) {
                switch random.number(0...3) {
                case 0 where !after.isEmpty: after.remove(at: random.number(0...after.count - 1))
                case 1: after.insert("new,\(random.number(100...999)),x", at: random.number(0...after.count))
                case 2 where after.count > 1: after.swapAt(0, random.number(1...after.count - 1))
                default: after.append("new,\(random.number(100...999)),y")
                }
            }
            func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
            guard case .broken(let changes) = Self.compare(text(before), text(after)).outcome else { continue }
            let removed = changes.compactMap { if case .removed(let old) = $0 { old.number } else { nil } }
            let gone = before.enumerated().filter { !after.contains($0.element) }.map { $0.offset + 1 }
            #expect(removed == gone, "\(before) → \(after): \(changes)")
        }
    }

    @Test("Sixty thousand lines turned round are each told once")
    func isLinear() {
        let lines = (0..<60_000).map { "\($0),x" }
        let before = lines.map { $0 + "\n" }.joined()
        let after = lines.reversed().map { $0 + "\n" }.joined()
        guard case .broken(let changes) = Self.compare(before, after).outcome else {
            Issue.record("turned round is not kept")
            return
        }
        #expect(changes.count == 59_999)
    }
}

import Diagnostics
import Foundation
import PlanModel
import PlanText
import Testing
import TollgateTesting

/// Lines appended to ledgers of any layout: what was there is the beginning, and what was added reads as it was given.
@Suite("Ledgers written at random that grow")
struct LedgerPropertyTests {
    private static let texts = [
        "", "a, b", "\"quoted\"", "größer 中文 😀", " blank ", "=1+1", "'", "it's", "x;y", "#", "a\"\"b", ",",
        "evidence/a b.pdf",
    ]

    /// Fields of a line that says something.
    private static func fields(_ random: inout SeededGenerator) -> [String] {
        let date = "2026-0\(random.number(1...9))-\(random.number(10...28))"
        let note = random.pick(texts)
        return switch random.number(0...3) {
        case 0: [date, "milestone", "pilot", "", "done", "evidence/pilot.pdf", note]
        case 1: [date, "review", "", "2026-05", "held", "", note]
        default:
            [date, "actual", random.pick(["calls", "time"]), "2026-05", "\(random.number(-99...99)).50", "", note]
        }
    }

    /// A line as somebody's program may have written it: quoted where that is not needed, too.
    private static func line(_ fields: [String], _ random: inout SeededGenerator) -> String {
        fields.map { field in
            let needs = field.contains(",") || field.contains("\"")
            return needs || random.once(in: 3) ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
        }.joined(separator: ",")
    }

    /// A ledger: none, empty, with lines that can be read but are wrong, and with or without a line break at its end.
    private static func ledger(_ random: inout SeededGenerator) -> [UInt8] {
        if random.once(in: 20) { return [] }
        var text = LedgerLine.header + "\n"
        for _ in 0..<random.number(0...8) {
            var fields = fields(&random)
            if random.once(in: 6) { fields[0] = "2026-13-01" }
            if random.once(in: 8) { fields[4] = "1,5" }
            if random.once(in: 8) { fields[1] = "actul" }
            if random.once(in: 10) { fields.removeLast() }
            text += line(fields, &random) + "\n"
        }
        return Array((random.once(in: 4) ? String(text.dropLast()) : text).utf8)
    }

    private static func read(_ bytes: [UInt8]) -> Ledger {
        Ledger.read(SourceText(path: "plans/p/SD-1.csv", bytes: bytes))
    }

    private static func expect(_ new: [UInt8], grewFrom old: [UInt8], by added: [[String]]) {
        let shown = Comment(
            rawValue: String(decoding: old, as: UTF8.self) + "=====\n" + String(decoding: new, as: UTF8.self))
        #expect(new.starts(with: old) && new.last == 0x0A, shown)
        let (before, after) = (read(old), read(new))
        #expect(after.lines.count == before.lines.count + added.count, shown)
        #expect(zip(after.lines, before.lines).allSatisfy { $0.texts == $1.texts }, shown)
        #expect(after.lines.suffix(added.count).map(\.texts) == added, shown)
        // Nothing stands between: a line that was not closed, a header where there was none, and the lines.
        let header = old.isEmpty ? 1 : 0
        let breaks = old.isEmpty || old.last == 0x0A ? 0 : 1
        #expect(new.count { $0 == 0x0A } == old.count { $0 == 0x0A } + header + breaks + added.count, shown)
    }

    @Test("the old bytes are the beginning, and the new lines read as they were given", arguments: 0..<10)
    func appends(batch: Int) throws {
        var random = SeededGenerator(seed: UInt64(21_000 + batch))
        for _ in 0..<100 {
            let old = Self.ledger(&random)
            let added = (0..<random.number(1...3)).map { _ in Self.fields(&random) }
            Self.expect(try Self.read(old).appending(added), grewFrom: old, by: added)
            // What `record` writes is the same. It leaves a ledger alone whose last line is not closed.
            guard old.last == 0x0A || old.isEmpty else { continue }
            let drafts = added.compactMap(Self.draft)
            #expect(drafts.count == added.count)
            #expect(LedgerDraft.appending(drafts, to: old) == (try Self.read(old).appending(added)))
        }
    }

    private static func draft(_ fields: [String]) -> LedgerDraft? {
        LedgerLine.Series(rawValue: fields[1]).map {
            LedgerDraft(
                date: fields[0], series: $0, item: fields[2], period: fields[3], value: fields[4],
                evidence: fields[5], note: fields[6])
        }
    }

    @Test("every ledger of the project's own plans grows by lines at its end alone")
    func ownLedgers() throws {
        let plans = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("plans")
        let ledgers = try FileManager.default.subpathsOfDirectory(atPath: plans.path).sorted().filter {
            $0.hasSuffix(".csv") && $0.contains("/") && !$0.contains("evidence/")
        }
        #expect(ledgers.count >= 5)
        var random = SeededGenerator(seed: 22_000)
        for path in ledgers {
            let old = [UInt8](try Data(contentsOf: plans.appendingPathComponent(path)))
            #expect(Self.read(old).diagnostics.isEmpty, "\(path)")
            for _ in 0..<5 {
                let added = (0..<random.number(1...3)).map { _ in Self.fields(&random) }
                Self.expect(try Self.read(old).appending(added), grewFrom: old, by: added)
                #expect(LedgerDraft.appending(added.compactMap(Self.draft), to: old).starts(with: old))
            }
        }
    }
}

import Foundation
import Testing
import TollgateTesting

/// `record` on ledgers as other programs write them: quoted where that is not needed, with notes of any kind.
@Suite("Record in ledgers written at random")
struct RecordGeneratedTests {
    private static let policy = Plans.policy(
        """
        documents: [{kind: initiative, match: "plans/*/*.yaml", ledger: "{stem}.csv"}]

        """)
    private static let content = """
        metrics:
          - {id: resets, class: outcome, unit: contacts/month, direction: decrease}

        """
    private static let ledger = "plans/p/SD-1.csv"
    private static let header = "date,series,item,period,value,evidence,note\n"
    private static let notes = [
        "", "as counted", "a, b", "\"quoted\"", "größer 中文 😀", "=1+1", "it's; so", "-5", "#", "a \"b\", c",
    ]

    private static func quoted(_ field: String) -> String { "\"" + field.replacing("\"", with: "\"\"") + "\"" }

    private static func line(_ month: Int, _ random: inout SeededGenerator) -> String {
        ["2026-0\(month)-28", "status", "value", "", random.pick(["green", "amber"]), "", random.pick(notes)]
            .map { field in
                let needs = field.contains(",") || field.contains("\"")
                return needs || random.once(in: 3) ? quoted(field) : field
            }.joined(separator: ",") + "\n"
    }

    @Test("the old bytes are the beginning, and below them stands the line that was given")
    func appends() async throws {
        var random = SeededGenerator(seed: 31_000)
        let repository = try TestRepository {
            start(policy: Self.policy) { plan("SD-1", "defined", Self.content) }
        }
        for _ in 0..<25 {
            var old = Self.header
            for month in 1...random.number(1...6) { old += Self.line(month, &random) }
            try repository.write(Self.ledger, old)
            let (value, note) = ("\(random.number(1...9999)).5", random.pick(Self.notes))
            let run = await CommandRun(
                ["record", "SD-1", "resets", value, "--period", "2026-05"] + (note.isEmpty ? [] : ["--note=\(note)"]),
                in: repository.path)
            #expect(run.status == 0, "\(run)\n\(old)")
            let needs = note.contains(",") || note.contains("\"")
            #expect(
                try repository.read(Self.ledger) == old + "2026-07-01,actual,resets,2026-05,\(value),,"
                    + (needs ? Self.quoted(note) : note) + "\n")
        }
    }
}

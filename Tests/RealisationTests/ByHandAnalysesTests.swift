import Realisation
import Testing

@testable import PlanModel

/// `by-hand-analyses.md`: everything that analyses tell of two stories, as somebody worked it out without the program.
@Suite("Analyses worked out by hand")
struct ByHandAnalysesTests {
    /// A row as the page writes it: landings by their numbers, without the path.
    private static func cells(_ analysis: Analysis, _ row: [Analysis.Cell]) -> [String] {
        zip(analysis.columns, row).compactMap { column, cell in
            guard column.key != "path" else { return nil }
            let text =
                switch cell {
                case .none: ""
                case .notAvailable: "n/a"
                case .text(let text): text
                case .count(let count): String(count)
                }
            guard column.kind == .commits else { return text }
            return text.split(separator: " ").map { Int($0, radix: 16).map(String.init) ?? "?" }.joined(separator: " ")
        }
    }

    @Test("Every row and every cell comes out as it stands on the page")
    func tables() throws {
        let tables = try ByHandPage("by-hand-analyses.md").tables
        #expect(
            Set(tables.map(\.analysis)).isSuperset(of: [
                "agenda", "staleness", "leakage-funnel", "s-curve", "forecast-accuracy", "team-adoption",
                "activity-ratio", "time-in-stage",
            ]))
        for table in tables {
            let analysis = try #require(AnalysisCatalogue.analysis(named: table.analysis))
            #expect(table.columns == analysis.columns.map(\.key).filter { $0 != "path" }, "\(table.analysis)")
            var input = Analysis.Input(try table.story.portfolio(table.day, table.names))
            input.gates = table.gates
            if let since = table.since { input.comparison = try table.story.portfolio(since, known: since) }
            let rows = analysis.run(input).rows.map { Self.cells(analysis, $0) }
            #expect(!table.rows.isEmpty && rows.count == table.rows.count, "\(table.analysis) has \(rows.count) rows")
            for (row, expected) in zip(rows, table.rows) where row != expected {
                Issue.record("\(table.analysis) tells\n\(row)\nand the page\n\(expected)")
            }
        }
    }

    @Test("The closing sentence gives the activity ratio")
    func activityRatio() throws {
        let table = try #require(
            try ByHandPage("by-hand-analyses.md").tables.first { $0.analysis == "activity-ratio" })
        let outcome = try #require(AnalysisCatalogue.analysis(named: "activity-ratio"))
            .run(Analysis.Input(try table.story.portfolio(table.day)))
        #expect(outcome.summary == ["activity ratio: 20.0 % of 10 metrics, 14.3 % of 7 readings"])
    }
}

package import Realisation

/// The rows of an analysis as a table.
package enum AnalysisReport {
    /// `members` says what was examined; it becomes part of the envelope.
    package static func table(
        _ analysis: Analysis, _ outcome: Analysis.Outcome, members: [String: JSONValue], summary: [String]
    ) -> Table {
        var members = members
        members["analysis"] = .string(analysis.name)
        members["remarks"] = .strings(outcome.summary)
        return Table(
            format: "tollgate.analyze/1", members: members, columns: analysis.columns.map(column),
            rows: outcome.rows.map { $0.map(Table.Cell.init) }, summary: outcome.summary + summary)
    }

    private static func column(_ column: Analysis.Column) -> Table.Column {
        let audience: Table.Audience =
            switch column.kind {
            case .plain: .all
            case .commits: .objectName
            case .machines: .machines
            }
        return Table.Column(column.key, column.title, audience)
    }
}

extension Table.Cell {
    init(_ cell: Analysis.Cell) {
        switch cell {
        case .none: self = .none
        case .notAvailable: self = .notAvailable
        case .text(let text): self = .text(text)
        case .count(let count): self = .number(count)
        }
    }
}

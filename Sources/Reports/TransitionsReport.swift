import PlanModel
package import Realisation
import Timeline

/// The analysis `transitions` as a table.
package enum TransitionsReport {
    /// `members` says what was examined; it becomes part of the envelope.
    package static func table(_ transitions: Transitions, members: [String: JSONValue], summary: [String]) -> Table {
        var members = members
        members["analysis"] = .string("transitions")
        let columns = [
            Table.Column("recorded", "recorded"), Table.Column("commit", "landing", .objectName),
            Table.Column("initiative", "initiative"), Table.Column("kind", "kind"), Table.Column("from", "from"),
            Table.Column("to", "to"), Table.Column("path", "path"),
        ]
        let rows = transitions.rows.map { row -> [Table.Cell] in
            [
                .text(row.landing.recorded.description), .text(row.landing.commit), .text(row.initiative),
                .text(row.kind.rawValue), .optional(row.from), .optional(row.to), .text(row.path),
            ]
        }
        return Table(format: "tollgate.analyze/1", members: members, columns: columns, rows: rows, summary: summary)
    }
}

import Diagnostics
package import Governance

/// Rules as a table: what each asks for, for people and for tools that show rules.
package enum RulesReport {
    package static func table(_ rules: [Rule]) -> Table {
        let columns = [
            Table.Column("code", "code"), Table.Column("name", "name"), Table.Column("severity", "severity"),
            Table.Column("summary", "summary"), Table.Column("rationale", "why", .machines),
            Table.Column("remedy", "what to do", .machines), Table.Column("since", "since", .machines),
        ]
        let rows = rules.map { rule -> [Table.Cell] in
            [
                .text(rule.code.text), .text(rule.name), .text(rule.severity.word), .text(rule.summary),
                .text(rule.rationale), .text(rule.remedy), .text(rule.since),
            ]
        }
        return Table(
            format: "tollgate.explain/1", members: [:], columns: columns, rows: rows,
            summary: ["\(rules.count) rule\(rules.count == 1 ? "" : "s")"])
    }
}

import Diagnostics
package import Governance

/// Rules and criteria as a table: what each asks for, for people and for tools that show them.
package enum RulesReport {
    package static func table(_ rules: [Rule], _ criteria: [CriterionDescription] = []) -> Table {
        let columns = [
            Table.Column("kind", "kind", .machines), Table.Column("code", "code"), Table.Column("name", "name"),
            Table.Column("severity", "severity"),
            Table.Column("summary", "summary"), Table.Column("rationale", "why", .machines),
            Table.Column("remedy", "what to do", .machines), Table.Column("since", "since", .machines),
        ]
        let rows = rules.map { rule -> [Table.Cell] in
            [
                .text("rule"), .text(rule.code.text), .text(rule.name), .text(rule.severity.word), .text(rule.summary),
                .text(rule.rationale), .text(rule.remedy), .text(rule.since),
            ]
        }
        let criterionRows = criteria.map { one -> [Table.Cell] in
            [
                .text("criterion"), .none, .text(one.name), .none, .text(one.summary), .text(one.rationale),
                .text(one.remedy), .text("0.1"),
            ]
        }
        var counts: [String] = []
        if !rules.isEmpty { counts.append("\(rules.count) rule\(rules.count == 1 ? "" : "s")") }
        if !criteria.isEmpty { counts.append("\(criteria.count) criteri\(criteria.count == 1 ? "on" : "a")") }
        return Table(
            format: "tollgate.explain/1", members: [:], columns: columns, rows: rows + criterionRows,
            summary: [counts.joined(separator: ", ")])
    }
}

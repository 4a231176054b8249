import PlanModel
import Timeline

extension Analysis {
    static let restatements = Analysis(
        "restatements", shows: "readings that a later line has corrected",
        explanation: """
            A row for each reading that replaces an earlier one of the same item and month. The effect is the new value less the \
            old one; in the net effect costs count against benefits. Who is the author of the landing, as typed.
            """,
        columns: [
            .initiative, .plan, Column("item", "the metric or value line"), Column("period", "the month"),
            Column("old", "what the reading was"), Column("new", "what it is now"), Column("effect", "new less old"),
            Column("unit", "the currency of a value line, or the unit of a metric"),
            Column("who", "the author of the landing that corrected it"), Column("note", "what the line says about it"),
            .recorded, .commits, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var net: [String: ExactDecimal] = [:]
        for initiative in input.portfolio.initiatives {
            var known: [String: Readings.Entry] = [:]
            for entry in initiative.readings.entries {
                guard entry.line.series == .actual, let period = entry.line.period, let new = entry.line.decimal else {
                    continue
                }
                let key = "\(entry.line.item)\n\(period)"
                defer { known[key] = entry }
                guard let before = known[key], let old = before.line.decimal else { continue }
                let promise = initiative.history.promise
                let unit = promise?.line(entry.line.item)?.currency ?? promise?.metric(entry.line.item)?.unit
                let effect = new.subtracting(old)
                if let line = promise?.line(entry.line.item), let currency = line.currency, let effect {
                    net[currency] = (net[currency] ?? .zero).adding(line.isBenefit ? effect : effect.negated)
                }
                rows.append([
                    .text(initiative.name), .text(input.portfolio.plan(of: initiative)), .text(entry.line.item),
                    .text(period.description), .decimal(old), .decimal(new), .decimal(effect), .optional(unit),
                    .optional(input.authors[entry.landing.commit]), .text(entry.line.note), .recorded(entry.landing),
                    .commits([before.landing, entry.landing]), .text(initiative.history.path),
                ])
            }
        }
        let effects = net.sorted { $0.key < $1.key }.map { "\($0.value.trimmed(to: 2)) \($0.key)" }
        return Outcome(
            rows,
            [
                counted(rows.count, "restatement")
                    + (effects.isEmpty ? "" : ", net effect \(effects.joined(separator: ", "))")
            ])
    }.with { $0.needsAuthors = true }
}

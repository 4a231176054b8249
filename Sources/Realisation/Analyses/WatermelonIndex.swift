import PlanModel
import Timeline

extension Analysis {
    static let watermelonIndex = Analysis(
        "watermelon-index", shows: "claimed status against what the figures said at the time",
        explanation: """
            A row for each line `status`, beside the status that follows from what was known at the landing that recorded it: \
            implementation from mandatory milestones, value from the outlook against the lock, both by the thresholds of the \
            policy. `watermelon`: better is claimed than the figures say. The index is the share of such claims.
            """,
        columns: [
            .initiative, .plan, Column("item", "`implementation` or `value`"), Column("claimed", "what people say"),
            Column("computed", "what the figures say"), Column("flags", "`watermelon`"),
            Column("outlook", title: "outlook %", "the outlook in percent of the lock, at the time"),
            Column("owner", "who answered for it"), Column("date", "the date of the line"), .recorded, .commit, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var (judged, green) = (0, 0)
        for initiative in input.portfolio.initiatives {
            var then: (order: Int, value: InitiativeValue)?
            for entry in initiative.history.ledger.recorded where entry.line.series == .status {
                if then?.order != entry.landing.order {
                    then = input.portfolio.value(initiative.history, at: entry.landing).map {
                        (entry.landing.order, $0)
                    }
                }
                guard let value = then?.value else { continue }
                let claimed = ComputedStatus.Colour(rawValue: entry.line.value)
                let computed = value.status[item: entry.line.item]
                let isBetter = claimed.flatMap { claim in computed.map { claim < $0 } } ?? false
                if claimed != nil, computed != nil { judged += 1 }
                if isBetter { green += 1 }
                let share = value.gross.promised.flatMap { value.gross.outlook.percent(of: $0) }
                rows.append([
                    .text(initiative.name), .text(input.portfolio.plan(of: initiative)), .text(entry.line.item),
                    .text(entry.line.value), computed.map { .text($0.rawValue) } ?? .notAvailable,
                    .flags(isBetter ? ["watermelon"] : []), .percent(share), .optional(value.history.promise?.owner),
                    .day(entry.line.date), .recorded(entry.landing), .commit(entry.landing),
                    .text(initiative.history.path),
                ])
            }
        }
        let index = ExactDecimal(green).percent(of: ExactDecimal(judged))
        return Outcome(
            rows,
            [
                "watermelon index: \(index.map { "\($0) %" } ?? "n/a"), \(green) of \(counted(judged, "claim")) that can be computed"
            ])
    }
}

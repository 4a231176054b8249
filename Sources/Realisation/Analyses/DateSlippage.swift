import PlanModel
import Timeline

extension Analysis {
    static let dateSlippage = Analysis(
        "date-slippage", shows: "how each milestone's date has moved",
        explanation: """
            A row for each milestone that has moved or is late. The dates are those of the plan and those that the ledger \
            expects, from the first lock on, in the order in which they became known. `always-as-far-away`: after each of three or \
            more moves the date was as many days ahead as after the others, give or take a week.
            """,
        columns: [
            .initiative, .plan, Column("milestone", "the milestone's id"),
            Column("mandatory", nil, .machines, "whether a gate waits for it"),
            Column("first", "the date that was committed first"), Column("last", "the newest date"),
            Column("done", "the day on which it was done"), Column("moves", "how often the date has moved"),
            Column("slip", "days from the first date to the newest, or to the day on which it was done"),
            Column("late", "days that the newest date has passed without it"),
            Column("dates", "every date in order"),
            Column("remaining", "how many days away each new date was"),
            Column("flags", "what stands out"), .commits, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var always: [String] = []
        for initiative in input.portfolio.initiatives {
            let promise = initiative.history.lock?.promise ?? initiative.history.promise
            for milestone in initiative.history.promise?.milestones ?? promise?.milestones ?? [] {
                let dates = MilestoneDates(milestone.id, initiative.history)
                guard let first = dates.first, let last = dates.newest else { continue }
                let done = initiative.readings.done(milestone.id)
                let end = done?.line.date ?? last
                let isOpen = done == nil && initiative.isActive
                let late = isOpen ? max(0, input.portfolio.valuation.asOf.daysSinceEpoch - last.daysSinceEpoch) : 0
                let slip = end.daysSinceEpoch - first.value.daysSinceEpoch
                guard !dates.moves.isEmpty || late > 0 || slip > 0 else { continue }
                var flags: [String] = []
                if dates.isAlwaysAsFarAway {
                    flags.append("always-as-far-away")
                    always.append("\(initiative.name) \(milestone.id)")
                }
                if late > 0 { flags.append("late") }
                let landings = [first.landing] + dates.moves.map(\.landing) + (done.map { [$0.landing] } ?? [])
                rows.append([
                    .text(initiative.name), .text(input.portfolio.plan(of: initiative)), .text(milestone.id),
                    .text(milestone.isMandatory ? "yes" : "no"), .day(first.value), .day(last), .day(done?.line.date),
                    .count(dates.moves.count), .count(slip), .count(late),
                    .text(([first.value] + dates.moves.map(\.to)).map(\.description).joined(separator: " ")),
                    .text(dates.moves.map { String($0.remaining) }.joined(separator: " ")), .flags(flags),
                    .commits(landings), .text(initiative.history.path),
                ])
            }
        }
        var summary = [counted(rows.count, "milestone") + " moved or late"]
        if !always.isEmpty { summary.append("always as far away: \(always.joined(separator: ", "))") }
        return Outcome(rows, summary)
    }
}

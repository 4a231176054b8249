import PlanModel
import Timeline

extension Analysis {
    static let lateRecords = Analysis(
        "late-and-backdated-records", shows: "how long after the fact each line of a ledger was recorded",
        explanation: """
            A row for each line. The lag is the days from its date to the landing that recorded it. `late`: more days than the \
            grace of the plan's cadence allows. `backdated`: dated before a step of the initiative, or of a re-baseline, and \
            recorded after it, so that whoever took the step did not know it. `runs-backwards`: dated before the line above it. \
            `dates-apart`: author's and committer's date of the landing are more than a week apart.
            """,
        columns: [
            .initiative, .plan, Column("series", "the series of the line"), Column("item", "what it is about"),
            Column("period", "the month that it is about"), Column("value", "what it says"),
            Column("date", "when it was so in the business"), .recorded,
            Column("authored", nil, .machines, "the author's date of that landing"),
            Column("lag", "days between the two"),
            Column("flags", "what stands out"),
            Column("step", "the step that it is dated before"), .commits,
            Column("line", nil, .machines, "the number of the line"), .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var flagged = 0
        for initiative in input.portfolio.initiatives {
            let grace = input.portfolio.terms(of: initiative)?.grace ?? ChangePlan.Cadence.defaultGrace
            let steps = LateRecord.steps(initiative.history)
            var last: Day?
            for entry in initiative.history.ledger.recorded {
                let record = LateRecord(entry, steps, after: last, grace: grace)
                last = entry.line.date
                if !record.flags.isEmpty { flagged += 1 }
                rows.append([
                    .text(initiative.name), .text(input.portfolio.plan(of: initiative)),
                    .text(entry.line.series.rawValue),
                    .text(entry.line.item), .optional(entry.line.period?.description), .text(entry.line.value),
                    .day(entry.line.date), .recorded(entry.landing), .text(entry.landing.authored.description),
                    .count(record.lag), .flags(record.flags), .optional(record.step?.name),
                    .commits([entry.landing] + (record.step.map { [$0.landing] } ?? [])), .count(entry.number),
                    .text(initiative.history.ledgerPaths.last?.value ?? initiative.history.path),
                ])
            }
        }
        return Outcome(rows, ["\(counted(rows.count, "line")), \(flagged) of them with something that stands out"])
    }
}

/// One line of a ledger by when it was recorded.
struct LateRecord {
    typealias Step = (name: String, landing: Landing)

    let lag: Int
    let flags: [String]
    /// The step that was taken before the line was recorded and after its date.
    let step: Step?

    init(_ entry: Readings.Entry, _ steps: [Step], after last: Day?, grace: Int) {
        let recorded = entry.landing.recorded.day
        lag = recorded.daysSinceEpoch - entry.line.date.daysSinceEpoch
        step = steps.first { step in
            entry.line.date < step.landing.recorded.day && step.landing.order < entry.landing.order
        }
        var flags: [String] = []
        if lag > grace { flags.append("late") }
        if step != nil { flags.append("backdated") }
        if let last, entry.line.date < last { flags.append("runs-backwards") }
        let apart = entry.landing.recorded.seconds - entry.landing.authored.seconds
        if abs(apart) > 7 * 86_400 { flags.append("dates-apart") }
        self.flags = flags
    }

    /// The steps of an initiative behind its lock, at which readings are looked at, oldest first.
    static func steps(_ history: InitiativeHistory) -> [Step] {
        var result: [Step] = []
        guard let lock = history.original else { return result }
        for event in history.timeline.events where event.landing.order > lock.landing.order {
            if case .transition(let step) = event.kind, let to = step.to { result.append((to, event.landing)) }
        }
        for lock in history.locks.dropFirst() {
            if case .rebaseline = lock.kind { result.append(("rebaseline", lock.landing)) }
        }
        return result.sorted { $0.landing.order < $1.landing.order }
    }
}

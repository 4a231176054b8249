import PlanModel
import Timeline

extension Analysis {
    static let timeInStage = Analysis(
        "time-in-stage", shows: "days in each stage, holds apart, with median and 90th percentile",
        explanation: """
            A row for each stay of an initiative at a stage, in the words of the policy, up to the day of the report where it \
            lasts. Days on hold are told apart and are not among the days at the stage, so that both together are the days that \
            went by. What is cancelled or removed stays nowhere. For each plan and stage, and for everything, the median and the \
            90th percentile of the days of all stays, those that last included, by nearest rank: of n stays in order of their days \
            the one at the place n × 50 ÷ 100, or n × 90 ÷ 100, rounded up. So both are days that an initiative has really stayed, \
            and the median of an even count is the lower one of the two in the middle.
            """,
        columns: [
            Column("level", "initiative, plan or portfolio"), Column("name", "the initiative or the plan"),
            Column("stage", "the stage"), Column("days", "days at the stage; for a plan the median"),
            Column("on-hold", title: "on hold", "days on hold meanwhile"),
            Column("p90", title: "p90", "the 90th percentile of the days"), Column("stays", "how many stays"),
            Column("from", "the day on which it began"),
            Column("to", "the day on which it ended; nothing where it lasts"),
            .commits, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        var all: [String: [Int]] = [:]
        let ladder = input.portfolio.valuation.policy.ladder
        let order = Dictionary(
            (ladder.stages + ladder.ends).enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        func summaries(_ level: String, _ name: String, _ days: [String: [Int]]) -> [[Cell]] {
            days.sorted { (order[$0.key] ?? .max, $0.key) < (order[$1.key] ?? .max, $1.key) }.map { stage, days in
                [
                    .text(level), .text(name), .text(stage), .days(Stays.rank(days, 50)), .none,
                    .days(Stays.rank(days, 90)), .count(days.count), .none, .none, .none, .none,
                ]
            }
        }
        for (plan, initiatives) in input.portfolio.plans {
            var sum: [String: [Int]] = [:]
            for initiative in initiatives {
                for stay in Stays.of(initiative.history, until: input.portfolio.valuation.asOf) {
                    sum[stay.stage, default: []].append(stay.days)
                    all[stay.stage, default: []].append(stay.days)
                    rows.append([
                        .text("initiative"), .text(initiative.name), .text(stay.stage), .count(stay.days),
                        .count(stay.onHold), .none, .count(1), .recorded(stay.from), .recorded(stay.to),
                        .commits([stay.from] + (stay.to.map { [$0] } ?? [])), .text(initiative.history.path),
                    ])
                }
            }
            rows += summaries("plan", plan, sum)
        }
        rows += summaries("portfolio", "everything", all)
        return Outcome(rows)
    }
}

enum Stays {
    struct Stay: Hashable {
        let stage: String
        let from: Landing
        let to: Landing?
        /// Without those on hold.
        let days: Int
        let onHold: Int
    }

    /// The stays at stages that have a name, oldest first. They are told from what stood there, and not from the moves, which
    /// know nothing of a stage that a first version could not say, nor whether something is cancelled while it moves.
    static func of(_ history: InitiativeHistory, until: Day) -> [Stay] {
        var result: [Stay] = []
        var open: (stage: String, from: Landing)?
        var held = 0
        var heldSince: Day?
        /// Counts a hold up to a day, from which on it may go on.
        func count(to day: Day) {
            guard let since = heldSince else { return }
            held += max(0, day.daysSinceEpoch - since.daysSinceEpoch)
            heldSince = day
        }
        func end(on day: Day, _ landing: Landing?) {
            count(to: day)
            guard let stay = open else { return }
            let days = max(0, day.daysSinceEpoch - stay.from.recorded.day.daysSinceEpoch)
            result.append(
                Stay(stage: stay.stage, from: stay.from, to: landing, days: max(0, days - held), onHold: held))
            (open, held) = (nil, 0)
        }
        for standing in history.standings {
            let day = standing.landing.recorded.day
            let stage = standing.value.effectiveState == "cancelled" ? nil : standing.value.stage
            count(to: day)
            if stage != open?.stage {
                end(on: day, standing.landing)
                held = 0
                if let stage { open = (stage, standing.landing) }
            }
            heldSince = standing.value.effectiveState == "on-hold" ? day : nil
        }
        if let removed = history.removed { end(on: removed.recorded.day, removed) }
        end(on: until, nil)
        return result
    }

    /// A percentile by nearest rank; nothing where there is nothing.
    static func rank(_ values: [Int], _ percent: Int) -> Int? {
        guard !values.isEmpty else { return nil }
        return values.sorted()[max(0, (values.count * percent + 99) / 100 - 1)]
    }
}

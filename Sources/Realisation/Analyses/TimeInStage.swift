import PlanModel
import Timeline

extension Analysis {
    static let timeInStage = Analysis(
        "time-in-stage", shows: "days in each stage, holds apart, with median and 90th percentile",
        explanation: """
            A row for each stay of an initiative at a stage, up to the day of the report where it lasts. Days on hold are told \
            apart and are not among the days at the stage. For each plan and stage, the median and the 90th percentile of the \
            days of all stays, by nearest rank.
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
                for stay in Stays.of(initiative.history.timeline, until: input.portfolio.valuation.asOf) {
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

    /// The stays at stages that have a name, oldest first. What was removed or cancelled stays nowhere from then on.
    static func of(_ timeline: InitiativeTimeline, until: Day) -> [Stay] {
        var result: [Stay] = []
        var stage: (name: String, from: Landing)?
        var held = 0
        var heldSince: Day?
        func end(at day: Day, _ landing: Landing?) {
            guard let open = stage else { return }
            if let since = heldSince {
                held += max(0, day.daysSinceEpoch - since.daysSinceEpoch)
                heldSince = day
            }
            let days = max(0, day.daysSinceEpoch - open.from.recorded.day.daysSinceEpoch)
            result.append(Stay(stage: open.name, from: open.from, to: landing, days: max(0, days - held), onHold: held))
            (stage, held) = (nil, 0)
        }
        var current: String?
        for event in timeline.events {
            let day = event.landing.recorded.day
            switch event.kind {
            case .created(let name, let state):
                current = name
                if let name { stage = (name, event.landing) }
                if state == "on-hold" { heldSince = day }
            case .transition(let step):
                end(at: day, event.landing)
                current = step.to
                if let to = step.to { stage = (to, event.landing) }
            case .stateChanged(let from, let to, _):
                if to == "on-hold" { heldSince = day }
                if from == "on-hold", let since = heldSince {
                    held += max(0, day.daysSinceEpoch - since.daysSinceEpoch)
                    heldSince = nil
                }
                if to == "cancelled" { end(at: day, event.landing) }
                if from == "cancelled", let current { stage = (current, event.landing) }
            case .removed: end(at: day, event.landing)
            default: break
            }
        }
        end(at: until, nil)
        return result
    }

    /// A percentile by nearest rank; nothing where there is nothing.
    static func rank(_ values: [Int], _ percent: Int) -> Int? {
        guard !values.isEmpty else { return nil }
        return values.sorted()[max(0, (values.count * percent + 99) / 100 - 1)]
    }
}

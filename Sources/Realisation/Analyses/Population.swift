import PlanModel
import Timeline

extension Analysis {
    static let population = Analysis(
        "population", shows: "every step, lock and change of the trust set, with the count of landings examined",
        explanation: """
            The complete list that a sample can be drawn from: each change of stage or state, each lock and re-baseline, each \
            change of hands, each creation and removal, and each landing that changed the policy, the people or the keys.
            """,
        columns: [
            .recorded, Column("authored", nil, .machines, "the author's date"), Column("event", "what happened"),
            .initiative,
            Column("from", "before"), Column("to", "after"), Column("detail", "kind, parts or reason"), .commit, .path,
        ]
    ) { input in
        var rows: [(order: Int, cells: [Cell])] = []
        for initiative in input.portfolio.initiatives {
            for event in initiative.history.told.events {
                guard let told = PopulationEvent(event.kind) else { continue }
                rows.append(
                    (
                        event.landing.order,
                        [
                            .recorded(event.landing), .text(event.landing.authored.description), .text(told.name),
                            .text(initiative.name), .optional(told.from), .optional(told.to), .optional(told.detail),
                            .commit(event.landing), .text(event.path),
                        ]
                    ))
            }
        }
        for change in input.portfolio.branch.trustChanges {
            rows.append(
                (
                    change.landing.order,
                    [
                        .recorded(change.landing), .text(change.landing.authored.description), .text("trust-set"),
                        .none,
                        .none, .none, .none, .commit(change.landing), .text(change.path),
                    ]
                ))
        }
        let sorted = rows.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
        return Outcome(
            sorted.map(\.element.cells),
            ["\(counted(rows.count, "event")) in \(counted(input.portfolio.branch.landings, "landing"))"])
    }
}

struct PopulationEvent {
    let name: String
    var from: String?
    var to: String?
    var detail: String?

    init?(_ kind: Event.Kind) {
        switch kind {
        case .created(let stage, let state): (name, to, detail) = ("created", stage, state)
        case .removed: name = "removed"
        case .transition(let step): (name, from, to, detail) = ("transition", step.from, step.to, step.move.rawValue)
        case .stateChanged(let old, let new, let because): (name, from, to, detail) = ("state", old, new, because)
        case .locked(let stage): (name, detail) = ("lock", stage)
        case .rebaselined(let parts): (name, detail) = ("rebaseline", parts.joined(separator: " "))
        case .handover(let role, let old, let new): (name, from, to, detail) = ("handover", old, new, role)
        case .renamed(let old, let new): (name, from, to) = ("id", old, new)
        case .moved, .unreadable, .fieldChanged, .recorded: return nil
        }
    }
}

import PlanModel
import Timeline

extension Analysis {
    static let cancelledValue = Analysis(
        "cancelled-value", shows: "what cancelled initiatives promised, and where it is said to have gone",
        explanation: """
            A row for each initiative that was cancelled or removed: the gross benefits of its last lock, else of its last plan, \
            less what it has realised. Where `value-disposition` names another initiative, `moved` says how much more that one \
            promises than it did just before the landing of the cancellation, up to now.
            """,
        columns: [
            .initiative, .plan, Column("promised", "by the last lock, else by the last plan"),
            Column("realised", "what it has realised"), Column("lost", "promised less realised"),
            Column("disposition", "what the plan says about its value"),
            Column("taker", "the initiative that it names"),
            Column("moved", "how much more the taker promises since"), .currency, Column("because", "the reason given"),
            Column("flags", "`moved`, `no-disposition`, `taker-did-not-grow`"), .recorded, .commits, .path,
        ]
    ) { input in
        let portfolio = input.portfolio
        var rows: [[Cell]] = []
        for initiative in portfolio.initiatives where initiative.isCancelled {
            let history = initiative.history
            let promised = Cancelled.planned(initiative, portfolio.valuation)
            let end = history.removed ?? Cancelled.end(history)
            let disposition = history.promise?.valueDisposition
            let taker = disposition.flatMap { name in
                portfolio.branch.initiatives.first { $0.name == name && !$0.isRemoved }
            }
            var flags: [String] = []
            var moved: Money?
            if let taker, let end {
                let now = Cancelled.planned(InitiativeValue(taker, portfolio.valuation), portfolio.valuation)
                let then = taker.cut(at: end.order - 1).map {
                    Cancelled.planned(InitiativeValue($0, portfolio.valuation), portfolio.valuation)
                }
                let more = now - (then ?? Money())
                moved = more
                flags.append(more.amount.map { $0 > .zero } ?? false ? "moved" : "taker-did-not-grow")
            } else if disposition == nil {
                flags.append("no-disposition")
            }
            let landings =
                [end].compactMap { $0 } + (taker?.promises.map(\.landing).filter { $0.order >= end?.order ?? 0 } ?? [])
            rows.append([
                .text(initiative.name), .text(portfolio.plan(of: initiative)), .money(promised),
                .money(initiative.gross.realised), .money(promised - initiative.gross.realised), .optional(disposition),
                .optional(taker?.name), moved.map { .money($0) } ?? .none, .text(portfolio.valuation.reporting),
                .optional(history.promise?.because ?? history.current?.because), .flags(flags), .recorded(end),
                .commits(landings), .text(history.path),
            ])
        }
        return Outcome(rows)
    }
}

enum Cancelled {
    /// The gross benefits of the plan that counts.
    static func planned(_ initiative: InitiativeValue, _ valuation: Valuation) -> Money {
        if let promised = initiative.gross.promised { return promised }
        return initiative.lines.filter(\.kind.isBenefit)
            .reduce(Money()) { $0 + valuation.sum($1.plan, $1.currency) }
    }

    /// The landing from which on it has been cancelled.
    static func end(_ history: InitiativeHistory) -> Landing? {
        var result: Landing?
        for standing in history.standings.reversed() {
            guard standing.value.effectiveState == "cancelled" else { break }
            result = standing.landing
        }
        return result
    }
}

import PlanModel
import Timeline

extension Analysis {
    static let leakageFunnel = Analysis(
        "leakage-funnel", shows: "where value is lost between the idea and its confirmation",
        explanation: """
            Gross benefits of each initiative as they stood at the landings that brought it two stages before the lock, one stage \
            before it, to its first lock, the outlook when it came to the stage before the last, and what was realised when it \
            came to the last and the controller had confirmed that. Losses by cause: cancelled, what the first lock, else the newest plan, promised of those that ended; reduced, the \
            first lock less the one that counts now; late, what did not come in the complete periods and is forecast beyond the \
            plan for later ones; short, what the lock promises and the outlook no longer has.
            """,
        columns: [
            Column("level", "initiative, plan or portfolio"), Column("name", "the initiative or the plan"),
            Column("identified", "two stages before the first stage that locks"),
            Column("detailed", "one stage before it"), Column("locked", "by the first lock"),
            Column("implemented", "the outlook at the stage before the last"),
            Column("closed", "realised when the last stage was reached and confirmed"),
            Column("cancelled", "lost since it was cancelled or removed"),
            Column("reduced", "lost by re-baselines"), Column("late", "not there yet, and forecast for later"),
            Column("short", "not expected any more"), .currency, .commits, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        let currency = Cell.text(input.portfolio.valuation.reporting)
        var whole = Leakage()
        for (plan, initiatives) in input.portfolio.plans {
            var sum = Leakage()
            for initiative in initiatives {
                let one = Leakage(initiative, input.portfolio)
                sum = sum + one
                rows.append(
                    [.text("initiative"), .text(initiative.name)] + one.cells
                        + [currency, .commits(one.landings), .text(initiative.history.path)])
            }
            rows.append([.text("plan"), .text(plan)] + sum.cells + [currency, .none, .none])
            whole = whole + sum
        }
        rows.append([.text("portfolio"), .text("everything")] + whole.cells + [currency, .none, .none])
        return Outcome(rows)
    }.with { $0.needsConfirmations = true }
}

struct Leakage {
    /// In the order of the columns; nothing where it never came that far.
    var values: [Money?] = Array(repeating: nil, count: 9)
    var landings: [Landing] = []

    init() {}

    init(_ initiative: InitiativeValue, _ portfolio: Portfolio) {
        let history = initiative.history
        let policy = portfolio.valuation.policy
        let stages = policy.ladder.stages
        let lock = policy.decisionStage.flatMap { stages.firstIndex(of: $0) }
        var landings: [Landing] = []
        func reached(_ index: Int?) -> Landing? {
            guard let index, stages.indices.contains(index) else { return nil }
            return history.reached([stages[index]])
        }
        func gross(at landing: Landing?, _ figure: (InitiativeValue) -> Money) -> Money? {
            guard let landing, let then = portfolio.value(history, at: landing) else { return nil }
            landings.append(landing)
            return figure(then)
        }
        let valuation = portfolio.valuation
        values[0] = gross(at: reached(lock.map { $0 - 2 })) { Self.planned($0, valuation) }
        values[1] = gross(at: reached(lock.map { $0 - 1 })) { Self.planned($0, valuation) }
        values[2] = initiative.gross.original
        if let original = history.original { landings.append(original.landing) }
        if stages.count > 1 { values[3] = gross(at: reached(stages.count - 2)) { $0.gross.outlook } }
        values[4] = gross(at: initiative.confirmed) { $0.gross.realised }
        let promised = initiative.gross.promised
        if initiative.isCancelled {
            let whole = initiative.gross.original ?? Self.planned(initiative, valuation)
            values[5] = whole - initiative.gross.realised
            landings += [history.removed ?? history.standings.last?.landing].compactMap { $0 }
        } else if let promised, let original = initiative.gross.original {
            values[6] = Self.atLeastZero(original - promised)
            let shortfall = Self.atLeastZero((initiative.gross.promisedToDate ?? Money()) - initiative.gross.realised)
            let rest =
                (initiative.gross.outlook - initiative.gross.realised)
                - (promised - (initiative.gross.promisedToDate ?? Money()))
            values[7] = Self.lesser(shortfall, Self.atLeastZero(rest))
            values[8] = Self.atLeastZero(promised - initiative.gross.outlook)
            landings += history.locks.dropFirst().map(\.landing)
        }
        self.landings = landings
    }

    var cells: [Analysis.Cell] { values.map { .money($0) } }

    static func + (left: Leakage, right: Leakage) -> Leakage {
        var sum = Leakage()
        sum.values = zip(left.values, right.values).map { one, other in
            one.map { value in other.map { value + $0 } ?? value } ?? other
        }
        return sum
    }

    /// The plan as it is written, whether it is locked or not.
    private static func planned(_ initiative: InitiativeValue, _ valuation: Valuation) -> Money {
        var sum = Money()
        for line in initiative.lines where line.kind.isBenefit {
            for (month, amount) in line.plan.sorted(by: { $0.key < $1.key }) {
                sum.add(amount, line.currency, at: valuation.planRate(line.currency, month))
            }
        }
        return sum
    }

    private static func atLeastZero(_ money: Money) -> Money {
        money.amount.map { $0 < .zero } ?? false ? Money() : money
    }

    private static func lesser(_ left: Money, _ right: Money) -> Money {
        guard let one = left.amount, let other = right.amount else { return left }
        return one < other ? left : right
    }
}

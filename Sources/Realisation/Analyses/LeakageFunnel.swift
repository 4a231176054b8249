import PlanModel
import Timeline

extension Analysis {
    static let leakageFunnel = Analysis(
        "leakage-funnel", shows: "where value is lost between the idea and its confirmation",
        explanation: """
            Benefits of each initiative as they stood at the landings that first brought it to each level or beyond it: as planned \
            two stages before the decision, one stage before it, and by the first lock; as expected at the stage before the last; \
            and what was realised when it came to the last stage and the controller had confirmed that. What it began with, at the \
            first of these levels that the ladder has, is accounted for up to now, to the cent: began with + gained − cancelled − reduced − late − short = open + \
            realised. Losses are told for each kind of benefit of each initiative and never set off against what others gained. \
            Where value is of several kinds, there is one row for each kind below that of all together.
            """,
        columns: [
            Column("level", "initiative, plan or portfolio"), Column("name", "the initiative or the plan"),
            Column("kind", "the kind of benefit; `gross` for all together"),
            Column("identified", "the plan two stages before the decision"),
            Column("detailed", "the plan one stage before it"), Column("locked", "by the first lock"),
            Column("implemented", "the outlook at the stage before the last"),
            Column("closed", "realised when the last stage was reached and confirmed"),
            Column("gained", "more planned than at the beginning, and more expected than planned"),
            Column("cancelled", "of those cancelled or removed: what the plan that counted had beyond what came"),
            Column("reduced", "less in the plan that counts now than at the beginning"),
            Column("late", "what did not come in complete months and is forecast beyond the plan for those to come"),
            Column("short", "planned, and not expected any more"),
            Column("open", "expected in the months to come, without what is late"),
            Column("realised", "what came in complete months"), .currency,
            Column("without-rate", title: "without rate", "amounts that have no rate and are in no sum"),
            .commits, .path,
        ]
    ) { input in
        var rows: [[Cell]] = []
        let currency = Cell.text(input.portfolio.valuation.reporting)
        func add(_ level: String, _ name: String, _ leakage: Leakage, _ landings: [Landing], _ path: String?) {
            for (kind, levels) in leakage.rows {
                rows.append(
                    [.text(level), .text(name), .text(kind)] + levels.values.map { .money($0) } + [
                        currency, .text(levels.remainder), .commits(landings), .optional(path),
                    ])
            }
        }
        var whole = Leakage()
        for (plan, initiatives) in input.portfolio.plans {
            var sum = Leakage()
            for initiative in initiatives {
                let one = Leakage(initiative, input.portfolio)
                sum = sum + one
                add("initiative", initiative.name, one, one.landings, initiative.history.path)
            }
            add("plan", plan, sum, [], nil)
            whole = whole + sum
        }
        add("portfolio", "everything", whole, [], nil)
        return Outcome(rows)
    }.with { $0.needsConfirmations = true }
}

/// The way of value from level to level, each kind of benefit apart.
struct Leakage {
    /// Nothing where an initiative never came that far.
    struct Levels {
        static let names = ["identified", "detailed", "locked", "implemented", "closed"]

        var identified: Money?
        var detailed: Money?
        var locked: Money?
        var implemented: Money?
        var closed: Money?
        var gained: Money?
        var cancelled: Money?
        var reduced: Money?
        var late: Money?
        var short: Money?
        var open: Money?
        var realised: Money?

        static var parts: [WritableKeyPath<Levels, Money?>] {
            [
                \.identified, \.detailed, \.locked, \.implemented, \.closed, \.gained, \.cancelled, \.reduced, \.late,
                \.short, \.open, \.realised,
            ]
        }

        /// In the order of the columns.
        var values: [Money?] { Self.parts.map { self[keyPath: $0] } }

        /// What it began with: nothing where it has not come to the first level.
        var beginning: Money? { identified ?? detailed ?? locked }

        static func + (left: Levels, right: Levels) -> Levels {
            var sum = left
            for part in parts {
                guard let other = right[keyPath: part] else { continue }
                sum[keyPath: part] = left[keyPath: part].map { $0 + other } ?? other
            }
            return sum
        }

        /// What could not be converted, as in `locked: 1200.00 CHF`.
        var remainder: String {
            zip(Self.names + ["realised"], [identified, detailed, locked, implemented, closed, realised])
                .compactMap { name, money in
                    money.flatMap { $0.remainder.isEmpty ? nil : "\(name): \($0.remainder)" }
                }.joined(separator: "; ")
        }
    }

    private(set) var gross = Levels()
    private(set) var byKind: [ValueLine.Kind: Levels] = [:]
    private(set) var landings: [Landing] = []

    init() {}

    init(_ initiative: InitiativeValue, _ portfolio: Portfolio) {
        let history = initiative.history
        let policy = portfolio.valuation.policy
        let stages = policy.ladder.stages
        var known: [InitiativeValue] = [initiative]
        /// The initiative as it was known at a landing.
        func then(_ landing: Landing?) -> InitiativeValue? {
            guard let landing, let value = portfolio.value(history, at: landing) else { return nil }
            landings.append(landing)
            known.append(value)
            return value
        }
        func first(at index: Int?) -> InitiativeValue? {
            guard let index, stages.indices.contains(index) else { return nil }
            return then(history.reached(stages[index...]))
        }
        let decision = policy.decisionStage.flatMap { stages.firstIndex(of: $0) }
        let identified = first(at: decision.map { $0 - 2 })
        let detailed = first(at: decision.map { $0 - 1 })
        let locked = then(history.original?.landing)
        let implemented = stages.count > 1 ? first(at: stages.count - 2) : nil
        let closed = then(initiative.confirmed)
        func levels(_ isIn: (LineValue) -> Bool) -> Levels {
            func sum(_ value: InitiativeValue?, _ figure: (LineValue) -> Money) -> Money? {
                value.map { $0.lines.filter(isIn).reduce(Money()) { $0 + figure($1) } }
            }
            /// The plan that counts: the one that is locked, else as it is written.
            func planned(_ line: LineValue) -> Money { portfolio.valuation.sum(line.plan, line.currency) }
            var levels = Levels()
            levels.identified = sum(identified, planned)
            levels.detailed = sum(detailed, planned)
            levels.locked = sum(locked, planned)
            levels.implemented = sum(implemented, \.figures.outlook)
            levels.closed = sum(closed, \.figures.realised)
            guard let beginning = levels.beginning else { return levels }
            let lines = initiative.lines.filter(isIn)
            levels.account(
                beginning, lines.reduce(Money()) { $0 + planned($1) },
                lines.reduce(Money()) {
                    $0 + portfolio.valuation.sum($1.plan, $1.currency, where: portfolio.valuation.isComplete)
                },
                lines.reduce(Money()) { $0 + $1.figures.realised },
                lines.reduce(Money()) { $0 + $1.figures.outlook }, isCancelled: initiative.isCancelled)
            return levels
        }
        for kind in ValueLine.Kind.allCases where kind.isBenefit {
            guard known.contains(where: { $0.lines.contains { $0.kind == kind } }) else { continue }
            byKind[kind] = levels { $0.kind == kind }
        }
        let kinds = ValueLine.Kind.allCases.compactMap { byKind[$0] }
        gross = kinds.isEmpty ? levels { _ in false } : kinds.reduce(Levels()) { $0 + $1 }
        if initiative.isCancelled {
            landings += [history.removed ?? Cancelled.end(history)].compactMap { $0 }
        }
        landings += history.locks.dropFirst().map(\.landing)
    }

    /// The rows with the words for their kinds: one for all together, and one for each kind where there are several.
    var rows: [(kind: String, levels: Levels)] {
        let kinds = ValueLine.Kind.allCases.compactMap { kind in byKind[kind].map { (kind.rawValue, $0) } }
        return kinds.count == 1 ? kinds : [("gross", gross)] + kinds
    }

    static func + (left: Leakage, right: Leakage) -> Leakage {
        var sum = left
        sum.gross = left.gross + right.gross
        for (kind, levels) in right.byKind { sum.byKind[kind] = (left.byKind[kind] ?? Levels()) + levels }
        return sum
    }
}

extension Leakage.Levels {
    /// Accounts for what it began with: every difference between two figures is a gain or one of the losses, so that nothing
    /// is left over.
    fileprivate mutating func account(
        _ beginning: Money, _ plan: Money, _ planToDate: Money, _ realised: Money, _ outlook: Money, isCancelled: Bool
    ) {
        /// How much more one is than the other; zero where it is less.
        func excess(_ left: Money, over right: Money) -> Money {
            let difference = (left - right).converted
            return difference.amount.map { $0 < .zero } ?? false ? Money() : difference
        }
        self.realised = realised
        reduced = excess(beginning, over: plan)
        let more = excess(plan, over: beginning)
        if isCancelled {
            cancelled = excess(plan, over: realised)
            (late, short, open) = (Money(), Money(), Money())
            gained = more + excess(realised, over: plan)
            return
        }
        let toCome = (outlook - realised).converted
        let owed = excess(planToDate, over: realised)
        let beyond = excess(toCome, over: plan - planToDate)
        let late = excess(owed, over: excess(owed, over: beyond))
        self.late = late
        cancelled = Money()
        short = excess(plan, over: outlook)
        gained = more + excess(outlook, over: plan)
        open = toCome - late
    }
}

import PlanModel
import Timeline

extension Analysis {
    static let realisation = Analysis(
        "realisation", shows: "promised, realised, expected and confirmed value, with the three lags",
        explanation: """
            One row for each initiative, change plan and everything; where value is of several kinds, one for each kind below it, \
            since hard and soft savings, revenue, avoided cost and working capital are not one figure. Promised is the plan of the \
            lock that counts now, and original that of the first; before there is a lock nothing is promised. Realised counts \
            complete periods up to the day of the report, and realisation divides it by what was promised for the same periods. \
            The outlook takes the forecast, else the plan, for the rest. The run-rate is four times the last three complete \
            periods of recurring lines. Net is benefits less one-off cost, run cost and capital. Amounts are in the reporting \
            currency at the rates of the plan; the difference to the actual rates stands in a column of its own, and what has no \
            rate is listed. Realised in is the first period from which the result has stood as the gate of the last stage asks \
            for it; recorded on is the landing since which the readings tell so; confirmed on the landing that brought it to the \
            last stage with the controller's sign-off, judged as an audit judges it, or that alone where its gate asks for no \
            controller. Rows of the level `metric` say how far each metric has come from its baseline to its target.
            """,
        columns: [
            Column("level", "what the row is about: initiative, metric, plan or portfolio"),
            Column("name", "the initiative, the metric, or the plan"),
            Column("kind", "the kind of value; `gross` for all benefits together"),
            Column("stage", "the stage that it is at"), Column("state", "active, on hold or cancelled"),
            Column("original", "promised by the first lock"),
            Column("promised", "promised by the lock that counts now"),
            Column("realised", "what came in the complete periods"),
            Column("realisation", title: "%", "realised in percent of what was promised for the same periods"),
            Column("outlook", "what came and what is expected"),
            Column("run-rate", "the last three complete periods in a year"),
            Column("net", "outlook of the benefits less that of the costs; on rows of one kind nothing"),
            .currency,
            Column(
                "currency-difference", title: "rate difference", "realised at actual rates less the same at plan rates"),
            Column("attained", "a metric's way from baseline to target, in percent"),
            Column("go-live", "the day from which value could come"),
            Column("realised-in", title: "realised in", "the period from which the result has stood"),
            Column("recorded-on", title: "recorded on", "the day on which that was recorded"),
            Column("recorded-commit", "landing", .commits, "the landing that recorded it"),
            Column(
                "confirmed-on", title: "confirmed on",
                "the day on which the last stage was reached with the controller's sign-off"),
            Column("confirmed-commit", "landing", .commits, "the landing that brought it there"),
            Column("go-live-lag", title: "to value", "days from go-live to the end of that period"),
            Column("recording-lag", title: "to record", "days from there to the landing that recorded it"),
            Column("confirmation-lag", title: "to confirm", "days from there to the last stage"),
            Column("lock-commit", nil, .machines, "the landing of the lock that counts now"),
            Column("without-rate", title: "without rate", "amounts that have no rate and are in no sum"),
            Column("note", "what does not go together"), .path,
        ]
    ) { input in
        let portfolio = input.portfolio
        var rows: [[Cell]] = []
        var whole = KindFigures()
        for (plan, initiatives) in portfolio.plans {
            var sum = KindFigures()
            for initiative in initiatives {
                sum = sum + initiative.figures
                rows += RealisationRows.rows(of: initiative, portfolio.valuation)
            }
            rows += RealisationRows.rows("plan", plan, sum, portfolio.valuation)
            whole = whole + sum
        }
        rows += RealisationRows.rows("portfolio", "everything", whole, portfolio.valuation)
        return Outcome(rows, RealisationNotes.of(portfolio))
    }.with { $0.needsConfirmations = true }
}

enum RealisationRows {
    static func rows(of initiative: InitiativeValue, _ valuation: Valuation) -> [[Analysis.Cell]] {
        let current = initiative.history.current
        var result = amounts(
            "initiative", initiative.name, initiative.figures, valuation, stage: current?.stageAsWritten,
            state: initiative.history.isRemoved ? "removed" : current?.effectiveState, dates: initiative)
        for metric in initiative.metrics {
            var row = [Analysis.Cell](repeating: .none, count: Analysis.realisation.columns.count)
            set(&row, "level", .text("metric"))
            set(&row, "name", .text("\(initiative.name) \(metric.terms.id)"))
            set(&row, "kind", .optional(metric.terms.metricClass?.rawValue))
            set(&row, "attained", .percent(metric.attained))
            set(&row, "realised-in", .month(metric.dates?.realisedIn))
            set(&row, "recorded-on", .recorded(metric.dates?.recorded))
            set(&row, "recorded-commit", .commit(metric.dates?.recorded ?? metric.newest?.landing))
            set(&row, "path", .text(initiative.history.path))
            result.append(row)
        }
        return result
    }

    static func rows(
        _ level: String, _ name: String, _ figures: KindFigures, _ valuation: Valuation
    ) -> [[Analysis.Cell]] {
        amounts(level, name, figures, valuation)
    }

    private static func set(_ row: inout [Analysis.Cell], _ key: String, _ cell: Analysis.Cell) {
        if let index = Analysis.realisation.columns.firstIndex(where: { $0.key == key }) { row[index] = cell }
    }

    private static func amounts(
        _ level: String, _ name: String, _ figures: KindFigures, _ valuation: Valuation, stage: String? = nil,
        state: String? = nil, dates initiative: InitiativeValue? = nil
    ) -> [[Analysis.Cell]] {
        func row(_ kind: String, _ one: Figures, net: Money?, isFirst: Bool) -> [Analysis.Cell] {
            var row = [Analysis.Cell](repeating: .none, count: Analysis.realisation.columns.count)
            func put(_ key: String, _ cell: Analysis.Cell) { set(&row, key, cell) }
            put("level", .text(level))
            put("name", .text(name))
            put("kind", .text(kind))
            put("original", .money(one.original))
            put("promised", .money(one.promised))
            put("realised", .money(one.realised))
            put("realisation", .percent(one.realisation))
            put("outlook", .money(one.outlook))
            put("run-rate", .money(one.runRate))
            put("net", net.map { .money($0) } ?? .none)
            put("currency", .text(valuation.reporting))
            put("currency-difference", .money(one.currencyDifference))
            put("without-rate", .text(one.remainder))
            guard isFirst, let initiative else { return row }
            put("stage", .optional(stage))
            put("state", .optional(state))
            put("go-live", initiative.goLive.map { .day($0.line.date) } ?? .notAvailable)
            put("realised-in", .month(initiative.dates?.realisedIn))
            put("recorded-on", initiative.dates.map { .recorded($0.recorded) } ?? .notAvailable)
            put("recorded-commit", .commit(initiative.dates?.recorded))
            put("confirmed-on", initiative.confirmed.map { .recorded($0) } ?? .notAvailable)
            put("confirmed-commit", .commit(initiative.confirmed))
            put("go-live-lag", .days(initiative.goLiveLag))
            put("recording-lag", .days(initiative.recordingLag))
            put("confirmation-lag", .days(initiative.confirmationLag))
            put("lock-commit", .commit(initiative.history.lock?.landing))
            put("note", .text(note(initiative)))
            put("path", .text(initiative.history.path))
            return row
        }
        let kinds = figures.kinds
        var result = [row("gross", figures.gross, net: figures.net.outlook, isFirst: true)]
        // One kind of benefit and nothing else is the row above, word by word.
        if kinds.count == 1, kinds[0].isBenefit {
            return [row(kinds[0].rawValue, figures.gross, net: figures.net.outlook, isFirst: true)]
        }
        for kind in kinds {
            if let one = figures.byKind[kind] { result.append(row(kind.rawValue, one, net: nil, isFirst: false)) }
        }
        return result
    }

    static func note(_ initiative: InitiativeValue) -> String {
        var notes: [String] = []
        if initiative.isClosedUnrealised { notes.append("closed-unrealised") }
        if initiative.isRealisedUnconfirmed { notes.append("realised-unconfirmed") }
        if initiative.isClosedUnsigned { notes.append("closed-unsigned") }
        if initiative.undecidedConfirmation != nil { notes.append("confirmation-undecided") }
        if initiative.history.lock == nil { notes.append("not-locked") }
        return notes.joined(separator: " ")
    }
}

/// What has to be said beside sums of value.
package enum RealisationNotes {
    package static func of(_ portfolio: Portfolio) -> [String] {
        var lines: [String] = []
        let unrealised = portfolio.initiatives.filter(\.isClosedUnrealised).map(\.name)
        let unconfirmed = portfolio.initiatives.filter(\.isRealisedUnconfirmed).map(\.name)
        if !unrealised.isEmpty { lines.append("closed and not realised: \(unrealised.joined(separator: ", "))") }
        if !unconfirmed.isEmpty { lines.append("realised and never confirmed: \(unconfirmed.joined(separator: ", "))") }
        let decayed = Decay.decayed(Decay.readings(portfolio))
        if !decayed.isEmpty { lines.append("decayed since it was closed: \(decayed.joined(separator: ", "))") }
        if let last = portfolio.valuation.lastMonth {
            let unbooked = portfolio.initiatives.filter { $0.isUnbooked(in: last) }.map(\.name)
            if !unbooked.isEmpty {
                lines.append(
                    "nothing is booked yet for \(last), which is over and counts: \(unbooked.joined(separator: ", "))")
            }
        }
        let rest = portfolio.initiatives.filter { !$0.gross.remainder.isEmpty || !$0.figures.cost.remainder.isEmpty }
        if !rest.isEmpty {
            lines.append(
                "sums are without amounts that have no rate, in: \(rest.map(\.name).joined(separator: ", "))")
        }
        let missing = portfolio.initiatives.reduce(0) { $0 + $1.gross.withoutActualRate }
        if missing > 0 {
            lines.append(
                "\(Analysis.counted(missing, "reading")) in another currency \(missing == 1 ? "has" : "have") no actual rate, and \(missing == 1 ? "is" : "are") not in the rate difference"
            )
        }
        if !portfolio.valuation.demand.isAsked {
            lines.append("the last stage asks for no share of value: realised means 100 % in one period")
        }
        guard let stage = portfolio.valuation.lastStage else { return lines }
        if !portfolio.valuation.asksController, portfolio.initiatives.contains(where: \.isClosed) {
            lines.append("confirmed means that `\(stage)` was reached: its gate asks for no controller's sign-off")
        }
        let unsigned = portfolio.initiatives.filter(\.isClosedUnsigned).map(\.name)
        if !unsigned.isEmpty {
            lines.append("at `\(stage)` without the controller's sign-off: \(unsigned.joined(separator: ", "))")
        }
        for (reason, names) in undecided(portfolio) {
            lines.append(
                "whether the controller signed for `\(stage)` cannot be told of \(names.joined(separator: ", ")): \(reason)"
            )
        }
        return lines
    }

    private static func undecided(_ portfolio: Portfolio) -> [(reason: String, names: [String])] {
        Dictionary(grouping: portfolio.initiatives) { $0.undecidedConfirmation ?? "" }
            .filter { !$0.key.isEmpty }.map { (reason: $0.key, names: $0.value.map(\.name)) }
            .sorted { $0.reason < $1.reason }
    }
}

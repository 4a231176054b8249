import PlanModel
import Timeline

extension Analysis {
    static let valueBridge = Analysis(
        "value-bridge", shows: "how the expected value came from one date to another, without a residual",
        explanation: """
            opening + new + increased − reduced − cancelled ± timing ± currency = closing. The value is the outlook of benefits: \
            what came in complete months, and the forecast, else the plan, of the rest, with the difference to the actual rates. \
            `--compare <date|revision>` says from when; from the beginning, if not said, so that everything is new. \
            `--through <month>` counts only what falls into that month or before it: what is put off beyond it is timing. Amounts \
            without a rate are on neither side.
            """,
        columns: [
            Column("level", "initiative, kind or portfolio"), Column("name", "the initiative"),
            Column("kind", "the kind of benefit"), Column("opening", "expected at the earlier landing"),
            Column("new", "of initiatives that were not there"), Column("increased", "more in all"),
            Column("reduced", "less in all"), Column("cancelled", "of initiatives that ended"),
            Column("timing", "moved in time"), Column("currency", "other rates"),
            Column("closing", "expected at the later landing"),
            Column("in", "the currency of the amounts"), .commits, .path,
        ]
    ) { input in
        let closing = input.portfolio
        let opening = input.comparison ?? closing.cut(at: -1, asOf: closing.valuation.asOf)
        let bridge = ValueBridge(from: opening, to: closing, through: input.through)
        func cells(_ steps: ValueBridge.Steps) -> [Cell] {
            [
                steps.opening, steps.new, steps.increased, steps.reduced, steps.cancelled, steps.timing, steps.currency,
                steps.closing,
            ].map { .money($0) }
        }
        let currency = Cell.text(closing.valuation.reporting)
        let since = opening.branch.marked.last?.order ?? -1
        var rows: [[Cell]] = bridge.rows.filter { !$0.steps.isEmpty }.map { row in
            let history = row.initiative.history
            let landings =
                history.promises.map(\.landing) + history.standings.map(\.landing)
                + history.ledger.recorded.filter { $0.line.series == .actual || $0.line.series == .forecast }.map(
                    \.landing)
            return [.text("initiative"), .text(row.name), .text(row.kind.rawValue)] + cells(row.steps) + [
                currency, .commits(landings.filter { $0.order > since }), .text(history.path),
            ]
        }
        for kind in ValueLine.Kind.allCases {
            let parts = bridge.rows.filter { $0.kind == kind }
            guard !parts.isEmpty else { continue }
            let sum = parts.reduce(ValueBridge.Steps()) { $0 + $1.steps }
            rows.append(
                [.text("kind"), .text("everything"), .text(kind.rawValue)] + cells(sum) + [currency, .none, .none])
        }
        rows.append(
            [.text("portfolio"), .text("everything"), .text("gross")] + cells(bridge.total) + [
                currency, .commits([opening.branch.marked.last, closing.branch.marked.last].compactMap { $0 }), .none,
            ])
        return Outcome(rows)
    }.with { $0.acceptsCompare = true }
}

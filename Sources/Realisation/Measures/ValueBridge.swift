package import PlanModel
import Timeline

/// The way from the value that was expected at one landing to that of a later one, without a residual:
/// opening + new + increased − reduced − cancelled ± timing ± currency = closing.
package struct ValueBridge: Sendable {
    /// What one initiative, or several together, add to the way. `reduced` and `cancelled` count against, and are positive
    /// where value was lost.
    package struct Steps: Hashable, Sendable {
        package var opening = Money()
        package var new = Money()
        package var increased = Money()
        package var reduced = Money()
        package var cancelled = Money()
        package var timing = Money()
        package var currency = Money()
        package var closing = Money()

        package init() {}

        package static func + (left: Steps, right: Steps) -> Steps {
            var sum = Steps()
            sum.opening = left.opening + right.opening
            sum.new = left.new + right.new
            sum.increased = left.increased + right.increased
            sum.reduced = left.reduced + right.reduced
            sum.cancelled = left.cancelled + right.cancelled
            sum.timing = left.timing + right.timing
            sum.currency = left.currency + right.currency
            sum.closing = left.closing + right.closing
            return sum
        }

        /// What the steps leave unexplained: nothing, ever.
        package var residual: ExactDecimal? {
            (opening + new + increased - reduced - cancelled + timing + currency - closing).amount
        }

        package var isEmpty: Bool {
            [opening, new, increased, reduced, cancelled, timing, currency, closing].allSatisfy(\.isZero)
        }
    }

    package struct Row: Sendable {
        package let name: String
        package let kind: ValueLine.Kind
        package let steps: Steps
        /// As it was known at the later landing; at the earlier one, where it is there no more.
        package let initiative: InitiativeValue
    }

    /// By initiative and kind of benefit.
    package let rows: [Row]

    /// The value is the outlook of benefits: what came in complete months, and the forecast, else the plan, of the rest. With
    /// `through`, only what falls into that month or before it counts, so that what is put off beyond it shows as timing.
    package init(from opening: Portfolio, to closing: Portfolio, through: Month? = nil) {
        let before = Self.named(opening)
        let after = Self.named(closing)
        var rows: [Row] = []
        for name in Set(before.keys).union(after.keys).sorted() {
            let (old, new) = (before[name], after[name])
            guard let shown = new ?? old else { continue }
            var byKind: [ValueLine.Kind: Steps] = [:]
            var ids: [String] = []
            for line in (old?.lines ?? []) + (new?.lines ?? []) where !ids.contains(line.terms.id) {
                ids.append(line.terms.id)
            }
            for id in ids {
                let pair = (Self.line(id, old), Self.line(id, new))
                // A line that is of another kind now is one that ended and one that began.
                for kind in ValueLine.Kind.allCases where kind.isBenefit {
                    let (then, now) = (
                        pair.0.flatMap { $0.kind == kind ? $0 : nil }, pair.1.flatMap { $0.kind == kind ? $0 : nil }
                    )
                    guard then != nil || now != nil else { continue }
                    let steps = Self.steps(
                        then, opening.valuation, now, closing.valuation, wasThere: old.map { !$0.isCancelled } ?? false,
                        isCancelled: new?.isCancelled ?? true, through)
                    byKind[kind] = (byKind[kind] ?? Steps()) + steps
                }
            }
            rows += ValueLine.Kind.allCases.compactMap { kind in
                byKind[kind].map { Row(name: shown.name, kind: kind, steps: $0, initiative: shown) }
            }
        }
        self.rows = rows
    }

    package var total: Steps { rows.reduce(Steps()) { $0 + $1.steps } }

    // MARK: - One line

    private static func steps(
        _ old: LineValue?, _ before: Valuation, _ new: LineValue?, _ after: Valuation, wasThere: Bool,
        isCancelled: Bool, _ through: Month?
    ) -> Steps {
        func isIn(_ month: Month) -> Bool { through.map { month <= $0 } ?? true }
        func value(_ line: LineValue?, _ amounts: [Month: ExactDecimal], _ valuation: Valuation) -> Money {
            line.map { valuation.sum(amounts, $0.currency, where: isIn) } ?? Money()
        }
        let oldRates = old?.figures.currencyDifference ?? Money()
        let newRates = new?.figures.currencyDifference ?? Money()
        var steps = Steps()
        steps.opening = (value(old, old?.outlook ?? [:], before) + oldRates).converted
        steps.closing = (value(new, new?.outlook ?? [:], after) + newRates).converted
        let change = steps.closing - steps.opening
        guard wasThere else {
            // One that was cancelled already changes by what came in late; one that was not there is new.
            steps.new = change
            return steps
        }
        if isCancelled {
            steps.cancelled = change.negated
            return steps
        }
        guard let old, let new else {
            if old == nil { steps.increased = change } else { steps.reduced = change.negated }
            return steps
        }
        guard old.currency == new.currency else {
            steps.reduced = steps.opening
            steps.increased = steps.closing
            return steps
        }
        // What is expected now, at the rates of then: the rest of the change is currency.
        let middle = value(new, new.outlook, before).converted + oldRates.converted
        steps.currency = steps.closing - middle
        let volume = middle - steps.opening
        // What the line has more or less in all, wherever in time; the rest of the volume is timing.
        var total = Money()
        if let more = difference(new.outlook, old.outlook),
            let month = (new.outlook.keys.max() ?? old.outlook.keys.max())
        {
            total.add(more, new.currency, at: before.planRate(new.currency, month) ?? .zero)
        }
        steps.timing = volume - total
        if total.amount.map({ $0 < .zero }) ?? false { steps.reduced = total.negated } else { steps.increased = total }
        return steps
    }

    private static func difference(
        _ new: [Month: ExactDecimal], _ old: [Month: ExactDecimal]
    ) -> ExactDecimal? {
        func sum(_ amounts: [Month: ExactDecimal]) -> ExactDecimal? {
            amounts.values.reduce(.some(.zero)) { $0?.adding($1) }
        }
        guard let now = sum(new), let then = sum(old) else { return nil }
        return now.subtracting(then)
    }

    private static func line(_ id: String, _ initiative: InitiativeValue?) -> LineValue? {
        initiative?.lines.first { $0.terms.id == id }
    }

    /// By name; where several have one, by name and path.
    private static func named(_ portfolio: Portfolio) -> [String: InitiativeValue] {
        let counts = Dictionary(portfolio.initiatives.map { ($0.name, 1) }, uniquingKeysWith: +)
        return Dictionary(
            portfolio.initiatives.map { initiative in
                let isAlone = counts[initiative.name] == 1
                return (isAlone ? initiative.name : initiative.name + "\n" + initiative.history.path, initiative)
            }, uniquingKeysWith: { first, _ in first })
    }
}

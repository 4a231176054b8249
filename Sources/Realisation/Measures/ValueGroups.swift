import PlanModel
import Timeline

/// The value of a portfolio by what somebody wants to see it by.
package enum ValueGrouping: String, Sendable, CaseIterable {
    case plan
    case stage
    case kind
    case month
    case owner
}

/// One line of a value report.
package struct ValueGroup: Sendable {
    package let name: String
    package let figures: Figures
    /// Benefits less costs; nothing where the line is about one kind or one month.
    package let net: Figures?

    /// In the order of the ladder for stages, of the kinds, of the months, else of the names.
    package static func groups(_ portfolio: Portfolio, by grouping: ValueGrouping) -> [ValueGroup] {
        switch grouping {
        case .plan: grouped(portfolio) { portfolio.plan(of: $0) }
        case .owner: grouped(portfolio) { $0.history.promise?.owner ?? $0.history.current?.owner ?? "nobody" }
        case .stage:
            grouped(portfolio) { $0.history.current?.stage ?? "no stage" }.sorted { left, right in
                let order = portfolio.valuation.policy.ladder.stages + portfolio.valuation.policy.ladder.ends
                func place(_ group: ValueGroup) -> Int { order.firstIndex(of: group.name) ?? order.count }
                return (place(left), left.name) < (place(right), right.name)
            }
        case .kind: kinds(portfolio)
        case .month: months(portfolio.initiatives, portfolio.valuation)
        }
    }

    private static func kinds(_ portfolio: Portfolio) -> [ValueGroup] {
        let sum = portfolio.initiatives.reduce(KindFigures()) { $0 + $1.figures }
        return sum.kinds.compactMap { kind in
            sum.byKind[kind].map { ValueGroup(name: kind.rawValue, figures: $0, net: nil) }
        }
    }

    private static func grouped(_ portfolio: Portfolio, _ name: (InitiativeValue) -> String) -> [ValueGroup] {
        Dictionary(grouping: portfolio.initiatives, by: name).sorted { $0.key < $1.key }.map { name, initiatives in
            let sum = initiatives.reduce(KindFigures()) { $0 + $1.figures }
            return ValueGroup(name: name, figures: sum.gross, net: sum.net)
        }
    }

    /// Benefits of each month by itself, in the order of the months.
    package static func months(_ initiatives: [InitiativeValue], _ valuation: Valuation) -> [ValueGroup] {
        var result: [Month: Figures] = [:]
        func add(_ amounts: [Month: ExactDecimal], _ currency: String, to figure: (inout Figures, Money) -> Void) {
            for (month, amount) in amounts.sorted(by: { $0.key < $1.key }) {
                var money = Money()
                money.add(amount, currency, at: valuation.planRate(currency, month))
                figure(&result[month, default: Figures()], money)
            }
        }
        for initiative in initiatives {
            for line in initiative.lines where line.kind.isBenefit {
                if let original = initiative.history.original?.promise.line(line.terms.id),
                    let currency = original.currency
                {
                    add(LineValue.months(original), currency) { $0.original = ($0.original ?? Money()) + $1 }
                }
                if initiative.history.lock != nil {
                    add(line.plan, line.currency) { $0.promised = ($0.promised ?? Money()) + $1 }
                    add(line.plan.filter { valuation.isComplete($0.key) }, line.currency) {
                        $0.promisedToDate = ($0.promisedToDate ?? Money()) + $1
                    }
                }
                add(line.outlook.filter { valuation.isComplete($0.key) }, line.currency) {
                    $0.realised = $0.realised + $1
                }
                add(line.outlook, line.currency) { $0.outlook = $0.outlook + $1 }
            }
        }
        return result.sorted { $0.key < $1.key }.map {
            ValueGroup(name: $0.key.description, figures: $0.value, net: nil)
        }
    }
}

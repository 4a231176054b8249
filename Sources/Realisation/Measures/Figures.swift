package import PlanModel

/// The measures of one value line, or of several together.
package struct Figures: Hashable, Sendable {
    /// Over all periods by the first lock; nothing where nothing is locked.
    package var original: Money?
    /// Over all periods by the lock that counts now.
    package var promised: Money?
    /// Over the complete periods.
    package var promisedToDate: Money?
    /// Over the complete periods.
    package var realised = Money()
    /// What came in the complete periods and what is expected in the rest.
    package var outlook = Money()
    /// What the last three complete periods of recurring lines are in a year; nothing where none has three.
    package var runRate: Money?
    /// What was realised at the actual rates less the same at the rates of the plan.
    package var currencyDifference = Money()
    /// How many readings in another currency have no actual rate, and are not in the difference.
    package var withoutActualRate = 0

    package init() {}

    /// Realised of what was promised for the same periods, in percent.
    package var realisation: ExactDecimal? { promisedToDate.flatMap { realised.percent(of: $0) } }

    package static func + (left: Figures, right: Figures) -> Figures {
        var sum = Figures()
        sum.original = Self.sum(left.original, right.original)
        sum.promised = Self.sum(left.promised, right.promised)
        sum.promisedToDate = Self.sum(left.promisedToDate, right.promisedToDate)
        sum.realised = left.realised + right.realised
        sum.outlook = left.outlook + right.outlook
        sum.runRate = Self.sum(left.runRate, right.runRate)
        sum.currencyDifference = left.currencyDifference + right.currencyDifference
        sum.withoutActualRate = left.withoutActualRate + right.withoutActualRate
        return sum
    }

    package static func - (left: Figures, right: Figures) -> Figures {
        var negative = right
        negative.original = right.original?.negated
        negative.promised = right.promised?.negated
        negative.promisedToDate = right.promisedToDate?.negated
        negative.realised = right.realised.negated
        negative.outlook = right.outlook.negated
        negative.runRate = right.runRate?.negated
        negative.currencyDifference = right.currencyDifference.negated
        return left + negative
    }

    private static func sum(_ left: Money?, _ right: Money?) -> Money? {
        guard let left else { return right }
        return right.map { left + $0 } ?? left
    }

    /// What could not be converted in any of the figures, as in `outlook: 1200.00 CHF`; empty where everything was.
    package var remainder: String {
        [
            ("promised", promised?.remainder), ("realised", realised.remainder), ("outlook", outlook.remainder),
        ].compactMap { name, text in text.flatMap { $0.isEmpty ? nil : "\(name): \($0)" } }.joined(separator: "; ")
    }
}

/// The measures of several value lines: each kind apart, and together.
package struct KindFigures: Hashable, Sendable {
    package private(set) var byKind: [ValueLine.Kind: Figures] = [:]

    package init() {}

    package mutating func add(_ figures: Figures, _ kind: ValueLine.Kind) {
        byKind[kind] = byKind[kind].map { $0 + figures } ?? figures
    }

    package static func + (left: KindFigures, right: KindFigures) -> KindFigures {
        var sum = left
        for (kind, figures) in right.byKind { sum.add(figures, kind) }
        return sum
    }

    package var kinds: [ValueLine.Kind] { ValueLine.Kind.allCases.filter { byKind[$0] != nil } }

    /// All benefits together.
    package var gross: Figures { sum(of: byKind.filter { $0.key.isBenefit }) }
    /// Everything that counts against the benefits: one-off and run cost, and capital.
    package var cost: Figures { sum(of: byKind.filter { !$0.key.isBenefit }) }
    /// Benefits less costs.
    package var net: Figures { gross - cost }

    private func sum(of parts: [ValueLine.Kind: Figures]) -> Figures {
        ValueLine.Kind.allCases.compactMap { parts[$0] }.reduce(Figures()) { $0 + $1 }
    }
}

/// The currency of reports, and the rates that the plan was made with.
package struct Currencies: Hashable, Sendable {
    package let reporting: String
    /// Units of the reporting currency for one unit of another, by year and currency.
    package let planRates: [Int: [String: ExactDecimal]]

    package init(reporting: String, planRates: [Int: [String: ExactDecimal]]) {
        self.reporting = reporting
        self.planRates = planRates
    }

    /// The plan rate of a currency in a month's year: 1 for the reporting currency itself; nothing where none is given.
    package func rate(_ currency: String, in month: Month) -> ExactDecimal? {
        if currency == reporting { return ExactDecimal(unscaled: 1, scale: 0) }
        return planRates[month.year]?[currency]
    }
}

/// One actual exchange rate, without the text that it came from.
package struct RateRecord: Hashable, Sendable {
    package let month: Month
    package let currency: String
    /// Units of the reporting currency for one unit of the other.
    package let rate: ExactDecimal
    package let source: String

    package init(month: Month, currency: String, rate: ExactDecimal, source: String) {
        self.month = month
        self.currency = currency
        self.rate = rate
        self.source = source
    }
}

extension ActualRates.Line {
    package var record: RateRecord { RateRecord(month: month, currency: currency, rate: rate, source: source) }
}

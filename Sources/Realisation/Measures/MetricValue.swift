package import PlanModel
import Timeline

/// How far one metric has come.
package struct MetricValue: Sendable {
    /// As locked, else as written.
    package let terms: MetricTerms
    /// The newest reading of a complete period.
    package let newest: Readings.Entry?
    /// In percent of the way; nothing where there is no such figure.
    package let attained: ExactDecimal?
    package let dates: ResultDates?

    init(_ terms: MetricTerms, _ history: InitiativeHistory, _ readings: Readings, _ valuation: Valuation) {
        self.terms = terms
        newest = readings.actuals[terms.id]?.filter { valuation.isComplete($0.key) }.max { $0.key < $1.key }?.value
        attained = newest?.line.decimal.flatMap { Attainment(terms, reading: $0).percent }
        dates = ResultDates.ofMetric(terms, history.ledger, valuation)
    }
}

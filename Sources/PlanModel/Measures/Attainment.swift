/// How far a reading has come from baseline to target: (reading − baseline) ÷ (target − baseline).
package struct Attainment: Sendable {
    package enum Answer: Sendable {
        case yes(String)
        case no(String)
        /// There is no such figure, for this reason.
        case undefined(String)
    }

    private let metric: MetricTerms
    private let reading: ExactDecimal

    package init(_ metric: MetricTerms, reading: ExactDecimal) {
        self.metric = metric
        self.reading = reading
    }

    /// Whether the reading has come that share of the way, in percent; exact, by products instead of quotients.
    package func reaches(_ percent: ExactDecimal) -> Answer {
        if metric.direction == .within {
            guard let low = metric.low, let high = metric.high else {
                return .undefined("should stay within and has no `low` and `high`")
            }
            let isWithin = reading >= low && reading <= high
            let text = "\(isWithin ? "within" : "outside") \(low) to \(high)"
            return isWithin ? .yes(text) : .no(text)
        }
        let (come, way): (ExactDecimal, ExactDecimal)
        switch self.way {
        case .failure(let reason): return .undefined(reason.text)
        case .success(let parts): (come, way) = parts
        }
        let share = come.percent(of: way)
        let text =
            "\(share.map { "\($0) %" } ?? "part") of the way from \(metric.baseline ?? .zero) to \(metric.target ?? .zero)"
        return ExactDecimal.isProduct(come, ExactDecimal(100), atLeast: way, percent) ? .yes(text) : .no(text)
    }

    /// The share of the way, in percent, rounded to one digit for being shown; nothing where there is no such figure, and for a
    /// metric that should only stay within bounds.
    package var percent: ExactDecimal? {
        guard metric.direction != .within, case .success(let parts) = way else { return nil }
        return parts.come.percent(of: parts.way)
    }

    private struct Reason: Error {
        let text: String
    }

    /// How far the reading has come and how far it is in all. With a way downwards both differences change their sign, so
    /// that the way is always positive.
    private var way: Result<(come: ExactDecimal, way: ExactDecimal), Reason> {
        guard let baseline = metric.baseline else { return .failure(Reason(text: "has no baseline")) }
        guard let target = metric.target else { return .failure(Reason(text: "has no target")) }
        guard target != baseline else { return .failure(Reason(text: "has a target that equals its baseline")) }
        return target < baseline
            ? .success((baseline - reading, baseline - target)) : .success((reading - baseline, target - baseline))
    }
}

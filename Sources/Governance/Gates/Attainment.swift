import PlanModel

/// How far a reading has come from baseline to target: (reading − baseline) ÷ (target − baseline).
struct Attainment {
    enum Answer {
        case yes(String)
        case no(String)
        /// There is no such figure, for this reason.
        case undefined(String)
    }

    private let metric: Metric
    private let reading: ExactDecimal

    init(_ metric: Metric, reading: ExactDecimal) {
        self.metric = metric
        self.reading = reading
    }

    /// Whether the reading has come that share of the way, in percent; exact, by products instead of quotients.
    func reaches(_ percent: ExactDecimal) -> Answer {
        if metric.direction?.value == .within {
            guard let low = metric.low?.value, let high = metric.high?.value else {
                return .undefined("should stay within and has no `low` and `high`")
            }
            let isWithin = reading >= low && reading <= high
            let text = "\(isWithin ? "within" : "outside") \(low) to \(high)"
            return isWithin ? .yes(text) : .no(text)
        }
        guard let baseline = metric.baseline?.value.value else { return .undefined("has no baseline") }
        guard let target = metric.target?.value.value else { return .undefined("has no target") }
        guard target != baseline else { return .undefined("has a target that equals its baseline") }
        // With a way downwards both differences change their sign, so that the way is always positive.
        let isDown = target < baseline
        let way = isDown ? baseline - target : target - baseline
        let come = isDown ? baseline - reading : reading - baseline
        let share = come.times(ExactDecimal(100))?.divided(by: way, digits: 1)
        let text = "\(share.map { "\($0) %" } ?? "part") of the way from \(baseline) to \(target)"
        return ExactDecimal.isProduct(come, ExactDecimal(100), atLeast: way, percent) ? .yes(text) : .no(text)
    }
}

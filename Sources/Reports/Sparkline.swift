package import PlanModel

/// Amounts as a row of blocks, one a month.
package enum Sparkline {
    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// Two rows on one scale, from the first month of either to the last; a dot where a row says nothing about a month.
    package static func pair(
        _ first: [Month: ExactDecimal], _ second: [Month: ExactDecimal]
    ) -> (from: Month, to: Month, first: String, second: String)? {
        let months = Set(first.keys).union(second.keys)
        guard let from = months.min(), let to = months.max(), let top = (Array(first.values) + second.values).max(),
            top > .zero
        else { return nil }
        func row(_ amounts: [Month: ExactDecimal]) -> String {
            (from.ordinal...to.ordinal).prefix(limit).map { ordinal in
                let month = from.adding(ordinal - from.ordinal)
                return month.flatMap { amounts[$0] }.map { String(block($0, of: top)) } ?? "·"
            }.joined()
        }
        return (from, to, row(first), row(second))
    }

    /// How many months are drawn.
    private static let limit = 60

    private static func block(_ amount: ExactDecimal, of top: ExactDecimal) -> Character {
        let share = amount.times(ExactDecimal(blocks.count - 1))?.divided(by: top, digits: 0)?.unscaled ?? 0
        return blocks[Int(min(max(share, 0), Int128(blocks.count - 1)))]
    }
}

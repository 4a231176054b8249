extension ExactDecimal: Hashable {
    package func hash(into hasher: inout Hasher) {
        // Equal values of different scales have equal hashes: trailing zeros do not count.
        var (digits, scale) = (unscaled, scale)
        while scale > 0, digits % 10 == 0 {
            digits /= 10
            scale -= 1
        }
        hasher.combine(digits)
        hasher.combine(scale)
    }
}

extension ExactDecimal {
    package static let zero = ExactDecimal(unscaled: 0, scale: 0)

    package init(_ integer: Int) {
        self.init(unscaled: Int128(integer), scale: 0)
    }

    /// The exact product; nothing where it has more digits than can be kept.
    package func times(_ other: ExactDecimal) -> ExactDecimal? {
        let (product, overflow) = unscaled.multipliedReportingOverflow(by: other.unscaled)
        return overflow ? nil : ExactDecimal(unscaled: product, scale: scale + other.scale)
    }

    /// The exact sum; nothing where it has more digits than can be kept. Sums of numbers read from texts always can; those of
    /// products, which have twice as many digits behind the point, need not.
    package func adding(_ other: ExactDecimal) -> ExactDecimal? {
        let common = max(scale, other.scale)
        guard let left = aligned(to: common), let right = other.aligned(to: common) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : ExactDecimal(unscaled: sum, scale: common)
    }

    private func aligned(to scale: Int) -> Int128? {
        var digits = unscaled
        for _ in self.scale..<scale {
            let (next, overflow) = digits.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            digits = next
        }
        return digits
    }

    /// Whether `a × b` is at least `c × d`, exactly, whatever their size.
    package static func isProduct(_ a: ExactDecimal, _ b: ExactDecimal, atLeast c: ExactDecimal, _ d: ExactDecimal)
        -> Bool
    {
        // Both sides at one scale. Four operands read from texts have at most 27 digits each, so that a product has at most 54
        // and, aligned by at most 18 more, 72: less than the 76 of the double width.
        let (left, right) = (a.scale + b.scale, c.scale + d.scale)
        let scale = max(left, right)
        let x = wide(a, b, power: scale - left)
        let y = wide(c, d, power: scale - right)
        return x.high != y.high ? x.high > y.high : x.low >= y.low
    }

    private static func wide(_ a: ExactDecimal, _ b: ExactDecimal, power: Int) -> (high: Int128, low: UInt128) {
        var factor = a.unscaled
        var rest = power
        // As much of the power of ten as fits goes into the first factor, what is left into the second.
        while rest > 0 {
            let (next, overflow) = factor.multipliedReportingOverflow(by: 10)
            if overflow { break }
            factor = next
            rest -= 1
        }
        var other = b.unscaled
        for _ in 0..<rest { other *= 10 }
        return factor.multipliedFullWidth(by: other)
    }

    /// `self ÷ other` rounded half away from zero to so many digits behind the point; nothing where `other` is zero or the
    /// digits do not fit. For figures that are shown; comparisons use products.
    package func divided(by other: ExactDecimal, digits: Int) -> ExactDecimal? {
        guard other.unscaled != 0 else { return nil }
        // self/10^s ÷ other/10^t, times 10^digits
        var numerator = unscaled
        var denominator = other.unscaled
        let shift = digits + other.scale - scale
        for _ in 0..<abs(shift) {
            let (next, overflow) = (shift > 0 ? numerator : denominator).multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            if shift > 0 { numerator = next } else { denominator = next }
        }
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let roundsAway = remainder.magnitude >= denominator.magnitude - remainder.magnitude
        let sign: Int128 = (numerator < 0) == (denominator < 0) ? 1 : -1
        return ExactDecimal(unscaled: roundsAway ? quotient + sign : quotient, scale: digits)
    }
}

extension ExactDecimal {
    package var negated: ExactDecimal { ExactDecimal(unscaled: 0 &- unscaled, scale: scale) }

    /// The exact difference; nothing where it has more digits than can be kept.
    package func subtracting(_ other: ExactDecimal) -> ExactDecimal? { adding(other.negated) }

    /// The same number without zeros at its end beyond so many digits behind the point, and with at least so many: sums of
    /// money read alike, and no digit of value is lost.
    package func trimmed(to digits: Int) -> ExactDecimal {
        var (number, scale) = (unscaled, scale)
        while scale > digits, number % 10 == 0 {
            number /= 10
            scale -= 1
        }
        while scale < digits {
            let (next, overflow) = number.multipliedReportingOverflow(by: 10)
            if overflow { break }
            number = next
            scale += 1
        }
        return ExactDecimal(unscaled: number, scale: scale)
    }

    /// The share of another number in percent, rounded to one digit behind the point for being shown; nothing where there is
    /// no such figure.
    package func percent(of whole: ExactDecimal) -> ExactDecimal? {
        times(ExactDecimal(100))?.divided(by: whole, digits: 1)
    }
}

/// A decimal number, exact: an integer and the count of digits behind the point. Never a binary floating-point number.
///
/// Keeps the digits as they were written (`12.50` stays `12.50`); equality and order are those of the value.
package struct ExactDecimal: Sendable, CustomStringConvertible {
    /// The digits without the point.
    package let unscaled: Int128
    /// How many of them stand behind the point.
    package let scale: Int

    package init(unscaled: Int128, scale: Int) {
        self.unscaled = unscaled
        self.scale = scale
    }

    /// Reads an optional minus sign, digits, and optionally a point with digits behind it; nothing for any other text.
    ///
    /// At most 18 digits before the point and 9 behind it, so that no sum of any number of documents overflows. No exponent,
    /// no separators, no `+`.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)[...]
        let isNegative = bytes.first == 0x2D
        if isNegative { bytes = bytes.dropFirst() }
        let whole = bytes.prefix { $0 != 0x2E }
        var fraction = bytes.dropFirst(whole.count)
        if !fraction.isEmpty {
            fraction = fraction.dropFirst()
            guard !fraction.isEmpty else { return nil }
        }
        guard !whole.isEmpty, whole.count <= 18, fraction.count <= 9, whole.count == 1 || whole.first != 0x30 else {
            return nil
        }
        var value: Int128 = 0
        for byte in whole + fraction {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int128(byte - 0x30)
        }
        unscaled = isNegative ? -value : value
        scale = fraction.count
    }

    package var description: String {
        let digits = String(unscaled.magnitude)
        let sign = unscaled < 0 ? "-" : ""
        guard scale > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }

    /// Both numbers as integers of the same scale.
    private static func aligned(_ left: ExactDecimal, _ right: ExactDecimal) -> (Int128, Int128, Int) {
        let scale = max(left.scale, right.scale)
        return (left.unscaled * power(scale - left.scale), right.unscaled * power(scale - right.scale), scale)
    }

    private static func power(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { result, _ in result * 10 }
    }
}

extension ExactDecimal: Comparable {
    package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
        left.scale == right.scale
            ? left.unscaled == right.unscaled
            : isProduct(left, ExactDecimal(1), atLeast: right, ExactDecimal(1))
                && isProduct(right, ExactDecimal(1), atLeast: left, ExactDecimal(1))
    }

    package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
        left.scale == right.scale
            ? left.unscaled < right.unscaled : !isProduct(left, ExactDecimal(1), atLeast: right, ExactDecimal(1))
    }

    package static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        let (a, b, scale) = aligned(left, right)
        return ExactDecimal(unscaled: a + b, scale: scale)
    }

    package static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
        let (a, b, scale) = aligned(left, right)
        return ExactDecimal(unscaled: a - b, scale: scale)
    }
}

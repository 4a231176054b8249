/// A moment in UTC, in whole seconds, as OpenSSH and statements write it.
///
/// In `allowed_signers` it is digits with `Z` behind them. Without `Z` OpenSSH reads local time, so that a key would be valid on one machine and not on the next; here it is an error.
package struct KeyTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Since 1970-01-01T00:00:00Z.
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    /// Reads `yyyymmddZ`, `yyyymmddhhmmZ` or `yyyymmddhhmmssZ` from 1970 on; nothing for any other text.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let digits = bytes.dropLast()
        guard bytes.last == 0x5A, [8, 12, 14].contains(digits.count),
            digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return nil }
        let values = digits.map { Int64($0 - 0x30) } + [Int64](repeating: 0, count: 14 - digits.count)
        func number(_ range: Range<Int>) -> Int64 { values[range].reduce(0) { $0 * 10 + $1 } }
        let date = CivilDate(year: number(0..<4), month: number(4..<6), day: number(6..<8))
        let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
        // A date that the calendar does not have comes back as another one.
        guard date.year >= 1970, CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date, hour < 24, minute < 60,
            second < 60
        else { return nil }
        seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// Reads RFC 3339 in UTC with `Z`, as statements have it; nothing for any other text.
    package init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let signs: [Int: UInt8] = [4: 0x2D, 7: 0x2D, 10: 0x54, 13: 0x3A, 16: 0x3A]
        guard bytes.count == 20, signs.allSatisfy({ bytes[$0.key] == $0.value }) else { return nil }
        let digits = bytes.indices.filter { signs[$0] == nil }.map { bytes[$0] }
        self.init(String(decoding: digits, as: UTF8.self))
    }

    package static func < (left: KeyTime, right: KeyTime) -> Bool { left.seconds < right.seconds }

    /// By RFC 3339, in UTC.
    package var description: String {
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = CivilDate(daysSinceEpoch: rest < 0 ? days - 1 : days)
        let second = rest < 0 ? rest + 86_400 : rest
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(date.year)-\(two(date.month))-\(two(date.day))T"
            + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }
}

/// A date of the proleptic Gregorian calendar, by the algorithms of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
private struct CivilDate: Equatable {
    let year: Int64
    let month: Int64
    let day: Int64

    init(year: Int64, month: Int64, day: Int64) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    init(daysSinceEpoch: Int64) {
        let z = daysSinceEpoch + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSinceEpoch: Int64 {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

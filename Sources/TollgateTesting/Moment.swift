/// A point in time with the offset from UTC that it was typed with, as git keeps it.
package struct Moment: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package var seconds: Int64
    package var offsetMinutes: Int

    package init(seconds: Int64, offsetMinutes: Int = 0) {
        self.seconds = seconds
        self.offsetMinutes = offsetMinutes
    }

    /// When every history begins.
    package static let start: Moment = "2026-01-05T09:00:00Z"

    package func adding(hours: Int64) -> Moment {
        Moment(seconds: seconds + hours * 3600, offsetMinutes: offsetMinutes)
    }

    package func adding(minutes: Int64) -> Moment {
        Moment(seconds: seconds + minutes * 60, offsetMinutes: offsetMinutes)
    }

    /// As it stands in commit objects: seconds and `±hhmm`.
    package var raw: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = abs(offsetMinutes)
        return "\(seconds) \(offsetMinutes < 0 ? "-" : "+")\(two(minutes / 60))\(two(minutes % 60))"
    }
}

extension Moment: ExpressibleByStringLiteral {
    /// `2026-01-05T09:00:00Z`, or `+01:00` in place of the `Z`.
    package init(stringLiteral text: String) {
        guard let moment = Moment(text) else { preconditionFailure("`\(text)` is not a moment") }
        self = moment
    }

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            bytes.indices.contains(range.upperBound - 1) ? Int(String(decoding: bytes[range], as: UTF8.self)) : nil
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
        else { return nil }
        let zone = String(decoding: bytes[19...], as: UTF8.self)
        var offset = 0
        if zone != "Z" {
            guard bytes.count == 25, let hours = number(20..<22), let minutes = number(23..<25) else { return nil }
            offset = (hours * 60 + minutes) * (bytes[19] == 0x2D ? -1 : 1)
        }
        // Days since 1970-01-01 in the proleptic Gregorian calendar, years counted from March.
        let years = month <= 2 ? year - 1 : year
        let days =
            365 * years + years / 4 - years / 100 + years / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 719469
        seconds = Int64(days * 86400 + hour * 3600 + minute * 60 + second - offset * 60)
        offsetMinutes = offset
    }
}

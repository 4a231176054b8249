import Glibc

/// A date in `GIT_AUTHOR_DATE` or `GIT_COMMITTER_DATE`, in the forms that git documents.
///
/// A date without an offset from UTC is not read: git would take it in the local time zone, which a commit does not show.
struct CommitDate: Hashable {
    let seconds: Int64
    let offsetMinutes: Int

    static let expectation = "`@<seconds> +0000`, `2026-03-14T09:30:00Z` or `Sat, 14 Mar 2026 09:30:00 +0000`"

    /// Reads seconds since 1970, ISO 8601, or RFC 2822; nothing for any other text.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard let date = Self.raw(words) ?? Self.iso(text) ?? Self.mail(words) else { return nil }
        self = date
    }

    private init(seconds: Int64, offsetMinutes: Int) {
        self.seconds = seconds
        self.offsetMinutes = offsetMinutes
    }

    /// `@<seconds>` or at least nine digits, and an offset; seconds alone are UTC.
    private static func raw(_ words: [String]) -> CommitDate? {
        guard let first = words.first, words.count <= 2 else { return nil }
        let digits = first.hasPrefix("@") ? String(first.dropFirst()) : first
        guard first.hasPrefix("@") || digits.utf8.count >= 9, digits.utf8.count <= 12, let seconds = number(digits)
        else { return nil }
        guard let offset = words.count == 2 ? offset(words[1]) : 0 else { return nil }
        return CommitDate(seconds: Int64(seconds), offsetMinutes: offset)
    }

    /// `2026-03-14T09:30:00Z`: a blank may stand for the `T` and before the offset, seconds may be left out or have a fraction.
    private static func iso(_ text: String) -> CommitDate? {
        let pattern = #/(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)/#
        guard let match = try? pattern.wholeMatch(in: text) else { return nil }
        let parts = match.output
        guard let offset = offset(String(parts.7)) else { return nil }
        return date(
            number(parts.1), number(parts.2), number(parts.3), number(parts.4), number(parts.5),
            parts.6.map { number($0) } ?? 0, offset)
    }

    /// `Sat, 14 Mar 2026 09:30:00 +0000`; the name of the day may be left out.
    private static func mail(_ words: [String]) -> CommitDate? {
        let rest = words.first.map { $0.hasSuffix(",") } == true ? Array(words.dropFirst()) : words
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard rest.count == 5, let month = months.firstIndex(of: rest[1]), let offset = offset(rest[4]) else {
            return nil
        }
        let clock = rest[3].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, rest[2].utf8.count == 4 else { return nil }
        return date(
            number(rest[2]), month + 1, number(rest[0]), number(clock[0]), number(clock[1]), number(clock[2]), offset)
    }

    private static func date(
        _ year: Int?, _ month: Int?, _ day: Int?, _ hour: Int?, _ minute: Int?, _ second: Int?, _ offset: Int
    ) -> CommitDate? {
        guard let year, let month, let day, let hour, let minute, let second, year >= 1970, 1...12 ~= month,
            1...31 ~= day, hour < 24, minute < 60, second <= 60
        else { return nil }
        var parts = tm()
        parts.tm_year = Int32(year - 1900)
        parts.tm_mon = Int32(month - 1)
        parts.tm_mday = Int32(day)
        parts.tm_hour = Int32(hour)
        parts.tm_min = Int32(minute)
        parts.tm_sec = Int32(min(second, 59))
        let seconds = timegm(&parts)
        // The 31st of a month with 30 days becomes the 1st of the next one.
        guard parts.tm_mday == Int32(day), seconds >= 0 else { return nil }
        let utc = Int64(seconds) - Int64(offset * 60)
        return utc >= 0 ? CommitDate(seconds: utc, offsetMinutes: offset) : nil
    }

    private static func offset(_ text: String) -> Int? {
        if text == "Z" || text == "UTC" || text == "GMT" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.utf8.count == 4, let clock = number(digits), clock % 100 < 60, clock <= 1400 else { return nil }
        let minutes = clock / 100 * 60 + clock % 100
        return sign == "-" ? -minutes : minutes
    }

    private static func number(_ text: some StringProtocol) -> Int? {
        !text.isEmpty && text.utf8.count <= 12 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int(text) : nil
    }
}

import Foundation
import PlanModel
import Testing
import TollgateTesting

@Suite("Days, months and moments")
struct CalendarTests {
    /// Foundation's Gregorian calendar in UTC, which is proleptic only back to 1582.
    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func date(_ day: Day) -> Date? {
        calendar.date(from: DateComponents(year: day.year, month: day.month, day: day.day))
    }

    @Test("Counting days agrees with Foundation, before 1970 and after")
    func agreesWithFoundation() throws {
        var random = SeededGenerator(seed: 30)
        let first = try #require(Day(year: 1583, month: 1, day: 1)).daysSinceEpoch
        let last = try #require(Day(year: 9999, month: 12, day: 31)).daysSinceEpoch
        for _ in 0..<4_000 {
            // Half of them in our time.
            let count = random.once(in: 2) ? random.number(first...last) : random.number(-30_000...60_000)
            let day = Day(daysSinceEpoch: count)
            #expect(day.daysSinceEpoch == count)
            let date = try #require(Self.date(day))
            #expect(date.timeIntervalSince1970 == Double(count) * 86_400, "\(day)")
            let parts = Self.calendar.dateComponents([.year, .month, .day], from: date)
            #expect(parts.year == day.year && parts.month == day.month && parts.day == day.day, "\(day)")
        }
    }

    @Test("Days follow each other through eight centuries, leap days included")
    func countsDayByDay() throws {
        var (year, month, day) = (1600, 1, 1)
        let start = try #require(Day(year: 1600, month: 1, day: 1)).daysSinceEpoch
        #expect(start == -135_140)
        for count in start..<start + 2 * 146_097 {
            let found = Day(daysSinceEpoch: count)
            guard found.year == year, found.month == month, found.day == day, found.daysSinceEpoch == count else {
                Issue.record("day \(count) is \(found), not \(year)-\(month)-\(day)")
                return
            }
            let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }

    @Test(
        "Well-known days have their numbers",
        arguments: [
            ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("1900-03-01", -25_508),
            ("2026-03-14", 20_526),
            ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
        ])
    func knowsDays(text: String, count: Int) throws {
        #expect(try #require(Day(text)).daysSinceEpoch == count)
        #expect(Day(daysSinceEpoch: count).description == text)
    }

    @Test(
        "A day has to be in its month, leap years considered",
        arguments: [
            (2024, 2, 29, true), (2023, 2, 29, false), (2000, 2, 29, true), (1900, 2, 29, false), (2026, 4, 30, true),
            (2026, 4, 31, false),
            (2026, 12, 31, true), (2026, 1, 0, false), (2026, 0, 1, false), (2026, 13, 1, false), (0, 1, 1, false),
            (10_000, 1, 1, false),
            (2026, 1, -1, false), (-1, 1, 1, false),
        ])
    func knowsMonthLengths(year: Int, month: Int, day: Int, isGood: Bool) {
        #expect((Day(year: year, month: month, day: day) != nil) == isGood)
    }

    @Test("Days in a month agree with Foundation")
    func agreesOnMonthLengths() throws {
        for year in 1890...2110 {
            for month in 1...12 {
                let date = try #require(Self.calendar.date(from: DateComponents(year: year, month: month, day: 1)))
                #expect(
                    Self.calendar.range(of: .day, in: .month, for: date)?.count == Month.days(inMonth: month, of: year))
            }
        }
    }

    @Test("Adding months and days agrees with Foundation")
    func addsLikeFoundation() throws {
        var random = SeededGenerator(seed: 34)
        for _ in 0..<3_000 {
            let month = try #require(Month(year: random.number(1750...2400), month: random.number(1...12)))
            let count = random.number(-600...600)
            let start = try #require(
                Self.calendar.date(from: DateComponents(year: month.year, month: month.month, day: 1)))
            let moved = try #require(Self.calendar.date(byAdding: .month, value: count, to: start))
            let parts = Self.calendar.dateComponents([.year, .month], from: moved)
            let sum = try #require(month.adding(count))
            #expect((sum.year, sum.month) == (parts.year ?? 0, parts.month ?? 0), "\(month) + \(count)")
            #expect(sum.ordinal - month.ordinal == count)
            let days = random.number(-40_000...40_000)
            let later = try #require(Self.calendar.date(byAdding: .day, value: days, to: start))
            #expect(Self.date(month.firstDay.adding(days: days)) == later)
        }
    }

    @Test("The last day of a month is the one before the next month, and only then is the month complete")
    func endsMonths() throws {
        for year in 1890...2110 {
            for number in 1...12 {
                let month = try #require(Month(year: year, month: number))
                let next = try #require(month.adding(1))
                let start = try #require(Self.date(next.firstDay))
                let before = try #require(Self.calendar.date(byAdding: .day, value: -1, to: start))
                #expect(Self.date(month.lastDay) == before)
                #expect(month.lastDay.inMonth == month && month.firstDay.inMonth == month)
                #expect(!month.isComplete(on: month.lastDay) && month.isComplete(on: next.firstDay))
                #expect(!month.isComplete(on: month.firstDay))
            }
        }
    }

    @Test("Months end with the year 9999, and begin with the year 1")
    func boundsSums() throws {
        let (first, last) = try (#require(Month("0001-01")), #require(Month("9999-12")))
        #expect(first.adding(-1) == nil && last.adding(1) == nil)
        #expect(first.adding(0) == first && last.adding(0) == last)
        #expect(last.adding(-1)?.description == "9999-11" && first.adding(1)?.description == "0001-02")
    }

    @Test("Weeks begin on Monday, quarters are three months, and every day lies in one period of each kind")
    func periods() throws {
        var random = SeededGenerator(seed: 35)
        var iso = Calendar(identifier: .iso8601)
        iso.timeZone = .gmt
        for _ in 0..<2_000 {
            let day = Day(daysSinceEpoch: random.number(-100_000...150_000))
            let date = try #require(Self.date(day))
            for (review, unit) in [
                (ChangePlan.Cadence.Review.weekly, Calendar.Component.weekOfYear), (.monthly, .month),
                (.quarterly, .quarter),
            ] {
                let period = try #require(ReviewPeriod(review, containing: day))
                #expect(period.contains(day))
                #expect(period.previous?.last == period.first.adding(days: -1))
                #expect(period.next?.first == period.last.adding(days: 1))
                // Foundation on Linux knows no quarters.
                guard unit != .quarter else {
                    #expect(period.months.count == 3 && (period.first.month - 1) % 3 == 0)
                    continue
                }
                let interval = try #require(iso.dateInterval(of: unit, for: date))
                #expect(Self.date(period.first) == interval.start, "\(day)")
                #expect(Self.date(period.last.adding(days: 1)) == interval.end, "\(day)")
            }
        }
    }

    @Test("Days and months sort by time")
    func sortsByTime() throws {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<1_000 {
            let (a, b) = (random.number(-500_000...500_000), random.number(-500_000...500_000))
            let (left, right) = (Day(daysSinceEpoch: a), Day(daysSinceEpoch: b))
            #expect((left < right) == (a < b))
            #expect((left.description < right.description) == (a < b))
            let months = try (
                #require(Month(year: left.year, month: left.month)),
                #require(Month(year: right.year, month: right.month))
            )
            #expect((months.0 < months.1) == (months.0.description < months.1.description))
            #expect(left >= right || months.0 <= months.1)
        }
    }

    @Test("What is written is read back")
    func readsWhatItWrites() throws {
        var random = SeededGenerator(seed: 32)
        for _ in 0..<1_000 {
            let day = Day(daysSinceEpoch: random.number(-719_162...2_932_896))
            #expect(Day(day.description) == day)
            let month = try #require(Month(year: day.year, month: day.month))
            #expect(Month(month.description) == month)
            #expect(day.description.hasPrefix(month.description + "-"))
        }
    }

    @Test(
        "Only ISO 8601 is a day",
        arguments: [
            "", "2026-3-14", "2026-03-4", "26-03-14", "20260314", "2026/03/14", "2026-03-14 ", " 2026-03-14",
            "2026-03-14T00:00:00Z",
            "2026-02-30", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32", "0000-01-01", "+026-03-14",
            "-026-03-14", "2026-03",
            "２０２６-03-14", "2026–03–14", "2026-03-1٤", "14.03.2026", "2026-W11-6", "2026-073", "2026-0x-14",
            "2026- 3-14", "2026-03-14\n",
        ])
    func refusesOtherDays(text: String) {
        #expect(Day(text) == nil)
    }

    @Test(
        "Only ISO 8601 is a month",
        arguments: [
            "", "2026", "2026-3", "2026-00", "2026-13", "202603", "2026-03-", "2026-03-14", "2026/03", " 2026-03",
            "2026-03 ", "0000-01",
            "26-03", "2026-1٣", "Mar 2026", "2026-Q1", "2026-+3", "2026_03",
        ])
    func refusesOtherMonths(text: String) {
        #expect(Month(text) == nil)
    }

    @Test(
        "Months have bounds",
        arguments: [
            (1, 1, true), (9999, 12, true), (0, 1, false), (10_000, 1, false), (2026, 0, false), (2026, 13, false),
        ])
    func boundsMonths(year: Int, month: Int, isGood: Bool) {
        #expect((Month(year: year, month: month) != nil) == isGood)
    }

    @Test("Moments agree with Foundation to the second")
    func momentsAgreeWithFoundation() throws {
        var random = SeededGenerator(seed: 33)
        let style = Date.ISO8601FormatStyle()
        for _ in 0..<3_000 {
            let seconds =
                random.once(in: 2)
                ? random.number(-12_000_000_000...253_402_300_799) : random.number(-200_000...200_000)
            let moment = Timestamp(seconds: Int64(seconds))
            let date = Date(timeIntervalSince1970: Double(seconds))
            #expect(moment.description == date.formatted(style))
            #expect(Timestamp(moment.description) == moment)
            let parts = Self.calendar.dateComponents([.year, .month, .day], from: date)
            #expect(moment.day == Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0))
        }
    }

    @Test(
        "Well-known moments",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (86_399, "1970-01-01T23:59:59Z"),
            (86_400, "1970-01-02T00:00:00Z"),
            (-86_400, "1969-12-31T00:00:00Z"), (1_773_480_600, "2026-03-14T09:30:00Z"),
            (951_826_154, "2000-02-29T12:09:14Z"),
            (-2_208_988_800, "1900-01-01T00:00:00Z"),
        ] as [(Int64, String)])
    func knowsMoments(seconds: Int64, text: String) {
        #expect(Timestamp(seconds: seconds).description == text)
        #expect(Timestamp(text)?.seconds == seconds)
    }

    @Test("Moments sort by time")
    func sortsMoments() {
        #expect(Timestamp(seconds: -1) < Timestamp(seconds: 0))
        #expect(Timestamp(seconds: 1) > Timestamp(seconds: 0))
    }

    @Test(
        "Only RFC 3339 with Z is a moment",
        arguments: [
            "", "2026-03-14", "2026-03-14T09:30:00", "2026-03-14T09:30:00z", "2026-03-14t09:30:00Z",
            "2026-03-14 09:30:00Z", "2026-03-14T09:30Z",
            "2026-03-14T09:30:00+00:00", "2026-03-14T09:30:00.5Z", "2026-03-14T24:00:00Z", "2026-03-14T09:60:00Z",
            "2026-03-14T09:30:60Z",
            "2026-02-29T00:00:00Z", "2026-03-14T9:30:00Z", "20260314T093000Z", "2026-03-14T09:30:00ZZ",
            " 2026-03-14T09:30:00Z",
            "2026-03-14T-1:30:00Z", "2026-03-14T+9:30:00Z", "2026-03-14T09-30-00Z", "2026-03-14T09:30:0٠Z",
        ])
    func refusesOtherMoments(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(
        "A commit can carry any number of seconds, and none ends the program",
        arguments: [
            Int64.min, .min + 1, .max, -62_135_596_801, 253_402_300_800,
        ])
    func survivesAnyMoment(seconds: Int64) {
        let moment = Timestamp(seconds: seconds)
        #expect(moment.description.hasSuffix("Z"))
        #expect(moment.day.daysSinceEpoch == (seconds < 0 ? (seconds + 1) / 86_400 - 1 : seconds / 86_400))
    }
}

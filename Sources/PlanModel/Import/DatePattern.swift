/// How a spreadsheet writes dates or months, such as `DD.MM.YYYY` or `M/YYYY`. Nothing is guessed: a text fits or it does not.
package struct DatePattern: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        /// Four digits.
        case year
        /// Two digits, or one or two.
        case month(isPadded: Bool)
        case day(isPadded: Bool)
        case literal(UInt8)
    }

    package let text: String
    private let parts: [Part]

    package static let expectation =
        "a pattern of `YYYY`, `MM` and `DD` (`M` and `D` without zeros), such as `DD.MM.YYYY`"

    /// Whether it tells the day; a pattern without one is for months.
    package var hasDay: Bool { parts.contains(.day(isPadded: true)) || parts.contains(.day(isPadded: false)) }

    /// Reads a pattern; nothing where year or month are not there just once.
    package init?(_ text: String) {
        var parts: [Part] = []
        var rest = Array(text.utf8)[...]
        func take(_ word: String) -> Bool {
            guard rest.starts(with: word.utf8) else { return false }
            rest = rest.dropFirst(word.utf8.count)
            return true
        }
        while let byte = rest.first {
            if take("YYYY") {
                parts.append(.year)
            } else if take("MM") {
                parts.append(.month(isPadded: true))
            } else if take("DD") {
                parts.append(.day(isPadded: true))
            } else if take("M") {
                parts.append(.month(isPadded: false))
            } else if take("D") {
                parts.append(.day(isPadded: false))
            } else if "./- ".utf8.contains(byte) {
                parts.append(.literal(byte))
                rest = rest.dropFirst()
            } else {
                return nil
            }
        }
        func count(_ matches: (Part) -> Bool) -> Int { parts.count(where: matches) }
        guard count({ $0 == .year }) == 1, count({ if case .month = $0 { true } else { false } }) == 1,
            count({ if case .day = $0 { true } else { false } }) <= 1
        else { return nil }
        self.text = text
        self.parts = parts
    }

    /// The day, the first of the month where the pattern has none; nothing where the text does not fit.
    package func day(_ text: String) -> Day? {
        var rest = Array(text.utf8)[...]
        var (year, month, day) = (0, 0, 1)
        func number(_ least: Int, _ most: Int) -> Int? {
            let digits = rest.prefix(most).prefix { (0x30...0x39).contains($0) }
            guard digits.count >= least else { return nil }
            rest = rest.dropFirst(digits.count)
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        for part in parts {
            switch part {
            case .year:
                guard let found = number(4, 4) else { return nil }
                year = found
            case .month(let isPadded):
                guard let found = number(isPadded ? 2 : 1, 2) else { return nil }
                month = found
            case .day(let isPadded):
                guard let found = number(isPadded ? 2 : 1, 2) else { return nil }
                day = found
            case .literal(let byte):
                guard rest.popFirst() == byte else { return nil }
            }
        }
        return rest.isEmpty ? Day(year: year, month: month, day: day) : nil
    }

    /// The month that the text lies in.
    package func month(_ text: String) -> Month? { day(text)?.inMonth }
}

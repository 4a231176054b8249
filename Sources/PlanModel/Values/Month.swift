/// A calendar month: the period in which value is planned and booked.
package struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let year: Int
    /// 1 to 12.
    package let month: Int

    package init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        (self.year, self.month) = (year, month)
    }

    /// Reads ISO 8601 `yyyy-mm`; nothing for any other text.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == 0x2D, let year = number(bytes[0..<4]), let month = number(bytes[5..<7])
        else {
            return nil
        }
        self.init(year: year, month: month)
    }

    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    package var description: String { "\(padded(year, to: 4))-\(padded(month))" }

    package static func < (left: Month, right: Month) -> Bool { (left.year, left.month) < (right.year, right.month) }
}

import PlanModel
import Testing
import TollgateTesting

@Suite("Exact decimals")
struct ExactDecimalTests {
    @Test(
        "A number keeps the digits it was written with",
        arguments: [
            "0", "1", "12.50", "0.10", "0.000000001", "-3", "-0.5", "-12.00", "999999999999999999",
            "999999999999999999.999999999",
            "-999999999999999999.999999999", "100", "1000000.1", "0.0",
        ])
    func keepsItsDigits(text: String) throws {
        #expect(try #require(ExactDecimal(text)).description == text)
    }

    @Test("Any number is written as it was read")
    func roundTrips() throws {
        var random = SeededGenerator(seed: 40)
        for _ in 0..<5_000 {
            let text = Self.text(&random)
            #expect(try #require(ExactDecimal(text)).description == text)
        }
    }

    @Test("Zero has no sign", arguments: [("-0", "0"), ("-0.00", "0.00")])
    func dropsTheSignOfZero(text: String, shown: String) throws {
        #expect(try #require(ExactDecimal(text)).description == shown)
        #expect(ExactDecimal(text) == ExactDecimal("0"))
    }

    @Test(
        "Nothing but plain digits with a point is a number",
        arguments: [
            "", "-", ".", "-.", "1.", ".5", "-.5", "+1", "1e3", "1E3", "1,000", "1_000", "1 000", "01", "-01", "00",
            "00.5", "0x1F", "1.2.3", "--1",
            "1-", "½", "١٢", "１", "1.０", "inf", ".inf", "nan", ".nan", "1\n", " 1", "1 ", "1.5-", "1:30", "0o14",
            "1000000000000000000",
            "0.1234567890", "1.0000000000", "EUR 1", "1%",
        ])
    func refusesAnythingElse(text: String) {
        #expect(ExactDecimal(text) == nil)
    }

    @Test("Three tenths are three tenths")
    func isNotBinary() throws {
        let tenth = try #require(ExactDecimal("0.1"))
        #expect(tenth + tenth + tenth == ExactDecimal("0.3"))
        #expect((tenth + tenth + tenth).description == "0.3")
        let large = try #require(ExactDecimal("900719925474099.3"))
        #expect((large - tenth).description == "900719925474099.2")
    }

    @Test("Equality and order are those of the value, not of the digits")
    func comparesValues() throws {
        #expect(ExactDecimal("12.5") == ExactDecimal("12.50"))
        #expect(ExactDecimal("0") == ExactDecimal("0.000"))
        #expect(try #require(ExactDecimal("12.49")) < #require(ExactDecimal("12.5")))
        #expect(try #require(ExactDecimal("-12.5")) < #require(ExactDecimal("-12.49")))
        #expect(try #require(ExactDecimal("9")) < #require(ExactDecimal("10")))
        #expect(try !(#require(ExactDecimal("12.5")) < #require(ExactDecimal("12.50"))))
    }

    @Test("Sums, differences and comparisons are those of adding by hand")
    func agreesWithAddingByHand() throws {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<4_000 {
            let (a, b) = (Self.text(&random), Self.text(&random))
            let (left, right) = try (#require(ExactDecimal(a)), #require(ExactDecimal(b)))
            let (x, y) = (Digits(a), Digits(b))
            #expect((left + right).description == x.adding(y).description, "\(a) + \(b)")
            #expect((left - right).description == x.adding(y.negated).description, "\(a) - \(b)")
            #expect((left < right) == (x.adding(y.negated).sign < 0), "\(a) < \(b)")
            #expect((left == right) == (x.adding(y.negated).sign == 0), "\(a) = \(b)")
        }
    }

    @Test("Sums of many amounts are those of adding by hand, in any order")
    func sumsLikeByHand() throws {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<60 {
            var texts = (0..<random.number(2...120)).map { _ in Self.text(&random) }
            let byHand = texts.map(Digits.init).reduce(Digits("0")) { $0.adding($1) }
            let sum = try texts.reduce(ExactDecimal.zero) { try $0 + #require(ExactDecimal($1)) }
            #expect(sum.description == byHand.description)
            texts.shuffle(using: &random)
            #expect(try texts.reduce(ExactDecimal.zero) { try $0 + #require(ExactDecimal($1)) } == sum)
        }
    }

    @Test("Amounts that a binary number cannot hold are kept to the last digit")
    func holdsWhatBinaryCannot() throws {
        var random = SeededGenerator(seed: 43)
        var lost = 0
        for _ in 0..<2_000 {
            let text =
                "\(random.number(1...9))\(random.number(10_000_000_000_000...99_999_999_999_999)).\(random.number(10...99))"
            #expect(try #require(ExactDecimal(text)).description == text)
            let amount = try #require(ExactDecimal(text))
            let cent = try #require(ExactDecimal("0.01"))
            #expect((amount + cent - cent).description == text)
            if String(try #require(Double(text)) + 0.01 - 0.01) != text { lost += 1 }
        }
        #expect(lost > 1_000, "the numbers are of no use: binary ones hold them too")
    }

    @Test("A hundred thousand of the largest numbers can be added")
    func sumsMany() throws {
        let largest = try #require(ExactDecimal("999999999999999999.999999999"))
        var sum = try #require(ExactDecimal("0"))
        for _ in 0..<100_000 { sum = sum + largest }
        #expect(sum.description == "99999999999999999999999.999900000")
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let (whole, fraction) = (random.number(1...18), random.once(in: 3) ? 0 : random.number(1...9))
        func digits(_ count: Int) -> String {
            (0..<count).map { _ in random.pick(Array("0123456789")) }.map(String.init).joined()
        }
        var text = digits(whole)
        while text.count > 1, text.hasPrefix("0") { text.removeFirst() }
        if fraction > 0 { text += "." + digits(fraction) }
        return random.once(in: 3) && text.contains { $0 != "0" && $0 != "." } ? "-" + text : text
    }
}

/// A decimal number as its digits, added one by one from the right as at school.
private struct Digits: CustomStringConvertible {
    var isNegative: Bool
    /// Without the point, highest first.
    var digits: [Int]
    var scale: Int

    init(_ text: String) {
        isNegative = text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ".")
        digits = parts.joined().compactMap(\.wholeNumberValue)
        scale = parts.count > 1 ? parts[1].count : 0
    }

    private init(isNegative: Bool, digits: [Int], scale: Int) {
        (self.isNegative, self.digits, self.scale) = (isNegative, digits, scale)
    }

    var negated: Digits { Digits(isNegative: !isNegative, digits: digits, scale: scale) }

    var sign: Int { digits.allSatisfy { $0 == 0 } ? 0 : isNegative ? -1 : 1 }

    /// The digits with the point where another number has it, and as many in front.
    private func aligned(to other: Digits) -> [Int] {
        let right = digits + [Int](repeating: 0, count: max(0, other.scale - scale))
        let front = max(digits.count - scale, other.digits.count - other.scale) - (digits.count - scale)
        return [Int](repeating: 0, count: front) + right
    }

    func adding(_ other: Digits) -> Digits {
        let (a, b) = (aligned(to: other), other.aligned(to: self))
        let common = max(scale, other.scale)
        if isNegative == other.isNegative {
            var carry = 0
            var sum: [Int] = []
            for index in a.indices.reversed() {
                let digit = a[index] + b[index] + carry
                sum.insert(digit % 10, at: 0)
                carry = digit / 10
            }
            return Digits(isNegative: isNegative, digits: [carry] + sum, scale: common)
        }
        // The smaller from the larger.
        let isSmaller = a.lexicographicallyPrecedes(b)
        let (large, small) = isSmaller ? (b, a) : (a, b)
        var borrow = 0
        var difference: [Int] = []
        for index in large.indices.reversed() {
            let digit = large[index] - small[index] - borrow
            borrow = digit < 0 ? 1 : 0
            difference.insert((digit + 10) % 10, at: 0)
        }
        return Digits(isNegative: isSmaller ? other.isNegative : isNegative, digits: difference, scale: common)
    }

    var description: String {
        var whole = digits.dropLast(scale).drop { $0 == 0 }.map(String.init).joined()
        if whole.isEmpty { whole = "0" }
        let fraction = digits.suffix(scale).map(String.init).joined()
        return (sign < 0 ? "-" : "") + whole + (scale > 0 ? "." + fraction : "")
    }
}

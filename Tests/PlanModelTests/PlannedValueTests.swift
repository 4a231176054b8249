import Diagnostics
import Testing

@testable import PlanModel

@Suite("Planned value")
struct PlannedValueTests {
    private func planned(_ lines: String, currencies: Currencies? = nil) -> PlannedValue? {
        let source = SourceText(path: "plans/p/SD-1.yaml", bytes: Array("value:\n\(lines)".utf8))
        let document = PlanDocument.read(source, entry: DocumentEntry(kind: .initiative, matches: []))
        return document.content.flatMap { PlannedValue($0, currencies) }
    }

    private func line(_ plan: [(month: Int, amount: String)], kind: String = "revenue", currency: String = "EUR")
        -> String
    {
        let months = plan.map { pair in
            let month = Month(year: pair.month / 12, month: pair.month % 12 + 1)
            return "\(month?.description ?? "?"): \(pair.amount)"
        }
        return "  - {id: a, kind: \(kind), currency: \(currency), plan: {\(months.joined(separator: ", "))}}\n"
    }

    @Test("The best year is the largest sum of twelve months in a row, found as by trying them all", arguments: 0..<30)
    func bestYear(seed: Int) throws {
        var state = UInt64(seed) &+ 7
        func number(_ range: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(range))
        }
        var amounts: [Int: Int] = [:]
        for _ in 0..<number(30) + 1 { amounts[2026 * 12 + number(40)] = number(900) + 1 }
        let plan = amounts.sorted { $0.key < $1.key }.map { (month: $0.key, amount: "\($0.value).50") }
        let found = try #require(planned(line(plan)))
        let sums = amounts.keys.map { start in
            amounts.filter { $0.key >= start && $0.key < start + 12 }.map { $0.value * 10 + 5 }.reduce(0, +)
        }
        #expect(found.bestYear == ExactDecimal(unscaled: Int128(sums.max() ?? 0), scale: 1))
        #expect(
            found.total == ExactDecimal(unscaled: Int128(amounts.values.map { $0 * 10 + 5 }.reduce(0, +)), scale: 1))
    }

    @Test("Costs are no benefits, and two currencies without a policy have no sum")
    func parts() {
        let one = line([(2026 * 12, "3.00")])
        #expect(planned(one + line([(2026 * 12, "9.00")], kind: "capex"))?.total == ExactDecimal(3))
        #expect(planned(one + line([(2026 * 12, "9.00")], currency: "USD")) == nil)
        let rates = Currencies(reporting: "EUR", planRates: [2027: ["USD": ExactDecimal(2)]])
        let dollars = line([(2026 * 12, "9.00"), (2027 * 12, "9.00")], currency: "USD")
        let found = planned(one + dollars, currencies: rates)
        #expect(found?.total == ExactDecimal(21))
        #expect(found?.withoutRate == ["USD"])
    }

    @Test("Sums that no number can keep are none, and end nothing")
    func large() {
        let nines = "999999999999999999.999999999"
        let rate = ExactDecimal(unscaled: 10_000_000_000_000_000_001, scale: 9)
        let rates = Currencies(reporting: "CHF", planRates: [2026: ["EUR": rate], 2027: ["EUR": rate]])
        let months = (0..<24).map { (month: 2026 * 12 + $0, amount: nines) }
        #expect(planned(line(months), currencies: rates) == nil)
    }
}

@Suite("Sums and comparisons of large numbers")
struct LargeDecimalTests {
    @Test("Numbers of very different scales are compared and added exactly, or not at all")
    func scales() {
        let large = ExactDecimal(unscaled: Int128.max / 10, scale: 0)
        let small = ExactDecimal(unscaled: 1, scale: 18)
        #expect(small < large && !(large < small) && large != small)
        #expect(large.adding(small) == nil)
        #expect(ExactDecimal(unscaled: Int128.max, scale: 0).adding(ExactDecimal(1)) == nil)
        #expect(ExactDecimal(unscaled: 10, scale: 1) == ExactDecimal(1))
        #expect(ExactDecimal(unscaled: -Int128.max / 10, scale: 0) < small)
        #expect(
            ExactDecimal(unscaled: 15, scale: 1).adding(ExactDecimal(unscaled: 25, scale: 2))?.description == "1.75")
    }

    @Test("Addition is what the texts say", arguments: 0..<20)
    func addition(seed: Int) {
        let (a, b) = (seed * 7919 - 60_000, seed * 104_729 % 90_000 - 45_000)
        for (left, right) in [(0, 0), (2, 0), (0, 3), (3, 3)] {
            let sum = ExactDecimal(unscaled: Int128(a), scale: left).adding(
                ExactDecimal(unscaled: Int128(b), scale: right))
            let scale = max(left, right)
            func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { result, _ in result * 10 } }
            let expected = a * power(scale - left) + b * power(scale - right)
            #expect(sum == ExactDecimal(unscaled: Int128(expected), scale: scale))
        }
    }
}

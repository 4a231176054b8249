import Testing
import TollgateTesting

@testable import PlanModel
@testable import Realisation
@testable import Timeline

@Suite("ValueBridge")
struct ValueBridgeTests {
    @Test("no bridge has a residual, between any two landings of thousands of histories", arguments: 0..<20)
    func residual(block: Int) throws {
        var steps = ValueBridge.Steps()
        var random = SeededGenerator(seed: UInt64(block) &+ 77)
        for seed in 0..<100 {
            let story = GeneratedValue(seed: UInt64(block * 100 + seed))
            let (a, b) = (random.number(-1...11), random.number(0...11))
            let (from, to) = (min(a, b), max(a, b))
            let day = Day(daysSinceEpoch: 20_480 + random.number(0...700))
            let later = day.adding(days: random.number(0...200))
            let opening = Portfolio(story.history.cut(at: from), policy: story.policy, asOf: day)
            let closing = Portfolio(story.history.cut(at: to), policy: story.policy, asOf: later)
            let through = random.once(in: 2) ? Month(year: 2026, month: 12) : nil
            let bridge = ValueBridge(from: opening, to: closing, through: through)
            #expect(bridge.rows.allSatisfy { $0.steps.residual == .zero }, "seed \(block * 100 + seed)")
            #expect(bridge.total.residual == .zero)
            // Both ends are what the portfolios say themselves.
            if through == nil {
                #expect(bridge.total.opening.amount == Self.outlook(opening), "seed \(block * 100 + seed)")
                #expect(bridge.total.closing.amount == Self.outlook(closing), "seed \(block * 100 + seed)")
            }
            steps = steps + bridge.total
        }
        // Every kind of step is met, other rates not in every block.
        let always = [steps.new, steps.increased, steps.reduced, steps.cancelled, steps.timing]
        #expect((block == 0 ? always + [steps.currency] : always).allSatisfy { !$0.isZero })
    }

    /// Benefits that have a rate, at actual rates where there are some.
    private static func outlook(_ portfolio: Portfolio) -> ExactDecimal? {
        portfolio.initiatives.reduce(Money()) { $0 + $1.gross.outlook + $1.gross.currencyDifference }.amount
    }

    // MARK: - Single steps

    private static let policy = """
        schema: tollgate/policy/v1
        version: 1
        stages: [detailed, decided, closed]
        gates:
          decided: {lock: [value]}
        currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.9}, "2027": {USD: 0.8}}}
        """

    private static func plan(_ id: String, _ amounts: String, currency: String = "EUR", state: String = "active")
        -> String
    {
        """
        schema: tollgate/initiative/v1
        id: \(id)
        title: T
        stage: decided
        state: \(state)
        value: [{id: a, kind: hard-saving, currency: \(currency), recurring: true, plan: {\(amounts)}}]

        """
    }

    private static func bridge(_ before: String?, _ after: String, ledger: String? = nil, through: String? = nil) throws
        -> [String: String]
    {
        var story = ValueStory(policy: policy)
        story.land("2026-01-10", ["plans/p/SD-9.yaml": plan("SD-9", "2026-06: 5.00"), "plans/p/SD-1.yaml": before])
        let first = story.history
        var changes: [String: String?] = ["plans/p/SD-1.yaml": after]
        if let ledger { changes["plans/p/SD-1.csv"] = LedgerLine.header + "\n" + ledger }
        story.land("2026-02-10", changes)
        let day = try #require(Day("2026-03-01"))
        let bridge = ValueBridge(
            from: Portfolio(first, policy: story.policy, asOf: day),
            to: Portfolio(story.history, policy: story.policy, asOf: day), through: through.flatMap { Month($0) })
        let steps = try #require(bridge.rows.first { $0.name == "SD-1" }).steps
        return [
            "opening": steps.opening, "new": steps.new, "increased": steps.increased, "reduced": steps.reduced,
            "cancelled": steps.cancelled, "timing": steps.timing, "currency": steps.currency, "closing": steps.closing,
        ].filter { !$0.value.isZero }.mapValues { $0.amount?.trimmed(to: 2).description ?? "n/a" }
    }

    @Test("each kind of change is a step of its own")
    func single() throws {
        let base = Self.plan("SD-1", "2026-06: 100.00, 2026-07: 100.00")
        #expect(try Self.bridge(nil, base) == ["new": "200.00", "closing": "200.00"])
        #expect(
            try Self.bridge(base, Self.plan("SD-1", "2026-06: 100.00, 2026-07: 130.50"))
                == ["opening": "200.00", "increased": "30.50", "closing": "230.50"])
        #expect(
            try Self.bridge(base, Self.plan("SD-1", "2026-06: 60.00, 2026-07: 100.00"))
                == ["opening": "200.00", "reduced": "40.00", "closing": "160.00"])
        #expect(
            try Self.bridge(base, Self.plan("SD-1", "2026-06: 100.00, 2026-07: 100.00", state: "cancelled"))
                == ["opening": "200.00", "cancelled": "200.00"])
        #expect(
            try Self.bridge(base, base, ledger: "2026-02-09,forecast,a,2026-06,80.00,,\n")
                == ["opening": "200.00", "reduced": "20.00", "closing": "180.00"])
    }

    @Test("what is put off beyond the last month, or into a year with another rate, is timing")
    func timing() throws {
        let base = Self.plan("SD-1", "2026-06: 100.00, 2026-12: 100.00")
        let later = Self.plan("SD-1", "2026-06: 100.00, 2027-01: 100.00")
        #expect(
            try Self.bridge(base, later, through: "2026-12") == [
                "opening": "200.00", "timing": "-100.00", "closing": "100.00",
            ])
        #expect(try Self.bridge(base, later) == ["opening": "200.00", "closing": "200.00"])
        let dollars = Self.plan("SD-1", "2026-06: 100.00, 2026-12: 100.00", currency: "USD")
        #expect(
            try Self.bridge(dollars, Self.plan("SD-1", "2026-06: 100.00, 2027-01: 100.00", currency: "USD"))
                == ["opening": "180.00", "timing": "-10.00", "closing": "170.00"])
    }
}

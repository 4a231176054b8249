import Testing

@testable import PlanModel
@testable import Realisation
@testable import Timeline

@Suite("ResultDates")
struct ResultDatesTests {
    @Test(
        "recorded is the landing from which on each state of the ledger tells the result, also where it was rewritten")
    func recorded() throws {
        var (found, rewritten) = (0, 0)
        for seed in 0..<1200 as Range<UInt64> {
            let story = GeneratedValue(seed: seed &+ 20_000)
            let valuation = Valuation(
                policy: story.policy, history: story.history, asOf: Day(daysSinceEpoch: 20_480 + 500))
            for history in story.history.initiatives {
                let lines = history.lock?.promise.benefits ?? []
                guard let dates = ResultDates.ofValue(lines, history.ledger, valuation) else { continue }
                found += 1
                if !history.ledger.rewrites.isEmpty { rewritten += 1 }
                // Landing by landing, from the newest one back, by the ledger as it stood there.
                var oldest: Int?
                for order in (0...dates.recorded.order).reversed() {
                    guard Self.isTold(dates, lines, history.ledger.cut(at: order), valuation) else { break }
                    oldest = order
                }
                #expect(oldest == dates.recorded.order, "seed \(seed): \(history.path)")
                for order in dates.recorded.order...11 {
                    #expect(Self.isTold(dates, lines, history.ledger.cut(at: order), valuation), "seed \(seed)")
                }
            }
        }
        #expect(found > 20 && rewritten > 0, "\(found), \(rewritten)")
    }

    /// Whether a ledger shows 90 % in each of the two periods that the gate asks for.
    private static func isTold(
        _ dates: ResultDates, _ lines: [ValueTerms], _ ledger: AppendedLines<LedgerRecord>, _ valuation: Valuation
    ) -> Bool {
        let value = RealisedValue.of(
            lines, Readings(ledger.entries).amounts, currencies: valuation.currencies, asOf: valuation.asOf)
        guard case .success(let value) = value else { return false }
        let needed = value.periods.filter { $0.month == dates.realisedIn || $0.month == dates.toldBy }
        return needed.count == 2
            && needed.allSatisfy {
                $0.plan > .zero
                    && ExactDecimal.isProduct($0.actual, ExactDecimal(10), atLeast: $0.plan, ExactDecimal(9))
            }
    }
}

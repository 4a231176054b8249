import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("Actual exchange rates")
struct ActualRatesTests {
    private func read(_ text: String, from start: Int = 0) -> ActualRates {
        ActualRates.read(SourceText(path: "plans/fx.csv", bytes: Array(text.utf8)), notingFrom: start)
    }

    private static let header = "month,currency,rate,source\n"

    @Test("Of several rates for one month the last one counts, digit for digit")
    func lastCounts() throws {
        let rates = read(
            Self.header + "2026-04,USD,0.9187,ECB\n2026-05,USD,0.9214,ECB\n2026-04,USD,0.91870,\"ECB, corrected\"\n")
        let (april, may) = try (#require(Month("2026-04")), #require(Month("2026-05")))
        #expect(rates.findings.isEmpty)
        #expect(rates.lines.count == 3)
        #expect(rates.rate("USD", in: april)?.description == "0.91870")
        #expect(rates.rate("USD", in: may)?.description == "0.9214")
        #expect(rates.rate("GBP", in: may) == nil)
    }

    @Test(
        "A line that is no rate is a finding and gives none",
        arguments: [
            "2026-13,USD,0.92,ECB", "2026-05-01,USD,0.92,ECB", "2026-05,usd,0.92,ECB", "2026-05,USDX,0.92,ECB",
            "2026-05,USD,0,ECB", "2026-05,USD,-0.92,ECB", "2026-05,USD,9.2e-1,ECB", "2026-05,USD,\"0,92\",ECB",
            "2026-05,USD,0.92,", "2026-05,USD,0.92", "2026-05,USD,0.92,ECB,x", "", "\"2026-05,USD,0.92,ECB",
        ])
    func refuses(line: String) {
        let rates = read(Self.header + line + "\n")
        #expect(rates.lines.isEmpty)
        #expect(!rates.findings.isEmpty)
    }

    @Test("Only what was added becomes a finding")
    func notesFrom() {
        let old = Self.header + "nonsense\n"
        #expect(read(old + "2026-05,USD,0.92,ECB\n").findings.diagnostics.count == 1)
        #expect(read(old + "2026-05,USD,0.92,ECB\n", from: old.utf8.count).findings.diagnostics.isEmpty)
        #expect(read(old + "more nonsense\n", from: old.utf8.count).findings.diagnostics.count == 1)
    }
}

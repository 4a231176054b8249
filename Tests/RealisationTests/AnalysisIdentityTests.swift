import Testing
import TollgateTesting

@testable import PlanModel
@testable import Realisation
@testable import Timeline

/// What must add up, whatever happened.
@Suite("Identities of analyses")
struct AnalysisIdentityTests {
    /// A made-up history as it was known at one of its landings, on some day after it.
    private static func portfolio(_ seed: UInt64) -> Portfolio {
        let story = GeneratedValue(seed: seed)
        var random = SeededGenerator(seed: seed &+ 9)
        let day = Day(daysSinceEpoch: 20_480 + random.number(0...900))
        return Portfolio(story.history.cut(at: random.number(0...11)), policy: story.policy, asOf: day)
    }

    private static func rows(_ name: String, _ portfolio: Portfolio) throws -> [[String: String]] {
        ValueStory.rows(
            try #require(AnalysisCatalogue.analysis(named: name)), Analysis.Input(portfolio))
    }

    private static let losses = ["cancelled", "reduced", "late", "short"]

    @Test("the funnel accounts for what it began with to the last digit", arguments: 0..<10)
    func leakage(block: Int) throws {
        var met: Set<String> = []
        for seed in 0..<60 {
            let portfolio = Self.portfolio(UInt64(block * 60 + seed))
            let rows = try Self.rows("leakage-funnel", portfolio)
            for row in rows {
                // Two stages before the decision there is none on this ladder.
                #expect(row["identified"] == "n/a")
                guard let beginning = row["detailed"].flatMap({ ExactDecimal($0) }) else {
                    #expect(row["gained"] == "n/a" && row["open"] == "n/a" && row["realised"] == "n/a")
                    continue
                }
                func figure(_ key: String) throws -> ExactDecimal {
                    try #require(row[key].flatMap { ExactDecimal($0) }, "\(key) of \(row)")
                }
                let lost = try Self.losses.reduce(ExactDecimal.zero) { $0 + (try figure($1)) }
                let left = beginning + (try figure("gained")) - lost
                let right = try figure("open") + (try figure("realised"))
                #expect(left == right, "seed \(block * 60 + seed): \(row)")
                for key in Self.losses + ["gained"] {
                    #expect(try figure(key) >= .zero, "seed \(block * 60 + seed): \(row)")
                    if try figure(key) > .zero { met.insert(key) }
                }
            }
            // What initiatives lose is what their plans and everything lose, all together and kind by kind.
            for key in Self.losses + ["gained"] {
                let totals = Self.totals(key, rows)
                #expect(Set(totals).count == 1, "seed \(block * 60 + seed): \(key) \(totals)")
            }
            // What is expected and what came are those of `realisation`.
            let outlook = portfolio.initiatives.reduce(Money()) { $0 + $1.gross.outlook }.amount
            if let last = rows.first(where: { $0["level"] == "portfolio" }), last["open"] != "n/a" {
                let parts = ["open", "late", "realised"].compactMap { last[$0].flatMap { ExactDecimal($0) } }
                #expect(parts.count == 3 && parts.reduce(.zero, +) == outlook, "seed \(block * 60 + seed)")
            }
        }
        #expect(met == Set(Self.losses + ["gained"]))
    }

    /// A figure of each level summed up twice: by the first row of whatever it is about, and by the rows of its kinds.
    private static func totals(_ key: String, _ rows: [[String: String]]) -> [ExactDecimal] {
        func sum(_ rows: [[String: String]]) -> ExactDecimal {
            rows.compactMap { $0[key].flatMap { ExactDecimal($0) } }.reduce(.zero, +)
        }
        return ["initiative", "plan", "portfolio"].flatMap { level in
            let groups = Dictionary(grouping: rows.filter { $0["level"] == level }) { [$0["name"], $0["path"]] }.values
            return [
                sum(groups.compactMap(\.first)), sum(groups.flatMap { $0.count == 1 ? $0 : Array($0.dropFirst()) }),
            ]
        }
    }

    @Test("each S-curve ends at the figure of `realisation`", arguments: 0..<10)
    func sCurve(block: Int) throws {
        for seed in 0..<20 {
            let portfolio = Self.portfolio(UInt64(block * 20 + seed) &+ 5000)
            let rows = try Self.rows("s-curve", portfolio).filter { $0["vintage"] == nil }
            let figures = portfolio.initiatives.reduce(KindFigures()) { $0 + $1.figures }
            let kinds = Set(rows.compactMap { $0["kind"] })
            #expect(kinds.contains("gross") || kinds.count <= 1)
            for kind in kinds {
                let alone = ValueLine.Kind(rawValue: kind).flatMap { figures.byKind[$0] }
                let one = kind == "gross" ? figures.gross : try #require(alone)
                let expected = [
                    "original": one.original ?? Money(), "promised": one.promised ?? Money(), "realised": one.realised,
                    "outlook": one.outlook,
                ]
                for (series, money) in expected {
                    let last = rows.last { $0["series"] == series && $0["kind"] == kind }
                    #expect(
                        last?["amount"].flatMap { ExactDecimal($0) } ?? .zero == money.amount,
                        "seed \(block * 20 + seed): \(series) \(kind)")
                    #expect(last?["without-rate"] ?? "" == money.remainder)
                }
            }
        }
    }

    @Test("the days of all stays and holds are the days that went by", arguments: 0..<4)
    func timeInStage(block: Int) throws {
        var held = 0
        for seed in 0..<20 {
            let portfolio = Self.portfolio(UInt64(block * 20 + seed) &+ 9000)
            let rows = try Self.rows("time-in-stage", portfolio)
            for initiative in portfolio.initiatives {
                let history = initiative.history
                // Counted day by day: where it stood in the evening.
                var expected: [String: [Int]] = [:]
                let end = min(history.removed?.recorded.day ?? portfolio.valuation.asOf, portfolio.valuation.asOf)
                let start = try #require(history.created).recorded.day
                for day in stride(from: start.daysSinceEpoch, to: end.daysSinceEpoch, by: 1) {
                    let there = history.standings.last { $0.landing.recorded.day.daysSinceEpoch <= day }
                    guard let value = there?.value, value.effectiveState != "cancelled", let stage = value.stage else {
                        continue
                    }
                    expected[stage, default: [0, 0]][value.effectiveState == "on-hold" ? 1 : 0] += 1
                }
                var told: [String: [Int]] = [:]
                for row in rows where row["path"] == history.path && row["level"] == "initiative" {
                    let stage = try #require(row["stage"])
                    told[stage, default: [0, 0]][0] += try #require(row["days"].flatMap { Int($0) })
                    told[stage, default: [0, 0]][1] += try #require(row["on-hold"].flatMap { Int($0) })
                }
                told = told.filter { $0.value != [0, 0] }
                // A report on a day before a landing that it knows of is none that anybody can ask for.
                let landings = history.standings.map(\.landing) + [history.removed].compactMap { $0 }
                if landings.allSatisfy({ $0.recorded.day <= portfolio.valuation.asOf }) {
                    #expect(told == expected, "seed \(block * 20 + seed): \(history.path)")
                    held += expected.values.reduce(0) { $0 + $1[1] }
                }
            }
        }
        #expect(held > 0)
    }

    @Test("shares of classes come to a hundred, as far as rounding lets them, and counts to all")
    func activityRatio() throws {
        for seed in 0..<80 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var story = ValueStory(
                policy: "schema: tollgate/policy/v1\nversion: 1\nstages: [detailed, decided, closed]\n")
            var (metrics, readings) = (0, 0)
            for number in 0..<random.number(1...4) {
                var text = "schema: tollgate/initiative/v1\nid: SD-\(number)\ntitle: T\nstage: detailed\n"
                var ledger = LedgerLine.header + "\n"
                let count = random.number(0...5)
                if count > 0 { text += "metrics:\n" }
                for metric in 0..<count {
                    let word = random.pick(Metric.Class.allCases.map { "class: \($0.rawValue), " } + [""])
                    text += "  - {id: m\(metric), \(word)unit: points}\n"
                    let months = (0..<random.number(0...4)).map { _ in random.number(1...9) }
                    for month in months { ledger += "2027-01-02,actual,m\(metric),2026-0\(month),1,,again\n" }
                    readings += Set(months).count
                }
                metrics += count
                let folder = "plans/\(random.pick(["p", "q"]))"
                story.land(
                    "2027-01-0\(number + 3)",
                    ["\(folder)/SD-\(number).yaml": text, "\(folder)/SD-\(number).csv": ledger])
            }
            let rows = try Self.rows("activity-ratio", story.portfolio("2027-02-01"))
            for (key, part) in Dictionary(grouping: rows, by: { [$0["level"], $0["name"]] }) {
                for column in ["metrics", "readings"] {
                    let counts = part.compactMap { $0[column].flatMap { Int($0) } }
                    let shares = part.compactMap { $0[column + "-percent"].flatMap { ExactDecimal($0) } }
                    let isNothing = counts.reduce(0, +) == 0
                    #expect(counts.count == part.count && shares.count == (isNothing ? 0 : part.count))
                    if isNothing { continue }
                    let off = shares.reduce(ExactDecimal.zero, +) - ExactDecimal(100)
                    let bound = ExactDecimal(unscaled: Int128(5 * part.count), scale: 2)
                    #expect(off <= bound && off >= bound.negated, "seed \(seed): \(key) \(column)")
                }
            }
            let all = rows.filter { $0["level"] == "portfolio" }
            #expect(all.compactMap { $0["metrics"].flatMap { Int($0) } }.reduce(0, +) == metrics, "seed \(seed)")
            #expect(all.compactMap { $0["readings"].flatMap { Int($0) } }.reduce(0, +) == readings, "seed \(seed)")
        }
    }
}

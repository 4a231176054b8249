import Diagnostics
import PlanText
import TollgateTesting

@testable import PlanModel
@testable import Timeline

/// A history of promises and ledgers made up from a seed: initiatives that come, change, go live, book, forecast, move, are
/// cancelled and removed.
struct GeneratedValue {
    let policy: Policy
    private(set) var history = BranchHistory()
    private var random: SeededGenerator
    private var fold: HistoryFold
    private var landings: [Landing] = []
    private var initiatives: [State] = []
    private var rates = ActualRates.header + "\n"

    private struct State {
        var initiative: Initiative
        var promise: Promise
        var ledger = LedgerLine.header + "\n"
        let path: String
        var isRemoved = false
        /// Whether it has landed.
        var isThere = false
    }

    private static let stages = ["detailed", "decided", "implemented", "closed"]
    private static let currencies = ["EUR", "USD", "GBP", "CHF"]

    init(seed: UInt64, landings count: Int = 12) {
        random = SeededGenerator(seed: seed)
        let text = """
            schema: tollgate/policy/v1
            version: 1
            stages: [detailed, decided, implemented, closed]
            gates:
              decided: {lock: [metrics, value, milestones]}
              closed: {require: [{value: {realised: 90%, sustain: 2}}]}
            currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.92, GBP: 1.17}, "2027": {USD: 0.9}}}
            """
        let reading = Policy.read(SourceText(path: "p", bytes: Array(text.utf8)), toolVersion: "0.1")
        guard let policy = reading.policy else {
            preconditionFailure("no policy: \(reading.diagnostics.map(\.message))")
        }
        self.policy = policy
        fold = HistoryFold(ladder: policy.ladder, locks: LockTerms(policy))
        for _ in 0..<count { land() }
        history = fold.history(landings: landings.count, tip: landings.last)
    }

    private static let blank: Initiative = {
        let document = PlanDocument.read(
            SourceText(path: "x.yaml", bytes: Array("id: SD-1\nstage: detailed\n".utf8)),
            entry: DocumentEntry(kind: .initiative, matches: []))
        guard let initiative = document.initiative else { preconditionFailure("no initiative") }
        return initiative
    }()

    private mutating func land() {
        let day = (landings.last?.recorded.day ?? Day(daysSinceEpoch: 20_480)).adding(days: random.number(0...40))
        let moment = Timestamp(seconds: Int64(day.daysSinceEpoch) * 86_400)
        let order = landings.count
        let landing = Landing(
            order: order, commit: ValueStory.commit(order), recorded: moment, authored: moment)
        landings.append(landing)
        var written: Set<Int> = []
        var booked: Set<Int> = []
        if initiatives.isEmpty || random.once(in: 3) {
            var initiative = Self.blank
            initiative.id = "SD-\(initiatives.count)"
            initiatives.append(
                State(initiative: initiative, promise: promise(), path: "plans/p/SD-\(initiatives.count).yaml"))
            written.insert(initiatives.count - 1)
        }
        for _ in 0..<random.number(0...3) {
            let index = random.number(0...(initiatives.count - 1))
            guard !initiatives[index].isRemoved else { continue }
            edit(index, day, &written, &booked)
        }
        var promises: [String: Promise] = [:]
        let changes = written.sorted().map { index in
            let state = initiatives[index]
            promises[state.path] = state.isRemoved ? nil : state.promise
            let version = FileVersion(blob: order * 100 + index, content: .readable(state.initiative))
            return PathChange(path: state.path, version: state.isRemoved ? nil : version)
        }
        if !changes.isEmpty { fold.apply(landing, changes, promises: promises) }
        for index in written { initiatives[index].isThere = true }
        for index in booked.sorted() where !initiatives[index].isRemoved {
            let place = index
            fold.setLedger(
                of: place, initiatives[index].path.replacing(".yaml", with: ".csv"),
                Array(initiatives[index].ledger.utf8), at: landing)
        }
        if random.once(in: 4), let month = month(near: day) {
            rates += "\(month),\(random.pick(["USD", "GBP", "CHF"])),\(amount(1...2)),treasury\n"
            fold.setRates("plans/fx.csv", Array(rates.utf8), at: landing)
        }
    }

    private mutating func edit(_ index: Int, _ day: Day, _ written: inout Set<Int>, _ booked: inout Set<Int>) {
        switch random.number(0...9) {
        case 0, 1:
            guard let stage = Self.stages.firstIndex(of: initiatives[index].initiative.stage ?? "") else { return }
            let next = min(max(stage + random.pick([1, 1, 1, 2, -1]), 0), Self.stages.count - 1)
            initiatives[index].initiative.stage = Self.stages[next]
            initiatives[index].initiative.stageAsWritten = Self.stages[next]
            written.insert(index)
        case 2:
            initiatives[index].initiative.state = random.pick(["cancelled", "on-hold", "active"])
            written.insert(index)
        case 3:
            initiatives[index].promise = random.once(in: 3) ? promise() : moved(initiatives[index].promise)
            written.insert(index)
        case 4 where random.once(in: 3):
            guard initiatives[index].isThere else { return }
            initiatives[index].isRemoved = true
            written.insert(index)
        case 5 where random.once(in: 4):
            // A ledger that somebody rewrote.
            let lines = initiatives[index].ledger.split(separator: "\n")
            guard lines.count > 2 else { return }
            initiatives[index].ledger = ([lines[0]] + lines.dropFirst(2)).joined(separator: "\n") + "\n"
            booked.insert(index)
        default:
            for _ in 0..<random.number(1...3) {
                guard
                    let line = random.pick(initiatives[index].promise.value + [ValueTerms(id: "other")]) as ValueTerms?,
                    let month = month(near: day)
                else { continue }
                let series = random.pick(["actual", "actual", "forecast"])
                initiatives[index].ledger += "\(day),\(series),\(line.id),\(month),\(amount(0...900)),,\n"
            }
            booked.insert(index)
        }
    }

    private mutating func month(near day: Day) -> Month? { day.inMonth.adding(random.number(-4...8)) }

    private mutating func amount(_ range: ClosedRange<Int>) -> String {
        "\(random.number(range)).\(random.number(10...99))"
    }

    private mutating func promise() -> Promise {
        var promise = Promise()
        promise.owner = random.pick(["ana", "li"])
        promise.value = (0..<random.number(1...3)).map { index in
            var line = ValueTerms(id: "line-\(index)")
            line.kind = random.pick(ValueLine.Kind.allCases)
            line.currency = random.pick(Self.currencies)
            line.isRecurring = random.once(in: 2)
            line.plan = plan()
            return line
        }
        return promise
    }

    private mutating func plan() -> [ValueTerms.Amount] {
        guard let start = Month(year: 2026, month: random.number(1...12)) else { return [] }
        return (0..<random.number(1...9)).compactMap { offset in
            guard let month = start.adding(offset), let value = ExactDecimal(amount(1...900)) else { return nil }
            return ValueTerms.Amount(month, value)
        }
    }

    /// The same amounts some months later or earlier.
    private mutating func moved(_ promise: Promise) -> Promise {
        var result = promise
        let months = random.number(-3...6)
        for index in result.value.indices {
            result.value[index].plan = result.value[index].plan.compactMap { amount in
                amount.month.adding(months).map { ValueTerms.Amount($0, amount.value) }
            }
        }
        return result
    }
}

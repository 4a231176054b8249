import GitStore
import PlanHistory
import Realisation
import Testing
import TollgateTesting

@testable import PlanModel
@testable import Timeline

/// Promises and ledgers of a repository on disk.
@Suite("ValueHistory")
struct ValueHistoryTests {
    static let policy = """
        schema: tollgate/policy/v1
        version: 1
        stages: [detailed, decided, implemented, closed]
        gates:
          decided: {lock: [metrics, value, milestones]}
          closed: {require: [{value: {realised: 90%, sustain: 2}}]}
        currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.92}}}

        """

    private static func read(_ repository: TestRepository, _ tip: String = "main") async throws -> BranchHistory {
        try await ValueHistory(
            repository.open(), tip: repository.id(tip), policy: SamplePolicy.read(policy), root: "plans"
        ).history
    }

    static func plan(_ id: String, _ stage: String, _ more: String = "") -> String {
        "schema: tollgate/initiative/v1\nid: \(id)\ntitle: T\nstage: \(stage)\n\(more)"
    }

    private static func value(_ amount: String) -> String {
        "value: [{id: a, kind: hard-saving, currency: EUR, recurring: true, plan: {2026-01: \(amount)}}]\n"
    }

    private static func ledger(_ lines: String...) -> String {
        ([LedgerLine.header] + lines).joined(separator: "\n") + "\n"
    }

    @Test("a line belongs to the landing that first had it, wherever the initiative moves")
    func lines() async throws {
        let one = "2026-01-05,actual,a,2025-12,1.00,,"
        let two = "2026-02-05,actual,a,2026-01,2.00,,"
        let repository = try TestRepository {
            Commit("start") {
                Write("plans/p/SD-1.yaml", Self.plan("SD-1", "decided", Self.value("5.00")))
                Write("plans/p/SD-1.csv", Self.ledger(one))
            }
            Commit("code") { Write("src/main.c", "") }
            Branch("topic")
            Commit("book") { Write("plans/p/SD-1.csv", Self.ledger(one, two)) }
            Switch("main")
            Merge("topic")
            Commit("move") {
                Delete("plans/p/SD-1.yaml")
                Delete("plans/p/SD-1.csv")
                Write("plans/q/SD-1.yaml", Self.plan("SD-1", "decided", Self.value("5.00")))
                Write("plans/q/SD-1.csv", Self.ledger(one, two))
            }
        }
        let history = try await Self.read(repository)
        let initiative = try #require(history.initiatives.first)
        #expect(history.initiatives.count == 1 && history.landings == 4)
        #expect(
            initiative.ledger.entries.map { "\($0.landing.order) \($0.number) \($0.line.value)" } == [
                "0 2 1.00", "2 3 2.00",
            ])
        #expect(initiative.ledger.rewrites.isEmpty)
        #expect(initiative.ledger.entries[1].landing.commit == (try repository["Merge topic"].hex))
        #expect(initiative.locks.map(\.landing.order) == [0])
    }

    @Test("a ledger that was rewritten keeps the landings of its lines, and a cut shows it as it stood")
    func rewritten() async throws {
        let repository = try TestRepository {
            Commit("start") {
                Write("plans/p/SD-1.yaml", Self.plan("SD-1", "decided"))
                Write(
                    "plans/p/SD-1.csv",
                    Self.ledger("2026-01-05,actual,a,2025-12,1.00,,", "2026-01-05,actual,b,2025-12,2.00,,"))
            }
            Commit("drop") {
                Write(
                    "plans/p/SD-1.csv",
                    Self.ledger("2026-01-05,actual,b,2025-12,2.00,,", "2026-01-06,actual,c,2025-12,3.00,,"))
            }
            Commit("gone") { Delete("plans/p/SD-1.csv") }
            Commit("back") { Write("plans/p/SD-1.csv", Self.ledger("2026-01-05,actual,b,2025-12,2.00,,")) }
        }
        let history = try #require(try await Self.read(repository).initiatives.first)
        func lines(_ order: Int) -> [String] {
            history.cut(at: order)?.ledger.entries.map { "\($0.landing.order) \($0.line.item)" } ?? []
        }
        #expect(lines(0) == ["0 a", "0 b"])
        #expect(lines(1) == ["0 b", "1 c"])
        #expect(lines(2) == [])
        #expect(lines(3) == ["3 b"])
    }

    @Test("locks: the first gate passed, each change of what is locked, and the way back and forth")
    func locks() async throws {
        func commit(_ name: String, _ stage: String, _ amount: String, title: String = "T") -> Commit {
            Commit(name) {
                Write("plans/p/SD-1.yaml", Self.plan("SD-1", stage, Self.value(amount) + "owner: \(title)\n"))
            }
        }
        let repository = try TestRepository {
            commit("idea", "detailed", "1.00")
            commit("sharper", "detailed", "2.00")
            commit("decided", "decided", "2.00")
            commit("owner", "decided", "2.0", title: "B")
            commit("rebaseline", "decided", "1.50", title: "B")
            commit("back", "detailed", "1.50", title: "B")
            commit("again", "detailed", "9.00", title: "B")
            commit("on", "decided", "9.00", title: "B")
        }
        let history = try #require(try await Self.read(repository).initiatives.first)
        let told = history.locks.map { lock in
            let amount = lock.promise.value.first?.plan.first?.value.description ?? "-"
            return "\(lock.landing.order) \(lock.kind) \(amount)"
        }
        #expect(
            told == [
                "2 gate(stage: \"decided\") 2.00", "4 rebaseline(parts: [\"value\"]) 1.50",
                "7 gate(stage: \"decided\") 9.00",
            ])
        #expect(history.told.events.contains { $0.kind == .handover(role: "owner", from: "T", to: "B") })
        // Landings that change no promise leave no version of it.
        #expect(history.promises.map(\.landing.order) == [0, 1, 3, 4, 6])
    }

    @Test("plans, rates and the trust set are known from their landings")
    func others() async throws {
        let repository = try TestRepository {
            Commit("start") {
                Write("plans/p/SD-1.yaml", Self.plan("SD-1", "decided"))
                Write(
                    "plans/p/plan.yaml", "schema: tollgate/plan/v1\nid: programme\ntitle: P\nreporting-currency: CHF\n")
            }
            Commit("rates") { Write("plans/fx.csv", "month,currency,rate,source\n2026-01,USD,0.9,t\n") }
            Commit("more") {
                Write("plans/fx.csv", "month,currency,rate,source\n2026-01,USD,0.9,t\n2026-02,USD,0.8,t\n")
                Write("plans/policy.yaml", Self.policy)
            }
        }
        let history = try await Self.read(repository)
        #expect(history.planName(ofFolder: "plans/p") == "programme")
        #expect(history.plan(ofFolder: "plans/p")?.reportingCurrency == "CHF")
        #expect(history.rates.entries.map { "\($0.landing.order) \($0.line.month)" } == ["1 2026-01", "2 2026-02"])
        #expect(history.trustChanges.map(\.path) == ["plans/policy.yaml"])
    }

    // MARK: - As of any landing

    /// Landings of a made-up programme: plans that step, move and change, ledgers that grow and are rewritten.
    private static func generated(_ seed: UInt64) throws -> TestRepository {
        var random = SeededGenerator(seed: seed)
        var stages: [String: Int] = [:]
        var ledgers: [String: String] = [:]
        var folders: [String: String] = [:]
        let names = ["detailed", "decided", "implemented", "closed"]
        var commits: [Commit] = []
        for landing in 0..<14 {
            let id = "SD-\(random.number(1...4))"
            stages[id] = min((stages[id] ?? 0) + random.number(0...1), 3)
            let folder = random.once(in: 8) ? "q" : "p"
            let state = random.once(in: 9) ? "state: cancelled\nbecause: no\nvalue-disposition: SD-1\n" : ""
            let text = plan(
                id, names[stages[id] ?? 0],
                """
                \(state)owner: \(random.pick(["ana", "li"]))
                metrics:
                  - {id: m, class: outcome, direction: decrease, unit: u, baseline: {value: 9}, target: {value: \(random.number(1...4)), by: 2026-03}}
                  - {id: n, class: adoption, direction: increase, unit: percent, target: {value: 80, by: 2026-07}}
                transition: [{team: desk, people: 30, metric: n}]
                value: [{id: a, kind: hard-saving, currency: \(random.pick(["EUR", "USD"])), recurring: true, plan: {2026-01: \(random.number(1...9)).00, 2026-02: 4.00, 2026-09: 3.00}}]
                milestones: [{id: live, due: 2026-0\(random.number(1...9))-01, mandatory: true, go-live: true}]

                """)
            var ledger = ledgers[id] ?? LedgerLine.header + "\n"
            for _ in 0..<random.number(0...4) {
                ledger += random.pick([
                    "2026-02-0\(random.number(1...9)),actual,a,2026-01,\(random.number(1...9)).00,,\n",
                    "2026-02-02,actual,m,2025-12,\(random.number(1...9)),,\n",
                    "2026-02-02,actual,n,2025-12,\(random.number(1...99)),,\n",
                    "2026-02-03,forecast,a,2026-02,\(random.number(1...9)).50,,late\n",
                    "2026-01-20,milestone,live,,\(random.pick(["done", "2026-04-01", "2026-05-01"])),,\n",
                    "2026-02-05,status,value,,green,,\n", "2026-02-06,review,,2026-01,held,,\n",
                    "2026-02-07,deployment,portal,,done,,\n",
                ])
            }
            if random.once(in: 10) { ledger = LedgerLine.header + "\n2026-02-05,actual,a,2026-01,7.00,,\n" }
            ledgers[id] = ledger
            let written = ledger
            let removes = random.once(in: 12)
            let old = folders[id]
            folders[id] = removes ? nil : folder
            commits.append(
                Commit("landing \(landing)", at: Moment.start.adding(hours: Int64(landing) * 240)) {
                    // A cadence that one of the folders has from the third landing on.
                    if landing == 2 {
                        Write(
                            "plans/p/plan.yaml",
                            "schema: tollgate/plan/v1\nid: p\ntitle: P\ncadence: {review: monthly, grace: 3}\n")
                    }
                    if let old, old != folder || removes {
                        Delete("plans/\(old)/\(id).yaml")
                        Delete("plans/\(old)/\(id).csv")
                    }
                    if !removes {
                        Write("plans/\(folder)/\(id).yaml", text)
                        Write("plans/\(folder)/\(id).csv", written)
                    }
                })
        }
        return try TestRepository(isBare: true) { for commit in commits { commit } }
    }

    @Test(
        "as of any landing every analysis tells what it tells of a repository cut there",
        arguments: 500..<506 as Range<UInt64>)
    func asOf(seed: UInt64) async throws {
        let repository = try Self.generated(seed)
        let policy = SamplePolicy.read(Self.policy)
        let whole = try await Self.read(repository)
        let day = try #require(Day("2026-06-15"))
        for back in 0..<whole.landings {
            let alone = try await Self.read(repository, "main~\(back)")
            let part = whole.cut(at: whole.landings - 1 - back)
            // Numbers of blobs go by the order of reading; everything else is the same.
            #expect(part.initiatives.map(\.told.events) == alone.initiatives.map(\.told.events))
            #expect(part.initiatives.map(\.current) == alone.initiatives.map(\.current))
            #expect(part.initiatives.map(\.path) == alone.initiatives.map(\.path))
            #expect(part.initiatives.map(\.isRemoved) == alone.initiatives.map(\.isRemoved))
            for analysis in AnalysisCatalogue.all {
                let one = analysis.run(Analysis.Input(Portfolio(alone, policy: policy, asOf: day)))
                let other = analysis.run(Analysis.Input(Portfolio(part, policy: policy, asOf: day)))
                #expect(one.rows == other.rows, "\(analysis.name), \(back) landings back")
            }
        }
    }
}

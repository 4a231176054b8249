import Testing

@testable import PlanModel
@testable import Realisation
@testable import Timeline

@Suite("ComputedStatus")
struct ComputedStatusTests {
    private static let policy = """
        schema: tollgate/policy/v1
        version: 1
        stages: [detailed, decided, closed]
        gates:
          decided: {lock: [metrics, value, milestones]}
        currencies: {reporting: EUR}

        """

    /// With a ledger that lands after the lock, or with it.
    private static func status(
        _ more: String, _ lines: [String] = [], on day: String, isLate: Bool = true
    ) throws -> ComputedStatus {
        var story = ValueStory(policy: policy)
        let text = "schema: tollgate/initiative/v1\nid: SD-1\ntitle: T\nstage: decided\n\(more)"
        let ledger = LedgerLine.header + "\n" + lines.map { $0 + "\n" }.joined()
        if isLate {
            story.land("2026-01-01", ["plans/p/SD-1.yaml": text])
            story.land("2026-01-02", ["plans/p/SD-1.csv": ledger])
        } else {
            story.land("2026-01-01", ["plans/p/SD-1.yaml": text, "plans/p/SD-1.csv": ledger])
        }
        return try #require(try story.portfolio(day).initiatives.first).status
    }

    private static let milestone =
        "milestones: [{id: go, due: 2026-02-01, mandatory: true}, {id: party, due: 2026-01-02}]\n"

    @Test("A mandatory milestone is on time up to its day, amber up to thirty days behind it, then red; done is done")
    func implementation() throws {
        #expect(try Self.status(Self.milestone, on: "2026-02-01").implementation == .green)
        #expect(try Self.status(Self.milestone, on: "2026-02-02").implementation == .amber)
        #expect(try Self.status(Self.milestone, on: "2026-03-03").implementation == .amber)
        #expect(try Self.status(Self.milestone, on: "2026-03-04").implementation == .red)
        let done = ["2026-03-01,milestone,go,,done,,"]
        #expect(try Self.status(Self.milestone, done, on: "2026-03-04").implementation == .green)
        #expect(try Self.status("milestones: [{id: party, due: 2026-01-02}]\n", on: "2026-03-04").implementation == nil)
    }

    @Test("A milestone that is expected later is late already, and red at the third move")
    func moves() throws {
        let moves = ["2026-02-05", "2026-02-06", "2026-02-07"].map { "2026-01-01,milestone,go,,\($0),," }
        #expect(try Self.status(Self.milestone, Array(moves.prefix(2)), on: "2026-01-02").implementation == .amber)
        #expect(try Self.status(Self.milestone, moves, on: "2026-01-02").implementation == .red)
        let far = ["2026-01-01,milestone,go,,2026-03-04,,"]
        #expect(try Self.status(Self.milestone, far, on: "2026-01-02").implementation == .red)
        // Whatever the ledger expected by the time of the lock is one date, and no move; a later one is late all the same.
        #expect(try Self.status(Self.milestone, moves, on: "2026-01-02", isLate: false).implementation == .amber)
        #expect(try Self.status(Self.milestone, far, on: "2026-01-02", isLate: false).implementation == .red)
    }

    @Test("Value is green from 95 % of the lock, amber from 80 %, exactly; nothing where nothing is promised")
    func value() throws {
        func colour(_ reading: String, plan: String = "1000.00") throws -> ComputedStatus.Colour? {
            try Self.status(
                "value: [{id: a, kind: revenue, currency: EUR, recurring: true, plan: {2026-01: \(plan)}}]\n",
                ["2026-02-01,actual,a,2026-01,\(reading),,"], on: "2026-02-02"
            ).value
        }
        #expect(try colour("950.00") == .green)
        #expect(try colour("949.999999999") == .amber)
        #expect(try colour("800.00") == .amber)
        #expect(try colour("799.999999999") == .red)
        #expect(try colour("10.00", plan: "0.00") == nil)
    }
}

import Diagnostics
import PlanModel
import Testing

@testable import Governance

@Suite("What initiatives need of each other")
struct DependencyRulesTests {
    private func document(
        _ id: String, needs: [String] = [], stage: String = "detailed", state: String? = nil, by: String? = nil,
        kind: String = "needs"
    ) -> PlanDocument {
        let lines = needs.map { "  - {on: \($0), kind: \(kind)\(by.map { ", by: \($0)" } ?? "")}" }
        let text = (state.map { ["state: \($0)"] } ?? []) + (lines.isEmpty ? [] : ["dependencies:"] + lines)
        return PlanSample.document(text.joined(separator: "\n"), id: id, stage: stage)
    }

    @Test("A circle is reported for each initiative in it, with the whole way round")
    func cycle() throws {
        let documents = [
            document("SD-1", needs: ["SD-9", "SD-2"]), document("SD-2", needs: ["SD-3"]),
            document("SD-3", needs: ["SD-1"]), document("SD-9"),
        ]
        for (index, note) in [
            "`SD-1` needs `SD-2` needs `SD-3` needs `SD-1`", "`SD-2` needs `SD-3` needs `SD-1` needs `SD-2`",
            "`SD-3` needs `SD-1` needs `SD-2` needs `SD-3`",
        ].enumerated() {
            let first = documents[index]
            let findings = PlanSample.needs([first] + documents.filter { $0.path != first.path })
            #expect(findings.codes == [.dependencyCycle])
            #expect(findings.first?.notes == [note])
        }
        let finding = try #require(PlanSample.needs(documents).first)
        #expect(finding.primary.location.range?.start == TextPosition(line: 7, column: 10))
        #expect(PlanSample.needs([document("SD-9")] + documents).isEmpty)
    }

    @Test("Who only leads into a circle is in none")
    func outside() {
        let documents = [document("SD-1", needs: ["SD-2"]), document("SD-2", needs: ["SD-3"])]
        #expect(
            PlanSample.needs([document("SD-0", needs: ["SD-1"])] + documents + [document("SD-3", needs: ["SD-2"])])
                .isEmpty)
        #expect(PlanSample.needs(documents + [document("SD-3")]).isEmpty)
    }

    @Test("Other kinds of dependency, what is cancelled, and itself make no circle")
    func noCycle() {
        let back = document("SD-2", needs: ["SD-1"])
        #expect(PlanSample.needs([document("SD-1", needs: ["SD-2"], kind: "enables"), back]).isEmpty)
        #expect(PlanSample.needs([document("SD-1", needs: ["SD-1"])]).isEmpty)
        #expect(PlanSample.needs([document("SD-1", needs: ["SD-2"], state: "cancelled"), back]).isEmpty)
        let cancelled = document("SD-2", needs: ["SD-1"], state: "cancelled")
        #expect(PlanSample.needs([document("SD-1", needs: ["SD-2"]), cancelled]).codes == [.dependencyCancelled])
        #expect(
            PlanSample.needs([document("SD-1", needs: ["SD-2"], state: "on-hold"), back]).codes == [.dependencyCycle])
    }

    @Test(
        "Late from the day after, until it has come far enough",
        arguments: [
            ("2026-06-09", "decided", true), ("2026-06-10", "decided", false), ("2026-06-09", "implemented", false),
            ("2026-06-09", "closed", false), ("2026-06-09", "defined", true), ("2026-06-09", "nowhere", true),
        ])
    func late(by: String, stage: String, isLate: Bool) {
        let findings = PlanSample.needs([document("SD-1", needs: ["SD-2"], by: by), document("SD-2", stage: stage)])
        #expect(findings.codes == (isLate ? [.dependencyLate] : []))
    }

    @Test("How far is far enough is what the gates ask for, the furthest of them")
    func asked() {
        let policy = Sample.policy(
            adding: """
                gates:
                  detailed: {require: [{dependencies: {at-least-stage: identified}}]}
                  implemented: {require: [{dependencies: {at-least-stage: decided}}]}
                """)
        for (stage, isLate) in [("identified", true), ("detailed", true), ("decided", false)] {
            let documents = [document("SD-1", needs: ["SD-2"], by: "2026-06-09"), document("SD-2", stage: stage)]
            #expect(PlanSample.needs(documents, policy: policy).codes == (isLate ? [.dependencyLate] : []))
        }
    }

    @Test("A ladder of one stage has nothing to wait for")
    func shortLadder() {
        let policy = Sample.policy("schema: tollgate/policy/v1\nstages: [defined]\n")
        let documents = [
            document("SD-1", needs: ["SD-2"], stage: "defined", by: "2026-06-09"), document("SD-2", stage: "defined"),
        ]
        #expect(PlanSample.needs(documents, policy: policy).isEmpty)
    }

    @Test(
        "A conflict matters behind the first stage, with one that is active and as far",
        arguments: [
            ("defined", "defined", nil, false), ("identified", "defined", nil, false),
            ("identified", "identified", nil, true), ("identified", "closed", nil, true),
            ("identified", "identified", "on-hold", false), ("decided", "detailed", nil, false),
        ] as [(String, String, String?, Bool)])
    func conflict(own: String, other: String, state: String?, matters: Bool) {
        let findings = PlanSample.needs([
            document("SD-1", needs: ["SD-2"], stage: own, kind: "conflicts"),
            document("SD-2", stage: other, state: state),
        ])
        #expect(findings.codes == (matters ? [.dependencyConflict] : []))
    }

    @Test("What is not there is told by the rule about references alone")
    func unknown() {
        #expect(PlanSample.needs([document("SD-1", needs: ["SD-2"], by: "2026-01-01")]).isEmpty)
    }
}

@Suite("Circles of what needs what")
struct DependencyKnotsTests {
    @Test("A chain of a hundred thousand, closed at its end, is one knot, and needs no deep stack")
    func long() {
        var needs: [String: [String]] = [:]
        for index in 0..<100_000 { needs["SD-\(index)"] = ["SD-\(index + 1)"] }
        #expect(DependencyKnots(needs).knot(of: "SD-0") == nil)
        needs["SD-99999"] = ["SD-0"]
        let knots = DependencyKnots(needs)
        #expect(knots.knot(of: "SD-0") == knots.knot(of: "SD-99999"))
        #expect(knots.knot(of: "SD-0").map { knots.members(of: $0).count } == 100_000)
        // Too long to be told in a note.
        #expect(knots.shortestCycle(through: "SD-5") == nil)
    }

    @Test("The shortest way round, and of equals the one whose ids come first")
    func shortest() {
        let knots = DependencyKnots(["a": ["d", "b", "c"], "b": ["e"], "c": ["e"], "d": ["f"], "e": ["a"], "f": ["e"]])
        #expect(knots.shortestCycle(through: "a") == ["a", "b", "e"])
        #expect(knots.shortestCycle(through: "c") == ["c", "e", "a"])
        #expect(knots.shortestCycle(through: "f") == ["f", "e", "a", "d"])
        #expect(knots.shortestCycle(through: "x") == nil)
    }

    @Test("Knots agree with going every way, on random graphs", arguments: 0..<40)
    func oracle(seed: Int) {
        // A linear congruence is random enough to make all kinds of graphs, and the same in every run.
        var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 1
        func percent() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % 100
        }
        let ids = (0..<9).map { "n\($0)" }
        var needs: [String: [String]] = [:]
        for id in ids {
            needs[id] = ids.filter { $0 != id && percent() < 14 }
        }
        func reaches(_ from: String, _ to: String) -> Bool {
            var seen: Set<String> = []
            var open = needs[from] ?? []
            while let next = open.popLast() {
                if next == to { return true }
                if seen.insert(next).inserted { open += needs[next] ?? [] }
            }
            return false
        }
        let knots = DependencyKnots(needs)
        for id in ids {
            #expect((knots.knot(of: id) != nil) == reaches(id, id))
            #expect((knots.shortestCycle(through: id) != nil) == reaches(id, id))
            for other in ids where other != id {
                let isOne = knots.knot(of: id) != nil && knots.knot(of: id) == knots.knot(of: other)
                #expect(isOne == (reaches(id, other) && reaches(other, id)))
            }
        }
    }
}

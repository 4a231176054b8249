import GitStore
import Testing
import TollgateTesting

/// What analyses put before a review: it agrees with what `check` and `gate` say of the same repository on the same day,
/// 2026-07-01.
@Suite("Analyses for a review")
struct ReviewAnalysesTests {
    private static let gates = """
        gates:
          decided: {lock: [metrics, value, milestones]}
          implemented: {require: [{milestones: {mandatory: done}}, {deployments: {at-least: 1}}, {fields: [owner]}]}

        """

    private static let text = """
        owner: ana.ruiz
        metrics:
          - {id: results, class: outcome, unit: points}
          - {id: use, class: adoption, unit: points}
          - {id: courses, class: activity, unit: points}
        value:
          - {id: sales, kind: revenue, currency: EUR, recurring: true, plan: {2026-01: 1.00, 2026-02: 1.00, 2026-03: 1.00, 2026-05: 1.00}}
          - {id: licence, kind: one-off-cost, currency: EUR, plan: {2026-02: 1.00, 2026-05: 1.00}}
        milestones:
          - {id: live, due: 2026-02-10, mandatory: true, go-live: true}

        """

    private static func ledger(_ lines: [String]) -> String {
        "date,series,item,period,value,evidence,note\n" + lines.map { $0 + "\n" }.joined()
    }

    /// One that was decided on a day and booked something later.
    private func repository(_ cadence: String, decided: Moment, _ lines: String...) throws -> TestRepository {
        try TestRepository {
            Commit("begin", at: "2025-12-01T09:00:00Z") {
                Write(Plans.policyPath, Plans.policy(Self.gates))
                Write("plans/p/plan.yaml", "schema: tollgate/plan/v1\nid: p\ntitle: P\ncadence: \(cadence)\n")
                plan("SD-1", "detailed", Self.text)
            }
            Commit("decide", at: decided) { plan("SD-1", "decided", Self.text) }
            Commit("book", at: "2026-06-20T09:00:00Z") {
                Write("plans/p/SD-1.csv", Self.ledger(lines))
            }
        }
    }

    private func row(_ repository: TestRepository) async throws -> [String: String] {
        let run = await repository.tollgate("analyze", "staleness", "--format", "json")
        return try #require(try JSON(run.output).rows.first, "\(run)")
    }

    @Test(
        "what `staleness` says is owed is what `check` finds overdue",
        arguments: [
            ("{review: monthly, grace: 7}", "2026-03-01T09:00:00Z", "2026-04, 2026-05", 7),
            ("{review: monthly, grace: 0}", "2026-04-15T09:00:00Z", "2026-05, 2026-06", 6),
            ("{review: quarterly, grace: 0}", "2026-01-01T09:00:00Z", "2026-Q2", 5),
            ("{review: quarterly, grace: 7}", "2026-01-01T09:00:00Z", "", 1),
            (
                "{review: weekly, grace: 0}", "2026-06-08T09:00:00Z",
                "the week from 2026-06-08, the week from 2026-06-15, the week from 2026-06-22", 0
            ),
        ] as [(String, Moment, String, Int)])
    func owed(cadence: String, decided: Moment, reviews: String, readings: Int) async throws {
        let repository = try repository(
            cadence, decided: decided, "2026-02-10,milestone,live,,done,,", "2026-04-02,actual,sales,2026-03,1.00,,",
            "2026-04-02,actual,use,2026-03,3,,", "2026-04-03,review,,2026-03,held,,")
        let row = try await row(repository)
        let items = (row["missing-readings"] ?? "").split(separator: ", ").map { $0.split(separator: "@") }
        #expect(row["missing-reviews"] == reviews && items.count == readings, "\(row)")

        let found = try await repository.check().findings
        let prefix = "no review is recorded for "
        #expect(
            found.filter { $0.code == "LDG021" }.map(\.message) == (reviews.isEmpty ? [] : [prefix + reviews]),
            "\(found)")
        // `check` lists the periods of each item.
        let expected = Dictionary(grouping: items) { $0.first ?? "" }.map { item, pairs in
            "`\(item)` has no reading for \(pairs.compactMap(\.last).joined(separator: ", "))"
        }
        #expect(Set(found.filter { $0.code == "LDG022" }.map(\.message)) == Set(expected), "\(found)")
    }

    @Test("the agenda has the gates that are open or lack one criterion, as `gate` judges them")
    func gates() async throws {
        func gate(_ lines: String...) async throws -> [String?] {
            let repository = try TestRepository {
                Commit("begin", at: "2026-06-01T09:00:00Z") {
                    Write(Plans.policyPath, Plans.policy(Self.gates))
                    plan("SD-1", "decided", Self.text)
                    Write("plans/p/SD-1.csv", Self.ledger(lines))
                }
            }
            let run = await repository.tollgate("analyze", "agenda", "--format", "json")
            let row = try JSON(run.output).rows.first { $0["what"] == "gate" }
            return [row?["item"], row?["detail"]]
        }
        let live = "2026-02-10,milestone,live,,done,,"
        #expect(try await gate() == [nil, nil])
        let nearly = try await gate(live)
        #expect(nearly[0] == "implemented" && nearly[1]?.hasPrefix("lacks: ") ?? false, "\(nearly)")
        #expect(
            try await gate(live, "2026-02-10,deployment,portal,,done,https://example.com/1,")
                == ["implemented", "every criterion holds"])
    }
}

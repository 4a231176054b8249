import Foundation
import GitStore
import Testing
import TollgateTesting

/// Facts that somebody would rather not have found, each in a history of its own with the analysis that is meant to find it.
/// Every run is on 2026-07-01.
@Suite("Planted facts")
struct PlantedFactsTests {
    private static let policy = Plans.policy(
        """
        gates:
          decided: {lock: [metrics, value, milestones]}
          closed: {require: [{value: {realised: 90%, sustain: 2}}]}
        currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.92}}}

        """)

    private static let value =
        "value: [{id: handling, kind: hard-saving, currency: EUR, recurring: true, plan: {2026-02: 100.00, 2026-03: 100.00, 2026-04: 100.00, 2026-05: 100.00}}]\n"

    private static func ledger(_ lines: String...) -> String {
        "date,series,item,period,value,evidence,note\n" + lines.map { $0 + "\n" }.joined()
    }

    private static func actuals(_ amounts: [Int]) -> [String] {
        amounts.enumerated().map {
            "2026-0\($0.offset + 3)-02,actual,handling,2026-0\($0.offset + 2),\($0.element).00,,"
        }
    }

    private func rows(_ repository: TestRepository, _ arguments: String...) async throws -> [[String: String]] {
        let run = await CommandRun(["analyze"] + arguments + ["--format", "json"], in: repository.path)
        #expect(run.status == 0, "\(run)")
        return try JSON(run.output).rows
    }

    /// The first commit: the policy and one initiative at a stage.
    private static func begin(_ stage: String, _ more: String, at: Moment = "2026-01-05T09:00:00Z") -> Commit {
        Commit("begin", at: at) {
            Write(Plans.policyPath, policy)
            plan("SD-1", stage, more)
        }
    }

    @Test("a reading that is dated before the gate and recorded after it")
    func backdated() async throws {
        let before = "2026-03-02,actual,handling,2026-02,80.00,,"
        let repository = try TestRepository {
            Self.begin("decided", Self.value)
            Commit("implemented", at: "2026-03-10T09:00:00Z") {
                plan("SD-1", "implemented", Self.value)
                Write("plans/p/SD-1.csv", Self.ledger(before))
            }
            Commit("book", at: "2026-03-12T09:00:00Z") {
                Write("plans/p/SD-1.csv", Self.ledger(before, "2026-03-09,actual,handling,2026-02,95.00,,counted anew"))
            }
        }
        let found = try await rows(repository, "late-and-backdated-records")
        #expect(found.map { $0["flags"] } == ["late", "backdated"])
        #expect(found.last?["step"] == "implemented" && found.last?["lag"] == "3")
        #expect(
            found.last?["commits"] == "\(try repository["implemented"].hex) \(try repository["book"].hex)")
        let flagged = await repository.tollgate("analyze", "late-and-backdated-records", "--flagged")
        #expect(flagged.output.contains("\n2 of 2 rows shown: those with a flag\n"), "\(flagged)")
        let unable = await repository.tollgate("analyze", "s-curve", "--flagged")
        #expect(unable.status == 2 && unable.errors.contains("the rows of `s-curve` have no flags"), "\(unable)")
        let restated = try await rows(repository, "restatements")
        #expect(restated.map { $0["effect"] } == ["15"] && restated[0]["who"] == Author.ada.email)
    }

    private static func metric(_ target: Int) -> String {
        "metrics: [{id: contacts, class: outcome, unit: contacts, direction: decrease, baseline: {value: 6000}, target: {value: \(target), by: 2026-06}}]\n"
    }

    @Test("a target that is eroded in three small steps")
    func eroded() async throws {
        let repository = try TestRepository {
            Self.begin("decided", Self.metric(1500))
            Commit("one", at: "2026-02-01T09:00:00Z") { plan("SD-1", "decided", Self.metric(1590)) }
            Commit("two", at: "2026-03-01T09:00:00Z") { plan("SD-1", "decided", Self.metric(1680)) }
            Commit("three", at: "2026-04-01T09:00:00Z") {
                plan("SD-1", "decided", "because: nobody calls\n" + Self.metric(1770))
            }
        }
        let found = try await rows(repository, "target-erosion")
        #expect(found.map { $0["erosion"] } == ["2.0", "4.0", "6.0"])
        #expect(found.map { $0["step"] } == ["1", "2", "3"])
        #expect(found.map { $0["commit"] } == (try ["one", "two", "three"].map { try repository[$0].hex }))
        #expect(found.last?["reason"] == "nobody calls")
        let run = await repository.tollgate("analyze", "target-erosion")
        #expect(run.output.contains("eroded: SD-1 contacts (3 steps)"))
    }

    @Test("a milestone that is always thirty days away")
    func alwaysAway() async throws {
        let milestones = "milestones: [{id: go-live, due: 2026-02-04, mandatory: true, go-live: true}]\n"
        let lines = [
            "2026-02-01,milestone,go-live,,2026-03-03,,", "2026-03-01,milestone,go-live,,2026-03-31,,",
            "2026-04-01,milestone,go-live,,2026-05-01,,",
        ]
        let repository = try TestRepository {
            Self.begin("decided", milestones)
            Commit("one", at: "2026-02-01T09:00:00Z") { Write("plans/p/SD-1.csv", Self.ledger(lines[0])) }
            Commit("two", at: "2026-03-01T09:00:00Z") { Write("plans/p/SD-1.csv", Self.ledger(lines[0], lines[1])) }
            Commit("three", at: "2026-04-01T09:00:00Z") {
                Write("plans/p/SD-1.csv", Self.ledger(lines[0], lines[1], lines[2]))
            }
        }
        let found = try #require(try await rows(repository, "date-slippage").first)
        #expect(found["flags"] == "always-as-far-away late" && found["moves"] == "3" && found["slip"] == "86")
        #expect(found["remaining"] == "30 30 30" && found["dates"] == "2026-02-04 2026-03-03 2026-03-31 2026-05-01")
        // Two moves are none yet.
        let earlier = try await rows(repository, "date-slippage", "--as-of", "2026-03-15")
        #expect(earlier.first?["flags"] == "")
    }

    @Test("a green status over a red value")
    func watermelon() async throws {
        let lines =
            Self.actuals([10, 10, 10, 10]) + [
                "2026-06-02,status,value,,green,,", "2026-06-02,status,implementation,,green,,",
            ]
        let repository = try TestRepository {
            Self.begin("decided", Self.value)
            Commit("book", at: "2026-06-02T09:00:00Z") {
                Write("plans/p/SD-1.csv", Self.ledger() + lines.map { $0 + "\n" }.joined())
            }
        }
        let found = try await rows(repository, "watermelon-index")
        #expect(found.map { $0["flags"] } == ["watermelon", ""])
        #expect(found[0]["computed"] == "red" && found[0]["outlook"] == "10.0" && found[1]["computed"] == nil)
        let run = await repository.tollgate("analyze", "watermelon-index")
        #expect(run.output.contains("watermelon index: 100.0 %, 1 of 1 claim that can be computed"))
    }

    @Test("a cancelled initiative whose value moved")
    func cancelled() async throws {
        let repository = try TestRepository {
            Self.begin("decided", Self.value)
            Commit("taker", at: "2026-02-01T09:00:00Z") { plan("SD-2", "decided", Self.value) }
            Commit("cancel", at: "2026-03-01T09:00:00Z") {
                plan("SD-1", "decided", "state: cancelled\nbecause: merged\nvalue-disposition: SD-2\n" + Self.value)
                plan("SD-2", "decided", Self.value.replacing("2026-05: 100.00", with: "2026-05: 250.50"))
            }
        }
        let found = try await rows(repository, "cancelled-value")
        #expect(found.count == 1 && found[0]["taker"] == "SD-2" && found[0]["flags"] == "moved")
        #expect(found[0]["promised"] == "400.00" && found[0]["moved"] == "150.50")
        #expect(found[0]["commits"] == (try repository["cancel"].hex))
        let bridge = try await rows(repository, "value-bridge", "--compare", "2026-02-15", "--as-of", "2026-03-02")
        // February is over by then, and nothing came of the taker's 100.00.
        let total = try #require(bridge.last)
        #expect(total["opening"] == "800.00" && total["cancelled"] == "400.00" && total["increased"] == "50.50")
        #expect(total["closing"] == "450.50")
    }

    @Test("a closed one that decays")
    func decays() async throws {
        let lines = Self.actuals([100, 100, 100])
        let repository = try TestRepository {
            Self.begin("implemented", Self.value)
            Commit("book", at: "2026-05-03T09:00:00Z") {
                Write("plans/p/SD-1.csv", Self.ledger() + lines.map { $0 + "\n" }.joined())
            }
            Commit("close", at: "2026-05-10T09:00:00Z") { plan("SD-1", "closed", Self.value) }
            Commit("later", at: "2026-06-03T09:00:00Z") {
                Append("plans/p/SD-1.csv", "2026-06-02,actual,handling,2026-05,40.00,,\n")
            }
        }
        let found = try await rows(repository, "benefit-decay")
        #expect(found.count == 1 && found[0]["flags"] == "decayed" && found[0]["change"] == "-60.0")
        #expect(found[0]["commits"] == "\(try repository["close"].hex) \(try repository["later"].hex)")
    }

    @Test("one that was realised and never confirmed, and one that was closed and never realised")
    func unconfirmed() async throws {
        let lines = Self.actuals([100, 100, 100, 100])
        let repository = try TestRepository {
            Self.begin("implemented", Self.value)
            Commit("book", at: "2026-06-03T09:00:00Z") {
                Write("plans/p/SD-1.csv", Self.ledger() + lines.map { $0 + "\n" }.joined())
            }
            Commit("other", at: "2026-06-04T09:00:00Z") { plan("SD-2", "closed", Self.value) }
        }
        let found = try await rows(repository, "realisation")
        #expect(found.first { $0["name"] == "SD-1" }?["note"] == "realised-unconfirmed")
        #expect(found.first { $0["name"] == "SD-1" }?["recorded-commit"] == (try repository["book"].hex))
        #expect(found.first { $0["name"] == "SD-2" }?["note"] == "closed-unrealised")
        let run = await repository.tollgate("value")
        #expect(run.status == 0 && run.output.contains("realised and never confirmed: SD-1"))
    }

    // MARK: - Without them

    private func clean() throws -> TestRepository {
        let milestones = "milestones: [{id: go-live, due: 2026-02-04, mandatory: true, go-live: true}]\n"
        let text =
            Self.value + milestones + Self.metric(1500) + "transition: [{team: desk, people: 40, metric: contacts}]\n"
        let first = ["2026-02-03,milestone,go-live,,done,,", "2026-02-03,deployment,portal,,done,,"]
        return try TestRepository {
            Self.begin("detailed", text)
            Commit("decided", at: "2026-01-10T09:00:00Z") { plan("SD-1", "decided", text) }
            Commit("live", at: "2026-02-03T09:00:00Z") { Write("plans/p/SD-1.csv", Self.ledger(first[0], first[1])) }
            Commit("implemented", at: "2026-02-10T09:00:00Z") { plan("SD-1", "implemented", text) }
            for (index, line) in Self.actuals([100, 100, 100, 100]).enumerated() {
                Commit("book \(index)", at: Moment("2026-0\(index + 3)-02T09:00:00Z") ?? .start) {
                    Append("plans/p/SD-1.csv", "\(line)\n2026-0\(index + 3)-02,status,value,,green,,\n")
                }
            }
            Commit("close", at: "2026-06-10T09:00:00Z") { plan("SD-1", "closed", text) }
        }
    }

    @Test("a history without them shows none")
    func none() async throws {
        let repository = try clean()
        #expect(try await rows(repository, "target-erosion").isEmpty)
        #expect(try await rows(repository, "date-slippage").isEmpty)
        #expect(try await rows(repository, "cancelled-value").isEmpty)
        #expect(try await rows(repository, "benefit-decay").isEmpty)
        #expect(try await rows(repository, "restatements").isEmpty)
        #expect(try await rows(repository, "late-and-backdated-records").allSatisfy { $0["flags"] == "" })
        #expect(try await rows(repository, "late-and-backdated-records", "--flagged").isEmpty)
        #expect(try await rows(repository, "watermelon-index").allSatisfy { $0["flags"] == "" })
        let row = try #require(try await rows(repository, "realisation").first)
        #expect(row["note"] == "" && row["realised-in"] == "2026-02" && row["confirmed-on"] == "2026-06-10")
        #expect(row["go-live-lag"] == "25" && row["recording-lag"] == "33" && row["confirmation-lag"] == "69")
    }

    @Test(
        "every analysis runs in every format, for everything, a plan, a folder and an initiative, and names what is not there"
    )
    func everywhere() async throws {
        let repository = try clean()
        let list = await repository.tollgate("analyze", "--list")
        let names = list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.count >= 20)
        for name in names {
            for format in ["full", "concise", "json", "jsonl", "csv", "markdown"] {
                let run = await repository.tollgate("analyze", name, "--format", format)
                #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
            }
            for scope in ["SD-1", "plans/p", "p", "plans/p/SD-1.yaml"] {
                let run = await repository.tollgate("analyze", name, scope, "--format", "csv")
                let all = await repository.tollgate("analyze", name, "--format", "csv")
                #expect(run.status == 0 && run.output == all.output, "\(run)")
            }
            let nothing = await repository.tollgate("analyze", name, "SD-9")
            #expect(nothing.status == 3 && nothing.errors.contains("is called `SD-9`"), "\(nothing)")
        }
    }

    @Test("value tells one initiative in words, and sums by what is asked for")
    func value() async throws {
        let repository = try clean()
        let one = await repository.tollgate("value", "SD-1")
        #expect(one.status == 0)
        for words in [
            "promised   400.00 EUR\n", "realised   400.00 EUR, 100.0 % of 400.00 EUR promised by then",
            "live 2026-02-03 → realised in 2026-02 (25 days) → recorded 2026-04-02",
            "status     implementation green, value green",
            "promised   ████  2026-02 to 2026-05", "realised   ████",
        ] { #expect(one.output.contains(words), "\(words) in \(one.output)") }
        let story = await repository.tollgate("log", "SD-1")
        let lines = one.output.split(separator: "\n")
        let essence = lines.drop { !$0.hasPrefix("  promised") }.prefix { $0.hasPrefix(" ") }
        #expect(essence.count >= 8 && story.output.contains(essence.joined(separator: "\n")), "\(story)")
        let everything = await repository.tollgate("log")
        #expect(!everything.output.contains("  lags "), "\(everything)")
        for by in ["plan", "stage", "kind", "month", "owner"] {
            let run = await repository.tollgate("value", "--by", by, "--format", "json")
            let rows = try JSON(run.output).rows
            #expect(
                rows.count == (by == "month" ? 4 : 1) && rows[0]["realised"] == (by == "month" ? "100.00" : "400.00"),
                "\(run)")
        }
        let compared = await repository.tollgate("value", "--compare", "2026-01-06")
        #expect(compared.output.contains("since 2026-01-06: 400.00 + 0.00 new"), "\(compared)")
    }

    @Test("what an analysis does not do is refused, and so is a comparison with what comes later")
    func refused() async throws {
        let repository = try clean()
        for (arguments, words) in [
            (
                ["transitions", "--compare", "2026-01-06"],
                "`transitions` compares nothing: `--compare` is for `value-bridge`"
            ),
            (
                ["realisation", "--through", "2026-06"],
                "`realisation` compares nothing: `--through` is for `value-bridge`"
            ),
            (["--list", "--format", "json"], "the list of analyses is for people"),
            (["value-bridge", "--compare", "2099-01-01"], "`--compare 2099-01-01` is later than"),
            (["value-bridge", "--compare", "main", "--as-of", "2026-02-05"], "`--compare main` is later than"),
        ] {
            let run = await CommandRun(["analyze"] + arguments, in: repository.path)
            #expect(run.status == 2 && run.errors.contains(words), "\(run)")
        }
    }

    @Test("cells that a spreadsheet would take for formulas are defused")
    func formulas() async throws {
        let text = Self.value + "owner: \"=cmd()\"\n"
        let repository = try TestRepository {
            Self.begin("decided", text)
            Commit("status", at: "2026-03-02T09:00:00Z") {
                Write("plans/p/SD-1.csv", Self.ledger("2026-03-01,status,value,,green,,"))
            }
        }
        let run = await repository.tollgate("analyze", "watermelon-index", "--format", "csv")
        #expect(run.output.contains(",'=cmd(),"), "\(run)")
    }
}

import Testing

@testable import PlanModel
@testable import Realisation
@testable import Timeline

/// What stands at the borders of definitions, each in a story of its own.
@Suite("Borders of analyses")
struct AnalysisBordersTests {
    private static let policy = """
        schema: tollgate/policy/v1
        version: 1
        stages: [identified, detailed, decided, implemented, closed]
        ends: [rejected]
        gates:
          decided: {lock: [metrics, value, milestones]}
          closed: {require: [{value: {realised: 90%, sustain: 1}}]}
        currencies: {reporting: EUR, plan-rates: {"2026": {USD: 0.5}}}

        """

    private static func plan(_ stage: String, _ more: String = "", id: String = "SD-1") -> String {
        "schema: tollgate/initiative/v1\nid: \(id)\ntitle: T\nstage: \(stage)\n\(more)"
    }

    private static func value(_ amounts: String, _ kind: String = "hard-saving", currency: String = "EUR") -> String {
        "value: [{id: a, kind: \(kind), currency: \(currency), recurring: true, plan: {\(amounts)}}]\n"
    }

    private static func ledger(_ lines: String...) -> String {
        ([LedgerLine.header] + lines).joined(separator: "\n") + "\n"
    }

    /// Lands versions of SD-1 and of its ledger, each on a day.
    private static func story(_ landings: (day: String, plan: String?, ledger: String?)...) -> ValueStory {
        var story = ValueStory(policy: policy)
        for landing in landings {
            var files: [String: String?] = [:]
            if let plan = landing.plan { files["plans/p/SD-1.yaml"] = plan }
            if let ledger = landing.ledger { files["plans/p/SD-1.csv"] = ledger }
            story.land(landing.day, files)
        }
        return story
    }

    private static func rows(
        _ name: String, _ story: ValueStory, _ day: String, gates: [String: GateStanding] = [:]
    ) throws -> [[String: String]] {
        var input = Analysis.Input(try story.portfolio(day))
        input.gates = gates
        return ValueStory.rows(try #require(AnalysisCatalogue.analysis(named: name)), input)
    }

    private static func summary(_ name: String, _ story: ValueStory, _ day: String) throws -> [String] {
        try #require(AnalysisCatalogue.analysis(named: name)).run(Analysis.Input(story.portfolio(day))).summary
    }

    // MARK: - Time in stage

    private static func stays(_ story: ValueStory, _ day: String) throws -> [String] {
        try rows("time-in-stage", story, day).filter { $0["level"] == "initiative" }.map { row in
            ["stage", "days", "on-hold", "from", "to"].map { row[$0] ?? "-" }.joined(separator: " ")
        }
    }

    @Test("What is cancelled stays nowhere, from the first version on and while it moves")
    func cancelledStays() throws {
        let story = Self.story(
            ("2026-01-01", Self.plan("detailed", "state: cancelled\n"), nil),
            ("2026-01-11", Self.plan("identified", "state: cancelled\n"), nil),
            ("2026-01-21", Self.plan("identified", "state: on-hold\n"), nil),
            ("2026-01-31", Self.plan("identified"), nil))
        #expect(try Self.stays(story, "2026-02-10") == ["identified 10 10 2026-01-21 -"])
    }

    @Test("A stay begins with the first version that can be read")
    func unreadableFirst() throws {
        let story = Self.story(
            ("2026-01-01", "- no mapping\n", nil), ("2026-01-11", Self.plan("detailed"), nil),
            ("2026-01-21", Self.plan("decided"), nil))
        #expect(
            try Self.stays(story, "2026-02-10") == ["detailed 10 0 2026-01-11 2026-01-21", "decided 20 0 2026-01-21 -"])
    }

    @Test("Stages of foreign words are those of the policy")
    func foreignWords() throws {
        var story = ValueStory(
            policy: """
                schema: tollgate/policy/v1
                version: 1
                documents:
                  - {kind: initiative, match: "plans/*/*.yaml", fields: {id: id, stage: status}, stage-values: {in-review: review, reviewing: review}, unknown-keys: allow}
                stages: [draft, review]

                """)
        story.land("2026-01-01", ["plans/p/1.yaml": "id: 1\nstatus: draft\n"])
        story.land("2026-01-11", ["plans/p/1.yaml": "id: 1\nstatus: in-review\n"])
        story.land("2026-01-21", ["plans/p/1.yaml": "id: 1\nstatus: reviewing\n"])
        #expect(
            try Self.stays(story, "2026-02-10") == ["draft 10 0 2026-01-01 2026-01-11", "review 30 0 2026-01-11 -"])
    }

    @Test("Median and 90th percentile are those of nearest rank, for even and odd counts")
    func ranks() {
        #expect(Stays.rank([], 50) == nil)
        #expect(Stays.rank([7], 50) == 7 && Stays.rank([7], 90) == 7)
        #expect(Stays.rank([9, 1], 50) == 1 && Stays.rank([9, 1], 90) == 9)
        #expect(Stays.rank([9, 1, 5], 50) == 5)
        let ten = Array((1...10).reversed())
        #expect(Stays.rank(ten, 50) == 5 && Stays.rank(ten, 90) == 9)
        #expect(Stays.rank(ten + [11], 50) == 6 && Stays.rank(ten + [11], 90) == 10)
    }

    // MARK: - Staleness and what is owed

    @Test("Other words are no change; another state, person or figure is one")
    func wording() throws {
        let base = "because: one\nowner: ana\nmetrics: [{id: m, name: A, class: outcome}]\n"
        func last(_ more: String) throws -> String? {
            let story = Self.story(
                ("2026-01-01", Self.plan("detailed", base), nil), ("2026-02-01", Self.plan("detailed", more), nil))
            return try Self.rows("staleness", story, "2026-03-01").first?["last"]
        }
        #expect(try last(base.replacing("name: A", with: "name: B")) == "2026-01-01")
        #expect(try last(base.replacing("because: one", with: "because: two")) == "2026-01-01")
        #expect(try last(base + "state: active\n") == "2026-01-01")
        #expect(try last(base + "state: on-hold\n") == "2026-02-01")
        #expect(try last(base.replacing("owner: ana", with: "owner: li")) == "2026-02-01")
        #expect(try last(base.replacing("class: outcome", with: "class: output")) == "2026-02-01")
    }

    @Test("What is at an end beside the ladder is neither stale nor on the agenda")
    func ended() throws {
        let more = "milestones: [{id: go, due: 2026-01-20}]\n"
        let open = Self.story(("2026-01-01", Self.plan("detailed", more), nil))
        #expect(try Self.rows("staleness", open, "2026-02-01").count == 1)
        #expect(try Self.rows("agenda", open, "2026-02-01").count == 1)
        let ended = Self.story(
            ("2026-01-01", Self.plan("detailed", more), nil), ("2026-01-02", Self.plan("rejected", more), nil))
        #expect(try Self.rows("staleness", ended, "2026-02-01").isEmpty)
        #expect(try Self.rows("agenda", ended, "2026-02-01").isEmpty)
    }

    private static func owed(_ story: ValueStory, _ day: String) throws -> [String] {
        let row = try #require(try rows("staleness", story, day).first)
        return [row["missing-reviews"] ?? "", row["missing-readings"] ?? ""]
    }

    private static func cadence(_ review: String) -> [String: String?] {
        ["plans/p/plan.yaml": "schema: tollgate/plan/v1\nid: p\ntitle: P\ncadence: {review: \(review), grace: 0}\n"]
    }

    @Test("Nothing is owed behind a step back or a hold, nor for what began before they ended")
    func notFollowed() throws {
        var story = ValueStory(policy: Self.policy)
        story.land("2026-01-01", Self.cadence("monthly"))
        story.land("2026-01-01", ["plans/p/SD-1.yaml": Self.plan("decided")])
        #expect(try Self.owed(story, "2026-03-15") == ["2026-01, 2026-02", ""])
        story.land("2026-03-15", ["plans/p/SD-1.yaml": Self.plan("detailed")])
        #expect(try Self.owed(story, "2026-05-15") == ["", ""])
        story.land("2026-06-01", ["plans/p/SD-1.yaml": Self.plan("decided")])
        #expect(try Self.owed(story, "2026-08-01") == ["2026-06, 2026-07", ""])
        story.land("2026-08-02", ["plans/p/SD-1.yaml": Self.plan("decided", "state: on-hold\n")])
        #expect(try Self.owed(story, "2026-10-01") == ["", ""])
        story.land("2026-10-02", ["plans/p/SD-1.yaml": Self.plan("decided")])
        #expect(try Self.owed(story, "2026-12-01") == ["2026-11", ""])
    }

    @Test("A review is owed on the day after the grace, not before")
    func grace() throws {
        var story = ValueStory(policy: Self.policy)
        story.land("2024-01-01", Self.cadence("monthly").mapValues { $0?.replacing("grace: 0", with: "grace: 5") })
        story.land("2024-01-31", ["plans/p/SD-1.yaml": Self.plan("decided")])
        // February of a leap year ends on the 29th.
        #expect(try Self.owed(story, "2024-03-05") == ["", ""])
        #expect(try Self.owed(story, "2024-03-06") == ["2024-02", ""])
    }

    @Test("A cost is owed without a go-live, a benefit from its month on, a metric from the month behind it")
    func goLive() throws {
        var story = ValueStory(policy: Self.policy)
        let text = Self.plan(
            "decided",
            """
            metrics: [{id: m, class: adoption}]
            value:
              - {id: benefit, kind: revenue, currency: EUR, plan: {2026-02: 1.00, 2026-03: 1.00, 2026-04: 1.00}}
              - {id: cost, kind: capex, currency: EUR, plan: {2026-02: 1.00}}

            """)
        story.land("2026-01-01", Self.cadence("weekly"))
        story.land("2026-01-01", ["plans/p/SD-1.yaml": text])
        #expect(try Self.owed(story, "2026-05-01").last == "cost@2026-02")
        story.land(
            "2026-03-20", ["plans/p/SD-1.csv": Self.ledger("2026-03-01,deployment,portal,,done,,")])
        #expect(
            try Self.owed(story, "2026-05-01").last == "cost@2026-02, benefit@2026-03, m@2026-04, benefit@2026-04")
    }

    // MARK: - Agenda

    private static func agenda(
        _ story: ValueStory, _ day: String, gates: [String: GateStanding] = [:]
    ) throws -> [String] {
        try rows("agenda", story, day, gates: gates).map { row in
            ["what", "item", "due", "detail"].map { row[$0] ?? "-" }.joined(separator: " | ")
        }
    }

    @Test("Holds that end at no day, gates without criteria, dates that only the ledger has, bounds that are missed")
    func agendaItems() throws {
        let hold = Self.story(
            ("2026-01-01", Self.plan("decided"), nil),
            ("2026-01-02", Self.plan("decided", "state: on-hold\nbecause: no money\n"), nil))
        #expect(try Self.agenda(hold, "2026-02-01") == ["hold | review-by | - | no money"])
        let later = Self.story(
            ("2026-01-01", Self.plan("decided", "state: on-hold\nreview-by: 2026-04-01\n"), nil))
        #expect(try Self.agenda(later, "2026-02-01").isEmpty)
        #expect(try Self.agenda(later, "2026-03-01") == ["hold | review-by | 2026-04-01 | "])

        let gated = Self.story(("2026-01-01", Self.plan("decided"), nil))
        func gate(_ holds: Int, _ criteria: Int) -> [String: GateStanding] {
            ["plans/p/SD-1.yaml": GateStanding(step: "implemented", holds: holds, criteria: criteria, missing: ["x"])]
        }
        #expect(
            try Self.agenda(gated, "2026-02-01", gates: gate(0, 0))
                == ["gate | implemented | - | it asks for no criteria"])
        #expect(try Self.agenda(gated, "2026-02-01", gates: gate(2, 3)) == ["gate | implemented | - | lacks: x"])
        #expect(try Self.agenda(gated, "2026-02-01", gates: gate(1, 3)).isEmpty)

        let expected = Self.story(
            (
                "2026-01-01", Self.plan("decided", "milestones: [{id: go, title: Go}]\n"),
                Self.ledger("2026-01-01,milestone,go,,2026-02-28,,")
            ))
        #expect(try Self.agenda(expected, "2026-01-15") == ["milestone | go | 2026-02-28 | Go"])

        let within = Self.story(
            (
                "2026-01-01",
                Self.plan(
                    "decided",
                    "metrics: [{id: m, class: outcome, direction: within, low: 1, high: 2, target: {value: 1, by: 2026-02}}]\n"
                ),
                Self.ledger("2026-01-01,actual,m,2025-12,3,,")
            ))
        #expect(try Self.agenda(within, "2026-01-15") == ["target | m | 2026-02-28 | 3 in 2025-12"])
    }

    // MARK: - Dates and money

    @Test("A change of the plan that leaves a date alone does not take back what the ledger expects")
    func dates() throws {
        let text = Self.plan("decided", "owner: ana\nmilestones: [{id: go, due: 2026-02-01}]\n")
        let moved = Self.ledger("2026-01-20,milestone,go,,2026-03-01,,")
        let story = Self.story(
            ("2026-01-01", text, nil), ("2026-01-20", nil, moved),
            ("2026-01-25", text.replacing("owner: ana", with: "owner: li"), nil))
        let row = try #require(try Self.rows("date-slippage", story, "2026-02-10").first)
        #expect(row["moves"] == "1" && row["slip"] == "28" && row["dates"] == "2026-02-01 2026-03-01")
        // The plan says another date again: that is a move.
        var more = story
        more.land(
            "2026-02-01", ["plans/p/SD-1.yaml": text.replacing("2026-02-01", with: "2026-04-01")])
        #expect(
            try Self.rows("date-slippage", more, "2026-02-10").first?["dates"] == "2026-02-01 2026-03-01 2026-04-01")
    }

    @Test("What was promised first counts in the currency that it had then")
    func originalCurrency() throws {
        let story = Self.story(
            ("2026-01-01", Self.plan("decided", Self.value("2026-03: 100.00", currency: "USD")), nil),
            ("2026-02-01", Self.plan("decided", Self.value("2026-03: 70.00")), nil))
        let row = try #require(try Self.rows("realisation", story, "2026-02-10").first)
        #expect(row["original"] == "50.00" && row["promised"] == "70.00")
        let curve = try Self.rows("s-curve", story, "2026-02-10")
        #expect(curve.filter { $0["series"] == "original" }.map { $0["amount"] } == ["50.00"])
        let funnel = try #require(try Self.rows("leakage-funnel", story, "2026-02-10").first)
        #expect(funnel["locked"] == "50.00" && funnel["gained"] == "20.00" && funnel["open"] == "70.00")
        let groups = ValueGroup.groups(try story.portfolio("2026-02-10"), by: .month)
        #expect(groups.map { $0.figures.original?.amount } == [ExactDecimal("50.00")])
    }

    @Test("A line that is of another kind now is less of the one and more of the other")
    func otherKind() throws {
        let story = Self.story(
            ("2026-01-01", Self.plan("decided", Self.value("2026-03: 100.00")), nil),
            ("2026-02-01", Self.plan("decided", Self.value("2026-03: 100.00", "soft-saving")), nil))
        let rows = try Self.rows("leakage-funnel", story, "2026-02-10").filter { $0["level"] == "initiative" }
        #expect(rows.map { $0["kind"] } == ["gross", "hard-saving", "soft-saving"])
        #expect(rows.map { $0["reduced"] } == ["100.00", "100.00", "0.00"])
        #expect(rows.map { $0["gained"] } == ["100.00", "0.00", "100.00"])
    }

    @Test("Removed is cancelled, and whoever skips a level came to it at that landing")
    func funnelBorders() throws {
        let text = Self.plan("implemented", Self.value("2026-01: 10.00, 2026-02: 20.00"))
        var story = Self.story(("2026-01-05", text, nil))
        let removal: [String: String?] = ["plans/p/SD-1.yaml": nil]
        story.land("2026-02-10", removal)
        let row = try #require(try Self.rows("leakage-funnel", story, "2026-02-11").first)
        #expect(
            ["identified", "detailed", "locked", "implemented", "closed"].map { row[$0] }
                == ["30.00", "30.00", "30.00", "30.00", "n/a"])
        #expect(row["cancelled"] == "30.00" && row["open"] == "0.00")
        #expect(row["commits"] == "\(ValueStory.commit(0)) \(ValueStory.commit(1))")
    }

    @Test("In the net effect of restatements more cost is less value")
    func netEffect() throws {
        let story = Self.story(
            (
                "2026-03-01",
                Self.plan("decided", Self.value("2026-01: 10.00, 2026-02: 20.00", "run-cost")),
                Self.ledger("2026-02-01,actual,a,2026-01,10.00,,", "2026-02-02,actual,a,2026-01,12.50,,late bill")
            ))
        #expect(try Self.rows("restatements", story, "2026-03-02").map { $0["effect"] } == ["2.5"])
        #expect(try Self.summary("restatements", story, "2026-03-02") == ["1 restatement, net effect -2.50 EUR"])
    }

    @Test("A level is compared with all its digits, and not as it is shown")
    func decay() throws {
        // 0.0001 × 3 readings are 0.0003; a third of 0.0004 is shown as 0.0001, and 0.0001 is less than 0.000133….
        let metric =
            "metrics: [{id: m, class: outcome, direction: increase, baseline: {value: 0}, target: {value: 1}}]\n"
        let story = Self.story(
            (
                "2026-04-02", Self.plan("closed", metric),
                Self.ledger(
                    "2026-02-01,actual,m,2026-01,0.0001,,", "2026-03-01,actual,m,2026-02,0.0001,,",
                    "2026-04-01,actual,m,2026-03,0.0002,,")
            ),
            (
                "2026-05-02", nil,
                Self.ledger(
                    "2026-02-01,actual,m,2026-01,0.0001,,", "2026-03-01,actual,m,2026-02,0.0001,,",
                    "2026-04-01,actual,m,2026-03,0.0002,,", "2026-05-01,actual,m,2026-04,0.0001,,")
            ))
        let row = try #require(try Self.rows("benefit-decay", story, "2026-05-03").first)
        #expect(row["confirmed"] == "0.0001" && row["reading"] == "0.0001" && row["flags"] == "decayed")
    }

    // MARK: - Forecasts and teams

    @Test("More forecast than came is above zero, also where less than nothing came")
    func bias() throws {
        let story = Self.story(
            (
                "2026-01-02", Self.plan("decided", "owner: ana\n" + Self.value("2026-01: 10.00")),
                Self.ledger("2026-01-02,forecast,a,2026-01,10.00,,", "2026-02-02,actual,a,2026-01,-5.00,,")
            ))
        let rows = try Self.rows("forecast-accuracy", story, "2026-02-03")
        #expect(rows.map { $0["error"] } == ["15", "15"] && rows.map { $0["error-percent"] } == ["300.0", "300.0"])
        // The last day of the month still foretells it, the next one does not.
        #expect(rows[0]["ahead"] == "29" && rows[1]["item"] == "1 forecast")
        for (day, count) in [("2026-01-31", 2), ("2026-02-01", 1)] {
            let story = Self.story(
                (
                    day, Self.plan("decided", Self.value("2026-01: 10.00")),
                    Self.ledger("2026-01-02,forecast,a,2026-01,10.00,,", "2026-02-01,actual,a,2026-01,5.00,,")
                ))
            #expect(try Self.rows("forecast-accuracy", story, "2026-02-03").count == count)
        }
    }

    @Test("A metric that is to decrease counts who has not moved; one that counts no people tells of none")
    func teams() throws {
        func moved(_ metric: String, _ reading: String) throws -> [String?] {
            let story = Self.story(
                (
                    "2026-02-02",
                    Self.plan(
                        "decided",
                        "metrics: [{id: m, class: adoption, \(metric)}]\ntransition: [{team: desk, people: 20, metric: m}]\n"
                    ),
                    Self.ledger("2026-02-02,actual,m,2026-01,\(reading),,")
                ))
            let row = try #require(try Self.rows("team-adoption", story, "2026-02-03").first)
            return [row["moved"], row["planned"], row["percent"]]
        }
        #expect(try moved("unit: percent, direction: decrease, target: {value: 10}", "55") == ["9", "18", "50.0"])
        #expect(try moved("unit: People, direction: increase, target: {value: 30}", "12") == ["12", "20", "60.0"])
        #expect(try moved("unit: percent, direction: increase, target: {value: 0}", "-4") == ["0", "0", "n/a"])
        #expect(try moved("unit: logins/day, direction: increase, target: {value: 30}", "12") == ["n/a", "n/a", "n/a"])
        let cancelled = Self.story(
            ("2026-02-02", Self.plan("decided", "state: cancelled\ntransition: [{team: desk, people: 2}]\n"), nil))
        #expect(try Self.rows("team-adoption", cancelled, "2026-02-03").isEmpty)
    }

    // MARK: - Hostile stories

    /// What every analysis tells, by its name.
    private static func all(_ story: ValueStory, _ day: String) throws -> [String: [[String: String]]] {
        try Dictionary(
            AnalysisCatalogue.all.map { ($0.name, try rows($0.name, story, day)) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test("Where there is no initiative there are only sums of nothing")
    func nothing() throws {
        let story = ValueStory(policy: Self.policy)
        let told = try Self.all(story, "2024-02-29")
        for (name, rows) in told where !["realisation", "leakage-funnel", "value-bridge"].contains(name) {
            #expect(rows.isEmpty, "\(name): \(rows)")
        }
        let funnel = try #require(told["leakage-funnel"])
        #expect(funnel.count == 1 && funnel[0]["kind"] == "gross" && funnel[0]["identified"] == "n/a")
        #expect(
            try Self.summary("activity-ratio", story, "2024-02-29")
                == ["activity ratio: n/a of 0 metrics, n/a of 0 readings"])
    }

    @Test("Where no stage decides anything nothing is promised, owed or lost")
    func noLock() throws {
        var story = ValueStory(
            policy: "schema: tollgate/policy/v1\nversion: 1\nstages: [idea, done]\ncurrencies: {reporting: EUR}\n")
        story.land("2024-02-29", Self.cadence("monthly"))
        story.land(
            "2024-02-29",
            [
                "plans/p/SD-1.yaml": Self.plan("idea", Self.value("2024-03: 5.00")),
                "plans/p/SD-1.csv": Self.ledger("2024-04-01,actual,a,2024-03,4.00,,"),
            ])
        let told = try Self.all(story, "2024-06-01")
        let funnel = try #require(told["leakage-funnel"]?.first)
        for key in ["identified", "detailed", "locked", "closed", "cancelled", "short", "open", "realised"] {
            #expect(funnel[key] == "n/a", "\(key)")
        }
        // The stage before the last is the first one here.
        #expect(funnel["implemented"] == "5.00")
        #expect(told["staleness"]?.first?["missing-reviews"] == "")
        #expect(Set(told["s-curve"]?.map { $0["series"] ?? "" } ?? []) == ["realised", "outlook"])
        #expect(told["agenda"]?.isEmpty ?? false)
    }

    @Test("A plan of nothing is nothing, and has no shares")
    func zero() throws {
        let story = Self.story(
            (
                "2026-01-02", Self.plan("decided", Self.value("2026-01: 0.00")),
                Self.ledger("2026-01-02,forecast,a,2026-01,0.00,,", "2026-02-01,actual,a,2026-01,0.00,,")
            ))
        let told = try Self.all(story, "2026-02-02")
        let funnel = try #require(told["leakage-funnel"]?.first)
        for key in ["identified", "locked", "gained", "cancelled", "reduced", "late", "short", "open", "realised"] {
            #expect(funnel[key] == "0.00", "\(key)")
        }
        #expect(told["realisation"]?.first?["realisation"] == "n/a")
        #expect(told["forecast-accuracy"]?.allSatisfy { $0["error"] == "0" && $0["error-percent"] == "n/a" } ?? false)
        #expect(told["s-curve"]?.allSatisfy { $0["amount"] == "0.00" } ?? false)
    }

    @Test("Amounts at the limits of a decimal are exact, and beyond them n/a")
    func huge() throws {
        let most = "999999999999999999.999999999"
        let text = Self.value("2026-01: \(most), 2026-02: \(most)")
        let lines = Self.ledger(
            "2026-01-02,forecast,a,2026-01,\(most),,", "2026-02-01,actual,a,2026-01,-\(most),,")
        let exact = try Self.all(Self.story(("2026-01-02", Self.plan("decided", text), lines)), "2026-02-02")
        let funnel = try #require(exact["leakage-funnel"]?.first)
        #expect(funnel["identified"] == "1999999999999999999.999999998" && funnel["realised"] == "-\(most)")
        // Nothing is forecast beyond the plan: what did not come is short.
        #expect(funnel["short"] == "1999999999999999999.999999998" && funnel["late"] == "0.00")
        #expect(exact["forecast-accuracy"]?.first?["error"] == "1999999999999999999.999999998")
        #expect(exact["forecast-accuracy"]?.first?["error-percent"] == "200.0")

        var story = ValueStory(policy: Self.policy.replacing("USD: 0.5", with: "USD: \(most)"))
        story.land(
            "2026-01-02",
            [
                "plans/p/SD-1.yaml": Self.plan(
                    "decided",
                    text.replacing("EUR", with: "USD")
                        + """
                        metrics: [{id: m, class: adoption, unit: percent, direction: increase, target: {value: \(most)}}]
                        transition: [{team: all, people: 9000000000000000000, metric: m}]

                        """),
                "plans/p/SD-1.csv": lines + "2026-02-01,actual,m,2026-01,\(most),,\n",
            ])
        let beyond = try Self.all(story, "2026-02-02")
        let lost = try #require(beyond["leakage-funnel"]?.first)
        for key in ["identified", "locked", "reduced", "late", "short", "open", "realised"] {
            #expect(lost[key] == "n/a", "\(key): \(lost[key] ?? "")")
        }
        #expect(beyond["s-curve"]?.allSatisfy { $0["amount"] == "n/a" } ?? false)
        #expect(beyond["team-adoption"]?.first?["moved"] == "9000000000000000000")
    }
}

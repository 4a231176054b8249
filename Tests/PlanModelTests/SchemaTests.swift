import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("The shape of initiatives and change plans")
struct SchemaTests {
    @Test("An initiative that says everything there is to say is clean")
    func acceptsACompleteInitiative() {
        #expect(shapeFindings(Samples.initiative, InitiativeSchema.shape).map(\.message) == [])
    }

    @Test("A change plan that says everything there is to say is clean")
    func acceptsACompleteChangePlan() {
        #expect(shapeFindings(Samples.changePlan, ChangePlanSchema.shape).map(\.message) == [])
    }

    @Test("The examples leave no field out")
    func usesEveryField() throws {
        for (text, shape) in [
            (Samples.initiative, InitiativeSchema.shape), (Samples.changePlan, ChangePlanSchema.shape),
        ] {
            let root = try #require(
                PlanText.read(SourceText(path: "p", bytes: Array(text.utf8)), layout: .yaml).tree?.root)
            #expect(Set(shape.fieldWays).subtracting(shape.waysUsed(by: root)) == [])
        }
    }

    @Test(
        "Every word of every choice is accepted",
        arguments: [
            ("metrics: [{id: a, class: %}]", InitiativeSchema.metricClasses), ("state: %", InitiativeSchema.states),
            ("value: [{id: a, currency: EUR, kind: %}]", InitiativeSchema.valueKinds),
            ("change: {type: %}", ["standard", "normal", "emergency"]),
            ("change: {risk: %}", ["low", "medium", "high"]),
            ("change: {run-cost: {per: %}}", ["month", "quarter", "year"]),
            ("metrics: [{id: a, class: adoption, aspect: %}]", ["speed", "utilisation", "proficiency"]),
            ("metrics: [{id: a, class: adoption, direction: %}]", ["increase", "decrease", "within"]),
            ("dependencies: [{on: X-1, kind: %}]", ["needs", "enables", "shares-benefit", "conflicts"]),
        ])
    func acceptsEveryWord(field: String, words: [String]) {
        for word in words {
            #expect(findings(field.replacing("%", with: word)) == [], "\(word)")
            #expect(findings(field.replacing("%", with: word + "x")).map { $0.prefix(6) } == ["DOC006"], "\(word)x")
        }
    }

    @Test("One mistake is one finding in its place", arguments: Mistake.inInitiatives)
    func reportsTheMistake(mistake: Mistake) throws {
        let findings = shapeFindings(mistake.text, InitiativeSchema.shape)
        #expect(findings.map(\.codeAndPlace) == [mistake.finding])
        let finding = try #require(findings.first)
        #expect(finding.message.contains(mistake.says), "\(finding.message)")
        if let help = mistake.helps { #expect(finding.helps.joined().contains(help), "\(finding.helps)") }
        #expect(!finding.preventsReading)
    }

    @Test("One mistake in a change plan is one finding in its place", arguments: Mistake.inChangePlans)
    func reportsTheMistakeInAChangePlan(mistake: Mistake) throws {
        let findings = shapeFindings(mistake.text, ChangePlanSchema.shape)
        #expect(findings.map(\.codeAndPlace) == [mistake.finding])
        #expect(try #require(findings.first).message.contains(mistake.says))
    }

    @Test(
        "What other readers of YAML take for a flag is none",
        arguments: ["no", "yes", "on", "off", "True", "FALSE", "y", "1", "0", "''", "~x"])
    func refusesOtherFlags(word: String) {
        #expect(findings("milestones: [{id: a, due: 2026-01-31, mandatory: \(word)}]") == ["DOC005 5:50"])
    }

    @Test(
        "What other readers of YAML take for a whole number is none",
        arguments: [
            "014", "0o14", "0x1F", "1_000", "1:30", "+3", "3.0", "1e3", "three", "''", "-1", "0", "121", "1 2", "٣",
            "99999999999999999999",
        ])
    func refusesOtherIntegers(text: String) {
        #expect(findings("metrics: [{id: a, class: outcome, sustain: \(text)}]") == ["DOC005 5:44"])
    }

    @Test(
        "What other readers of YAML take for a decimal is none",
        arguments: [
            "1_000", "1e3", ".5", "5.", "+5", "0x1F", ".inf", "-.inf", ".nan", "1:30", "01", "'1,5'", "'1 000'", "''",
            "١", "5%",
        ])
    func refusesOtherDecimals(text: String) {
        #expect(findings("metrics: [{id: a, class: guardrail, limit: \(text)}]") == ["DOC005 5:44"])
    }

    @Test("An amount is above zero", arguments: ["0", "0.00", "-1", "-0.01", "1e3", "''", "1 EUR"])
    func refusesOtherAmounts(text: String) {
        #expect(findings("change: {run-cost: {amount: \(text)}}") == ["DOC005 5:29"])
    }

    @Test(
        "What other readers of YAML take for a date is none",
        arguments: [
            "2026-3-14", "2026-03-14T00:00:00Z", "20260314", "2026-02-29", "14.03.2026", "2026-03", "tomorrow", "''",
        ])
    func refusesOtherDays(text: String) {
        #expect(findings("review-by: \(text)") == ["DOC005 5:12"])
    }

    @Test(
        "What is no month is no key of a plan", arguments: ["2026-4", "2026-13", "2026-04-01", "2026", "April", "''"])
    func refusesOtherMonths(text: String) {
        #expect(findings("value: [{id: a, kind: capex, currency: EUR, plan: {\(text): 1}}]") == ["DOC005 5:52"])
    }

    @Test("A currency is three capital letters", arguments: ["eur", "EURO", "EU", "€", "E1R", "''", "ÉUR"])
    func refusesOtherCurrencies(text: String) {
        #expect(findings("change: {run-cost: {currency: \(text)}}") == ["DOC005 5:31"])
    }

    @Test(
        "Ids inside a document are small letters, digits and dashes",
        arguments: ["Go-live", "-a", "a_b", "a b", "é", "а", "''", "a.b"])
    func refusesOtherIDs(text: String) {
        #expect(findings("milestones: [{id: \(text), due: 2026-01-31}]") == ["DOC005 5:19"])
    }

    @Test(
        "People are named by their ids",
        arguments: ["Ana Ruiz", "Ana", ".ana", "ana@example.com", "ana,ola", "[ana, ola]", "аna"])
    func refusesOtherPeople(text: String) {
        #expect(findings("owner: \(text)").map { String($0.suffix(3)) } == ["5:8"])
    }

    @Test(
        "Fields of one's own begin with x-, everywhere",
        arguments: [
            "x-a: 1", "x-: [1]", "change: {x-ticket: 4711}", "metrics: [{id: a, class: output, x-b: {c: d}}]",
            "shortfall: {because: y, x-z: 1}",
        ])
    func leavesFieldsOfOnesOwn(field: String) {
        #expect(findings(field) == [])
    }

    @Test(
        "A field without a value is not there",
        arguments: ["owner:", "metrics:", "change: ~", "change: {risk: }", "milestones: null"])
    func ignoresFieldsWithoutAValue(field: String) {
        #expect(findings(field) == [])
    }

    @Test("An alias is no value")
    func refusesAliases() throws {
        let text = PlanText.read(
            SourceText(path: "p", bytes: Array((Mistake.initiative + "owner: *x\n").utf8)), layout: .yaml)
        let root = try #require(text.tree?.root)
        let findings = ShapeCheck.diagnostics(of: root, against: InitiativeSchema.shape)
        #expect(findings.map(\.codeAndPlace) == ["DOC004 5:8"])
        #expect(findings.first?.message == "`owner` is an alias; expected the id of a person, such as `ana.ruiz`")
    }

    @Test("With unknown keys allowed the known ones are still checked")
    func allowsUnknownKeys() {
        let text = Mistake.initiative + "colour: blue\nstate: paused\n"
        #expect(
            shapeFindings(text, InitiativeSchema.shape, allowsUnknownKeys: true).map(\.codeAndPlace) == ["DOC006 6:8"])
    }

    @Test("A document full of mistakes gets so many findings")
    func limitsFindings() {
        let text = Mistake.initiative + "milestones:\n" + String(repeating: "  - {id: A, due: soon}\n", count: 5_000)
        #expect(shapeFindings(text, InitiativeSchema.shape).count == TextLimits.findings)
        let keys = Mistake.initiative + (0..<100_000).map { "k\($0):\n" }.joined()
        #expect(shapeFindings(keys, InitiativeSchema.shape).count == TextLimits.findings)
        let words = Mistake.initiative + "change:\n  services: [" + String(repeating: "[],", count: 50_000) + "]\n"
        #expect(shapeFindings(words, InitiativeSchema.shape).count == TextLimits.findings)
    }

    @Test("Unknown keys do not hide that a field is missing")
    func missingBehindUnknown() {
        let keys = "schema: tollgate/initiative/v1\nid: SD-1\n" + (0..<60).map { "k\($0): a\n" }.joined()
        let codes = Set(shapeFindings(keys, InitiativeSchema.shape).map(\.code.text))
        #expect(codes == ["DOC002", "DOC003"])
    }

    @Test("A finding shows what it found on one line and cut short")
    func showsWhatItFound() throws {
        let long = shapeFindings(
            Mistake.initiative + "state: \(String(repeating: "long", count: 100))\n", InitiativeSchema.shape)
        #expect(try #require(long.first).message.utf8.count < 200)
        let lines = shapeFindings(Mistake.initiative + "state: \"a\\nb\"\n", InitiativeSchema.shape)
        #expect(try #require(lines.first).message.hasPrefix("`state` is `a b`; expected"))
    }

    @Test("Every field says what it means, in a sentence")
    func explainsEveryField() {
        func check(_ shape: Shape) {
            switch shape {
            case .mapping(let fields), .oneOf(let fields):
                #expect(Set(fields.map(\.name)).count == fields.count)
                for field in fields {
                    #expect(field.meaning.hasSuffix(".") && field.meaning.count > 5, "\(field.name)")
                    #expect(!field.shape.expectation.isEmpty)
                    check(field.shape)
                }
            case .list(let element), .oneOrMore(let element): check(element)
            case .dictionary(_, let value): check(value)
            default: break
            }
        }
        for shape in [InitiativeSchema.shape, ChangePlanSchema.shape, PolicySchema.shape] { check(shape) }
    }

    /// The findings about a field in the fifth line of an initiative that is clean otherwise.
    private func findings(_ field: String) -> [String] {
        shapeFindings(Mistake.initiative + field + "\n", InitiativeSchema.shape).map(\.codeAndPlace)
    }
}

extension Mistake {
    /// The least that an initiative says: four lines.
    static let initiative = "schema: tollgate/initiative/v1\nid: WH-1\ntitle: T\nstage: idea\n"
    private static let changePlan = "schema: tollgate/plan/v1\nid: p-1\ntitle: T\n"

    static let inInitiatives = [
        Mistake("a list", "- a\n", "DOC001 1:1", says: "the document is a list; expected a mapping"),
        Mistake("a text", "# why\n\njust text\n", "DOC001 3:1", says: "the document is a text; expected a mapping"),
        Mistake("nothing", "---\n# why\n", "DOC001 1:4", says: "the document is nothing; expected a mapping"),
        Mistake(
            "unknown key", initiative + "ownr: ana\n", "DOC002 5:1", says: "the document has no field `ownr`",
            helps: "did you mean `owner`?"),
        Mistake(
            "unknown key of another case", initiative + "Owner: ana\n", "DOC002 5:1", says: "`Owner`",
            helps: "did you mean `owner`?"),
        Mistake(
            "unknown key like no other", initiative + "colour: blue\n", "DOC002 5:1", says: "`colour`",
            helps: "fields of your own begin with `x-`"),
        Mistake(
            "unknown key further down", initiative + "change:\n  run-cost:\n    ammount: 3\n", "DOC002 7:5",
            says: "`change.run-cost` has no field `ammount`", helps: "did you mean `amount`?"),
        Mistake(
            "unknown key in a list", initiative + "risks:\n- id: a\n  title: b\n- {id: c, title: d, likelyhood: 3}\n",
            "DOC002 8:21",
            says: "`risks[1]` has no field `likelyhood`", helps: "did you mean `likelihood`?"),
        Mistake(
            "hidden signs in a key", initiative + "\"own\\u200ber\": ana\n", "SYN007 5:1",
            says: "an escape puts U+200B into the value",
            helps: "write the text without it"),
        Mistake(
            "missing id", "schema: tollgate/initiative/v1\ntitle: T\nstage: s\n", "DOC003 1:1",
            says: "lacks the field `id`", helps: "add `id:` with a text"),
        Mistake(
            "missing stage", "# why\nschema: tollgate/initiative/v1\nid: WH-1\ntitle: T\n", "DOC003 2:1",
            says: "lacks the field `stage`"),
        Mistake(
            "id without a value", "schema: tollgate/initiative/v1\nid:\ntitle: T\nstage: s\n", "DOC003 2:1",
            says: "lacks the field `id`"),
        Mistake(
            "id that is null", "schema: tollgate/initiative/v1\ntitle: T\nid: ~\nstage: s\n", "DOC003 3:1",
            says: "lacks the field `id`"),
        Mistake(
            "missing field of a metric", initiative + "metrics:\n  - name: M\n    id: m\n", "DOC003 6:5",
            says: "`metrics[0]` lacks the field `class`",
            helps: "add `class:` with `outcome`, `adoption`"),
        Mistake(
            "empty mapping in a list", initiative + "risks: [{id: a, title: b}, {id: c}]\n", "DOC003 5:29",
            says: "`risks[1]` lacks the field `title`"),
        Mistake(
            "a text for a list", initiative + "metrics: none\n", "DOC004 5:10",
            says: "`metrics` is a text; expected a list"),
        Mistake(
            "a mapping for a list", initiative + "metrics: {id: a}\n", "DOC004 5:10",
            says: "`metrics` is a mapping; expected a list"),
        Mistake(
            "a list for a text", initiative + "owner: [ana, ola]\n", "DOC004 5:8",
            says: "`owner` is a list; expected the id of a person"),
        Mistake(
            "a mapping for a text", initiative + "problem:\n  what: x\n", "DOC004 6:3",
            says: "`problem` is a mapping; expected a text"),
        Mistake(
            "a text for a mapping", initiative + "change: big\n", "DOC004 5:9",
            says: "`change` is a text; expected a mapping"),
        Mistake(
            "nothing in a list", initiative + "risks:\n  -\n", "DOC004 6:4",
            says: "`risks[0]` is nothing; expected a mapping"),
        Mistake(
            "a list for a plan", initiative + "value: [{id: a, kind: capex, currency: EUR, plan: [1]}]\n",
            "DOC004 5:51", says: "`value[0].plan` is a list"),
        Mistake(
            "empty title", "schema: tollgate/initiative/v1\nid: WH-1\ntitle: ' '\nstage: s\n", "DOC005 3:8",
            says: "`title` is ` `; expected a text"),
        Mistake(
            "quotes with nothing in them", initiative + "because: ''\n", "DOC005 5:10",
            says: "`because` is empty; expected a text"),
        Mistake(
            "amount in words", initiative + "change: {run-cost: {amount: lots}}\n", "DOC005 5:29",
            says: "`change.run-cost.amount` is `lots`; expected an amount"),
        Mistake(
            "amount below zero",
            initiative + "value: [{id: a, kind: one-off-cost, currency: EUR, plan: {2026-04: -1.00}}]\n", "DOC005 5:68",
            says: "`value[0].plan.2026-04` is `-1.00`"),
        Mistake(
            "likelihood of six", initiative + "risks: [{id: a, title: b, likelihood: 6}]\n", "DOC005 5:39",
            says: "a whole number from 1 to 5"),
        Mistake(
            "nobody in a team", initiative + "transition: [{team: a, people: 0}]\n", "DOC005 5:32",
            says: "a whole number from 1"),
        Mistake(
            "unknown state", initiative + "state: on hold\n", "DOC006 5:8",
            says: "`state` is `on hold`; expected `active`, `on-hold`, `cancelled`", helps: "did you mean `on-hold`?"),
        Mistake(
            "state of another case", initiative + "state: Active\n", "DOC006 5:8", says: "`Active`",
            helps: "did you mean `active`?"),
        Mistake("state like no other", initiative + "state: zzz\n", "DOC006 5:8", says: "`zzz`"),
        Mistake(
            "metric of an unknown class", initiative + "metrics: [{id: a, class: kpi}]\n", "DOC006 5:26",
            says: "`metrics[0].class` is `kpi`"),
        Mistake(
            "schema of another version", "schema: tollgate/initiative/v2\nid: WH-1\ntitle: T\nstage: s\n", "DOC007 1:9",
            says: "`schema` is `tollgate/initiative/v2`; expected `tollgate/initiative/v1`"),
        Mistake(
            "schema of another document", "schema: tollgate/plan/v1\nid: WH-1\ntitle: T\nstage: s\n", "DOC007 1:9",
            says: "tollgate/plan/v1"),
        Mistake("missing schema", "id: WH-1\ntitle: T\nstage: s\n", "DOC003 1:1", says: "lacks the field `schema`"),
    ]

    static let inChangePlans = [
        Mistake(
            "id of an initiative", "schema: tollgate/plan/v1\nid: SD-1\ntitle: T\n", "DOC005 2:5",
            says: "an id of small letters"),
        Mistake(
            "cadence without a period", changePlan + "cadence: {grace: 7}\n", "DOC003 4:11",
            says: "`cadence` lacks the field `review`"),
        Mistake(
            "cadence of days", changePlan + "cadence: {review: daily}\n", "DOC006 4:19",
            says: "`weekly`, `monthly`, `quarterly`"),
        Mistake(
            "grace of years", changePlan + "cadence: {review: weekly, grace: 400}\n", "DOC005 4:34",
            says: "from 0 to 366"),
        Mistake(
            "goal without a value", changePlan + "goal: {by: 2027-01-31}\n", "DOC003 4:8",
            says: "`goal` lacks the field `run-rate`"),
        Mistake("empty team", changePlan + "teams: [a, '']\n", "DOC005 4:12", says: "`teams[1]` is empty"),
        Mistake("stage of a plan", changePlan + "stage: idea\n", "DOC002 4:1", says: "no field `stage`"),
    ]
}

import Diagnostics
import PlanModel
import PlanText
import Testing

@Suite("Mistakes in a policy")
struct PolicyMistakeTests {
    @Test("One mistake is one finding in its place, and there is no policy", arguments: Mistake.inPolicies)
    func reportsTheMistake(mistake: Mistake) throws {
        let reading = readPolicy(mistake.text)
        #expect(reading.policy == nil)
        #expect(reading.diagnostics.map(\.codeAndPlace) == [mistake.finding])
        let finding = try #require(reading.diagnostics.first)
        #expect(finding.message.contains(mistake.says), "\(finding.message)")
        if let help = mistake.helps { #expect(finding.helps.joined().contains(help), "\(finding.helps)") }
        #expect(finding.primary.location.path == "plans/policy.yaml")
    }

    @Test(
        "Without a readable text there is no policy",
        arguments: [
            ("", "SYN010 1:1"), ("stages: [a\n", "SYN010 2:1"),
            ("schema: tollgate/policy/v1\nstages: [a]\nstages: [b]\n", "SYN016 3:1"),
            ("schema: tollgate/policy/v1\r\nstages: [a]\r\n", "SYN004 1:27"),
            ("schema: tollgate/policy/v1\nstages: &a [a]\n", "SYN012 2:9"),
            ("schema: tollgate/policy/v1\nstages: [a]\n<<: {}\n", "SYN013 3:1"),
        ])
    func failsClosed(text: String, finding: String) {
        let reading = readPolicy(text)
        #expect(reading.policy == nil)
        #expect(reading.diagnostics.first?.codeAndPlace == finding)
    }

    @Test("Several mistakes are reported together, in the order of the text")
    func reportsAllMistakes() {
        let reading = readPolicy("schema: tollgate/policy/v1\nbranch: [main]\nstages: [a, b c!]\nversion: zero\n")
        #expect(reading.policy == nil)
        #expect(reading.diagnostics.map(\.codeAndPlace) == ["DOC002 2:1", "DOC005 3:13", "DOC005 4:10"])
    }

    @Test("A stage that stands twice names the first place too")
    func namesTheFirstStage() {
        let reading = readPolicy("schema: tollgate/policy/v1\nstages: [a, b, a]\n")
        #expect(reading.diagnostics.first?.secondary.first?.location.range?.start == TextPosition(line: 2, column: 10))
    }

    @Test(
        "Names that git would refuse are no branches",
        arguments: [
            "refs/heads/main", "-main", "a..b", "a b", "a~1", "a^", "a:b", "a?b", "a*", "a[b", "a\\b", "main/", "größe",
            "..",
        ])
    func refusesBranches(name: String) {
        let reading = readPolicy("schema: tollgate/policy/v1\nstages: [a]\nbranches: [main, '\(name)']\n")
        #expect(reading.policy == nil)
        #expect(reading.diagnostics.map(\.codeAndPlace) == ["DOC005 3:18"])
        #expect(reading.diagnostics.first?.message.contains("`\(name)` is no branch") == true)
    }

    @Test(
        "A policy with a hundred thousand mistakes comes to an end, and gets so many findings",
        arguments: [
            "x%:\n", "gates: {%}", "rulez%: a\n", "stages: [a,%]", "branches: ['a b',%]",
        ])
    func limitsFindings(mistake: String) {
        let parts = mistake.split(separator: "%").map(String.init)
        let body =
            switch mistake.first {
            case "g": parts[0] + (0..<50_000).map { "g\($0): {}" }.joined(separator: ", ") + parts[1]
            case "s": parts[0] + Array(repeating: "a", count: 100_000).joined(separator: ", ") + parts[1]
            case "b": parts[0] + Array(repeating: "'a b'", count: 50_000).joined(separator: ", ") + parts[1]
            default: (0..<50_000).map { parts[0] + "\($0)" + parts[1] }.joined()
            }
        let head =
            mistake.hasPrefix("stages") ? "schema: tollgate/policy/v1\n" : "schema: tollgate/policy/v1\nstages: [a]\n"
        let reading = readPolicy(head + body)
        #expect(reading.policy == nil)
        #expect(reading.diagnostics.count == TextLimits.findings)
    }
}

/// A text with one mistake, and the finding it should get.
struct Mistake: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// Code and place, such as `DOC002 3:1`.
    let finding: String
    let says: String
    var helps: String?

    init(_ name: String, _ text: String, _ finding: String, says: String, helps: String? = nil) {
        self.name = name
        self.text = text
        self.finding = finding
        self.says = says
        self.helps = helps
    }

    var testDescription: String { name }

    private static let head = "schema: tollgate/policy/v1\nstages: [idea, decided, live]\n"
    private static let documents = head + "documents:\n  - kind: initiative\n    match: \"plans/*/*.yaml\"\n"

    static let inPolicies = [
        Mistake(
            "unknown key", head + "gate: {}\n", "DOC002 3:1", says: "the document has no field `gate`",
            helps: "did you mean `gates`?"),
        Mistake(
            "unknown key like no other", head + "colour: blue\n", "DOC002 3:1", says: "`colour`",
            helps: "known here: schema, version"),
        Mistake(
            "unknown key in a gate", head + "gates:\n  live:\n    requires: []\n", "DOC002 5:5",
            says: "`gates.live` has no field `requires`",
            helps: "did you mean `require`?"),
        Mistake(
            "unknown key in a sign-off", head + "gates: {live: {sign-off: [{role: owner, cuont: 2}]}}\n", "DOC002 3:41",
            says: "`cuont`",
            helps: "did you mean `count`?"),
        Mistake(
            "lock of no field", head + "gates: {decided: {lock: [metric, value]}}\n", "DOC006 3:26",
            says: "an initiative has no field `metric`", helps: "did you mean `metrics`?"),
        Mistake(
            "lock below no field", head + "gates: {decided: {lock: [colour.red]}}\n", "DOC006 3:26",
            says: "an initiative has no field `colour`", helps: "begins with `x-`"),
        Mistake(
            "required field that is none", head + "gates: {decided: {require: [{fields: [owner, onwer]}]}}\n",
            "DOC006 3:46", says: "an initiative has no field `onwer`", helps: "did you mean `owner`?"),
        Mistake(
            "unknown criterion", head + "gates:\n  decided:\n    require:\n      - milestone: {mandatory: done}\n",
            "DOC002 6:9",
            says: "`gates.decided.require[0]` has no field `milestone`", helps: "did you mean `milestones`?"),
        Mistake(
            "two criteria in one", head + "gates: {live: {require: [{funded: true, readiness: complete}]}}\n",
            "DOC004 3:26",
            says: "has 2 keys; expected exactly one of `fields`"),
        Mistake("no criterion", head + "gates: {live: {require: [{}]}}\n", "DOC004 3:26", says: "has 0 keys"),
        Mistake(
            "gate for an undeclared stage", head + "gates:\n  decidid: {}\n", "DOC006 4:3",
            says: "`decidid` is neither a stage nor a step",
            helps: "did you mean `decided`?"),
        Mistake(
            "gate for nothing known", head + "gates: {somewhere: {}}\n", "DOC006 3:9", says: "`somewhere`",
            helps: "expected a stage, or one of on-hold"),
        Mistake(
            "gate without anything", head + "gates:\n  live:\n", "DOC004 4:8",
            says: "`gates.live` is nothing; expected a mapping"),
        Mistake(
            "stage twice", "schema: tollgate/policy/v1\nstages: [idea, live, idea]\n", "DOC005 2:22",
            says: "the stage `idea` is declared twice"),
        Mistake(
            "end that is a stage", head + "ends: [dropped, live]\n", "DOC005 3:17",
            says: "the stage `live` is declared twice"),
        Mistake(
            "no stages", "schema: tollgate/policy/v1\nstages: []\n", "DOC005 2:9", says: "`stages` is empty", helps: nil
        ),
        Mistake(
            "missing stages", "schema: tollgate/policy/v1\nends: [x]\n", "DOC003 1:1",
            says: "the document lacks the field `stages`", helps: "add `stages:`"),
        Mistake(
            "stages without a value", "schema: tollgate/policy/v1\nstages:\n", "DOC003 2:1",
            says: "lacks the field `stages`"),
        Mistake(
            "one stage as a word", "schema: tollgate/policy/v1\nstages: idea\n", "DOC004 2:9",
            says: "`stages` is a text; expected a list"),
        Mistake(
            "stage with strange signs", "schema: tollgate/policy/v1\nstages: [idea, 'li/ve']\n", "DOC005 2:16",
            says: "`stages[1]` is `li/ve`"),
        Mistake(
            "stage that is no word", "schema: tollgate/policy/v1\nstages: [idea, [live]]\n", "DOC004 2:16",
            says: "`stages[1]` is a list"),
        Mistake(
            "branch that is a ref", head + "branches: [refs/heads/main]\n", "DOC005 3:12",
            says: "`refs/heads/main` is no branch"),
        Mistake("empty branch", head + "branches: ['']\n", "DOC005 3:12", says: "`branches[0]` is empty"),
        Mistake(
            "newer Tollgate", head + "min-tollgate: 9.1\n", "DOC005 3:15",
            says: "asks for Tollgate 9.1 or newer; this is 0.3.0", helps: "install a newer Tollgate"),
        Mistake(
            "version that is none", head + "min-tollgate: v1\n", "DOC005 3:15", says: "expected a version such as `0.1`"
        ),
        Mistake(
            "wrong schema", "schema: tollgate/policy/v2\nstages: [a]\n", "DOC007 1:9",
            says: "`schema` is `tollgate/policy/v2`; expected `tollgate/policy/v1`"),
        Mistake(
            "schema of another document", "schema: tollgate/initiative/v1\nstages: [a]\n", "DOC007 1:9",
            says: "tollgate/initiative/v1"),
        Mistake("missing schema", "stages: [a]\n", "DOC003 1:1", says: "lacks the field `schema`"),
        Mistake("no mapping", "- a\n- b\n", "DOC001 1:1", says: "the document is a list; expected a mapping"),
        Mistake("version zero", head + "version: 0\n", "DOC005 3:10", says: "expected a whole number from 1"),
        Mistake("version with a leading zero", head + "version: 007\n", "DOC005 3:10", says: "`version` is `007`"),
        Mistake(
            "repository that is no UUID", head + "repository: 3C1F0F5E-8D2B-4A6E-9F21-77A0B1C2D3E4\n", "DOC005 3:13",
            says: "expected a UUID"),
        Mistake("unknown merge style", head + "merge-styles: [merge, octopus]\n", "DOC006 3:23", says: "`octopus`"),
        Mistake(
            "merge style nearly right", head + "merge-styles: [sqash]\n", "DOC006 3:16", says: "`sqash`",
            helps: "did you mean `squash`?"),
        Mistake(
            "path that leaves the repository", head + "protect: [../secrets]\n", "DOC005 3:11",
            says: "expected a path below the repository"),
        Mistake("absolute path", head + "protect: [/etc/passwd]\n", "DOC005 3:11", says: "`/etc/passwd`"),
        Mistake(
            "document without a match", head + "documents:\n  - kind: plan\n", "DOC003 4:5",
            says: "`documents[0]` lacks the field `match`"),
        Mistake(
            "document of an unknown kind", head + "documents: [{kind: plans, match: a}]\n", "DOC006 3:20",
            says: "`plans`", helps: "did you mean `plan`?"),
        Mistake(
            "bad glob", head + "documents: [{kind: plan, match: [a, 'b//c']}]\n", "DOC005 3:37",
            says: "`documents[0].match[1]` is `b//c`"),
        Mistake(
            "ledger in a folder", documents + "    ledger: \"ledgers/{stem}.csv\"\n", "DOC005 6:13",
            says: "`ledger` is `ledgers/{stem}.csv`; expected a file name", helps: "lies beside its plan"),
        Mistake(
            "ledger of a whole folder", documents + "    ledger: ledger.csv\n", "DOC005 6:13",
            says: "`ledger` is `ledger.csv`, without `{stem}`", helps: "a ledger of its own"),
        Mistake(
            "bad id-pattern", documents + "    id-pattern: \"(SD|WH)-[0-9]+\"\n", "DOC005 6:17",
            says: "`(SD|WH)-[0-9]+` is no pattern",
            helps: "no groups"),
        Mistake(
            "fields without a stage", documents + "    fields: {id: number, title: name}\n", "DOC003 6:13",
            says: "`fields` does not say which field is the `stage`", helps: "add `stage:`"),
        Mistake(
            "headers without fields", documents + "    syntax: headers\n", "DOC003 4:5",
            says: "which field is the `stage`"),
        Mistake(
            "field that cannot be mapped", documents + "    fields: {stage: s, sponsro: who}\n", "DOC002 6:24",
            says: "`fields` cannot map `sponsro`",
            helps: "did you mean `sponsor`?"),
        Mistake(
            "way that leads nowhere", documents + "    fields: {stage: 's[', id: n}\n", "DOC005 6:21",
            says: "expected a field, such as `status`"),
        Mistake("unknown syntax", documents + "    syntax: toml\n", "DOC006 6:13", says: "`toml`"),
        Mistake("unknown severity", head + "rules: {PLN110: warn}\n", "DOC006 3:17", says: "`rules.PLN110` is `warn`"),
        Mistake(
            "role that is none", head + "gates: {live: {sign-off: [{role: Big Boss}]}}\n", "DOC005 3:34",
            says: "expected a role"),
        Mistake(
            "sign-off without a role", head + "gates: {live: {sign-off: [{count: 2}]}}\n", "DOC003 3:28",
            says: "lacks the field `role`"),
        Mistake(
            "nobody signs", head + "gates: {live: {sign-off: [{role: owner, count: 0}]}}\n", "DOC005 3:48",
            says: "from 1 to 99"),
        Mistake(
            "independent or not", head + "gates: {live: {sign-off: [{role: owner, independent: yes}]}}\n",
            "DOC005 3:54", says: "expected `true` or `false`"),
        Mistake(
            "share without a sign", head + "gates: {live: {require: [{value: {realised: 95}}]}}\n", "DOC005 3:45",
            says: "expected a percentage"),
        Mistake(
            "less than nothing", head + "gates: {live: {require: [{value: {realised: -5%}}]}}\n", "DOC005 3:45",
            says: "`-5%`"),
        Mistake(
            "unknown class of metrics", head + "gates: {live: {require: [{metrics: {class: outcomes}}]}}\n",
            "DOC006 3:44", says: "`outcomes`", helps: "did you mean `outcome`?"),
        Mistake(
            "assurance of another kind", head + "gates: {live: {assurance: sworn}}\n", "DOC006 3:27",
            says: "`attested`, `vouched`"),
        Mistake("small currency", head + "currencies: {reporting: eur}\n", "DOC005 3:25", says: "ISO 4217"),
        Mistake(
            "rate of zero", head + "currencies: {reporting: EUR, plan-rates: {'2026': {USD: 0.00}}}\n", "DOC005 3:57",
            says: "expected an amount above zero"),
        Mistake(
            "currency as a key", head + "currencies: {reporting: EUR, plan-rates: {'2026': {Dollar: 1.1}}}\n",
            "DOC005 3:52", says: "`Dollar`"),
        Mistake(
            "waiver without an end", head + "waivers: [{rule: X, initiative: Y, because: z, by: w}]\n", "DOC003 3:12",
            says: "lacks the field `until`"),
        Mistake("age without a unit", head + "signoff-max-age: 90\n", "DOC005 3:18", says: "expected a number of days"),
        Mistake(
            "quorum of nobody", head + "break-glass: {role: owner}\n", "DOC003 3:15", says: "lacks the field `count`"),
    ]
}
